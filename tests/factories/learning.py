"""A small school: home, section, programmes, modules and lessons, without the importer.

Every ``make_…`` builds what it stands on when that is not given. Pages are
published with the revision and the signals that an editor's publication brings.
"""

import datetime
from itertools import count
from types import SimpleNamespace

from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail.rich_text import RichText
from wagtail.signals import page_published, published

from cms.models import HomePage
from curriculum.learning.domain.law import record_change
from curriculum.learning.models import (
    Colophon,
    GlossaryTerm,
    HelpContact,
    LegalChange,
    LegalSource,
    OpenPoint,
    ReviewFlag,
    Sector,
    Theme,
)
from curriculum.pages.models import (
    AssessmentItem,
    Contingency,
    HandoutSection,
    KeyMessage,
    LearningObjective,
    LessonPage,
    ModulePage,
    ProgrammePage,
    ResearchBriefPage,
    SectionPage,
    SessionPlanActivity,
    WinPage,
)

LAW_DATE = datetime.date(2026, 11, 22)
numbers = count(1)


def make_locales():
    """``(es-mx, en)``."""
    return tuple(Locale.objects.get_or_create(language_code=code)[0] for code in ("es-mx", "en"))


def make_home(locale=None):
    """The home page of a locale (es-mx unless told), which a fresh install already has."""
    spanish, _english = make_locales()
    return HomePage.objects.get(locale=locale or spanish)


def publish(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def add(parent, page, *, live=True):
    for relation in get_all_child_relations(type(page)):
        for number, row in enumerate(getattr(page, relation.get_accessor_name()).all()):
            if getattr(row, "sort_order", 0) is None:  # PostgreSQL promises no order among equals
                row.sort_order = number
    page.locale = parent.locale
    page.live = live
    parent.add_child(instance=page)
    return published_first(page) if live else page


def published_first(page):
    """What publishing its first revision leaves of a new page, whose rows are written already."""
    revision = page.save_revision(clean=False, log_action=False)
    at = timezone.now()
    Page.objects.filter(pk=page.pk).update(
        live_revision=revision,
        has_unpublished_changes=False,
        first_published_at=at,
        last_published_at=at,
    )
    page.refresh_from_db()
    log(instance=page, action="wagtail.publish", revision=revision)
    page_published.send(sender=type(page), instance=page, revision=revision)
    published.send(sender=type(page), instance=page, revision=revision)
    return page


def make_section(*, parent=None, live=True, **kwargs):
    n = next(numbers)
    page = SectionPage(**{"title": f"Sección {n}", "slug": f"seccion-{n}", **kwargs})
    return add(parent or make_home(), page, live=live)


def make_programme(*, section=None, modules=0, lessons=0, live=True, **kwargs):
    """A programme, with as many modules of as many lessons as told."""
    n = next(numbers)
    page = ProgrammePage(
        **{
            "title": f"Programa {n}",
            "slug": f"programa-{n}",
            "code": f"P{n}",
            "summary": "Lo que este programa enseña, en palabras sencillas.",
            "audience": "Personas trabajadoras, con o sin sindicato",
            **kwargs,
        }
    )
    programme = add(section or make_section(), page, live=live)
    for _number in range(modules):
        make_module(programme=programme, lessons=lessons)
    return programme


def make_module(*, programme=None, lessons=0, live=True, **kwargs):
    """A module with one row of each kind (two plan rows of 75 minutes each)."""
    n = next(numbers)
    rows = {
        "objectives": [LearningObjective(text="Explicar tres cambios con palabras propias.")],
        "key_messages": [
            KeyMessage(text="El voto es personal, libre y secreto.", citations=["LFT:371"])
        ],
        "session_plan": [make_plan_row(moment="opening"), make_plan_row(moment="closing")],
        "contingencies": [make_contingency()],
        "assessment_items": [make_assessment_item()],
        "handout_sections": [HandoutSection(title="Mis plazos")],
    }
    page = ModulePage(
        **{
            "title": f"Módulo de prueba {n}",
            "slug": f"modulo-{n}",
            "code": f"M{n}",
            "summary": "De qué trata este módulo.",
            "duration_minutes": 150,
            "handout_title": "Mi mapa de derechos",
            **rows,
            **kwargs,
        }
    )
    module = add(programme or make_programme(), page, live=live)
    for _number in range(lessons):
        make_lesson(module=module)
    return module


def make_plan_row(**kwargs):
    return SessionPlanActivity(
        **{
            "minutes": 75,
            "moment": "development",
            "objective": "Entrar en confianza",
            "activity": "Ronda de bienvenida y conteo sin nombres",
            "technique": "Ronda",
            "materials": "Frijoles y un frasco",
            "responsible": "Facilitación",
            "script": [("say", "Aquí nadie firma."), ("ask", "¿Qué necesitamos?")],
            **kwargs,
        }
    )


def make_contingency(**kwargs):
    defaults = {"condition": "Si quedan 30 minutos", "action": "Junta las dos actividades."}
    return Contingency(**{**defaults, **kwargs})


def make_assessment_item(**kwargs):
    return AssessmentItem(
        **{
            "question": "¿Cómo se vota?",
            "options": ["A mano alzada", "En secreto", "Por lista"],
            "correct_option": 2,
            "explanation": "La Constitución lo exige.",
            "citations": ["LFT:371"],
            **kwargs,
        }
    )


def make_lesson(*, module=None, live=True, **kwargs):
    n = next(numbers)
    page = LessonPage(
        **{
            "title": f"Lección de prueba {n}",
            "slug": f"leccion-{n}",
            "code": f"L{n}",
            "summary": "De qué trata esta lección.",
            "body": [
                (
                    "text",
                    RichText("<p>Primero va la conciliación.</p><h2>Luego</h2><p>El juicio.</p>"),
                )
            ],
            "citations": ["LFT:371", "LFT:390 Bis"],
            "valid_as_of": LAW_DATE,
            **kwargs,
        }
    )
    return add(module or make_module(), page, live=live)


def make_win(*, section=None, lessons=None, live=True, **kwargs):
    """A win that supports ``lessons`` (pages; a new one when not given)."""
    n = next(numbers)
    page = WinPage(
        **{
            "title": f"Logro de prueba {n}",
            "slug": f"logro-{n}",
            "summary": "Ahora los turnos se avisan una semana antes.",
            "story": [("text", RichText("<p>Lo pedimos por escrito y entre todas.</p>"))],
            "steps": ["Hablar en grupo.", "Pedirlo por escrito."],
            "year": 2025,
            "has_consent": True,
            "lessons": keys_of([make_lesson()] if lessons is None else lessons),
            **kwargs,
        }
    )
    return add(section or make_section(), page, live=live)


#: Two words a sentence: nobody could ask for more.
PLAIN_WORDS = "<p>" + "La gente no va. La hora no deja. El turno empieza. " * 5 + "</p>"


def make_brief(*, section=None, lessons=None, live=True, **kwargs):
    """A research brief that informs ``lessons`` (pages; a new one when not given)."""
    n = next(numbers)
    page = ResearchBriefPage(
        **{
            "title": f"Estudio de prueba {n}",
            "slug": f"estudio-{n}",
            "summary": "La hora no deja ir a la asamblea.",
            "meaning": "Pregunta a qué hora sí pueden.",
            "plain_version": [("text", RichText(PLAIN_WORDS))],
            "method": "Se preguntó a cuarenta personas.",
            "limits": "Son pocas personas.",
            "institution": "Centro de estudios",
            "year": 2025,
            "lessons": keys_of([make_lesson()] if lessons is None else lessons),
            **kwargs,
        }
    )
    return add(section or make_section(), page, live=live)


def keys_of(pages):
    return [str(page.translation_key) for page in pages]


def translate(page, *, locale=None, **kwargs):
    """A published translation of ``page``, and of all that it stands on and that has none."""
    _spanish, english = make_locales()
    copy = page.copy_for_translation(locale or english, copy_parents=True)
    for name, value in kwargs.items():
        setattr(copy, name, value)
    for ancestor in copy.get_ancestors().filter(live=False).specific():
        publish(ancestor)
    return publish(copy)


def make_tree(*, english=False, modules=1, lessons=2, **programme):
    """A whole programme: ``home, section, programme, modules, module, lessons, lesson``.

    ``lessons`` are those of the first module. With ``english`` everything is translated too.
    """
    made = make_programme(modules=modules, lessons=lessons, **programme)
    module_pages = list(made.get_children().specific())
    first_lessons = list(module_pages[0].get_children().specific()) if module_pages else []
    if english:
        for page in made.get_descendants(inclusive=True).specific():
            translate(page)
    return SimpleNamespace(
        home=make_home(),
        section=made.get_parent().specific,
        programme=made,
        modules=module_pages,
        module=module_pages[0] if module_pages else None,
        lessons=first_lessons,
        lesson=first_lessons[0] if first_lessons else None,
    )


def _record(model, defaults, kwargs):
    return model.objects.create(**{"locale": make_locales()[0], **defaults, **kwargs})


def make_theme(**kwargs):
    return _record(Theme, {"code": f"tema-{next(numbers)}", "name": "Voto"}, kwargs)


def make_sector(**kwargs):
    return _record(Sector, {"code": f"sector-{next(numbers)}", "name": "Minería"}, kwargs)


def make_term(**kwargs):
    defaults = {
        "term": "conciliación",
        "definition": "Plática obligatoria para intentar un acuerdo antes del juicio.",
    }
    return _record(GlossaryTerm, defaults, kwargs)


def make_help_contact(**kwargs):
    defaults = {
        "name": "PROFEDET",
        "need": "Asesoría laboral, gratis",
        "what_it_does": "Te asesora y te representa en asuntos federales.",
    }
    return _record(HelpContact, defaults, kwargs)


def make_review_flag(**kwargs):
    defaults = {"code": f"aviso-{next(numbers)}", "text": "Cambia cada 1 de enero hasta 2030."}
    return _record(ReviewFlag, defaults, kwargs)


def make_open_point(**kwargs):
    return _record(OpenPoint, {"text": "Falta leer la sentencia.", "lesson_codes": []}, kwargs)


def make_colophon(**kwargs):
    defaults = {
        "code": f"colofon-{next(numbers)}",
        "valid_as_of": LAW_DATE,
        "legal_review": "Ninguna abogada o abogado laboral lo ha revisado todavía.",
        "disclaimer": "Este material es educativo: no sustituye la asesoría.",
    }
    return _record(Colophon, defaults, kwargs)


def make_legal_source(**kwargs):
    defaults = {"code": f"LEY{next(numbers)}", "title": "Ley Federal del Trabajo", "version": "—"}
    return LegalSource.objects.create(**{**defaults, **kwargs})


def make_change(*, by=None, **kwargs):
    """A change of the law, recorded: article 390 Bis of the LFT, since the first of January."""
    if "source" not in kwargs:
        kwargs["source"] = LegalSource.objects.filter(code="LFT").first() or make_legal_source(
            code="LFT"
        )
    defaults = {
        "locator": "390 Bis",
        "takes_effect_on": datetime.date(2026, 1, 1),
        "published_on": datetime.date(2025, 12, 15),
        "summary": {"es-mx": "La constancia dura un año.", "en": "The certificate lasts a year."},
    }
    change = LegalChange(**{**defaults, **kwargs})
    record_change(change=change, by=by)
    return change
