"""A school with one of everything that a package can hold, and some things that it must not."""

import datetime

from django_scopes import scopes_disabled
from wagtail.models import Page
from wagtail.rich_text import RichText

from curriculum.knowledge.models import LearnedAbout, LessonLearned
from curriculum.learning.domain import law, recordings
from curriculum.learning.domain.addresses import short_address
from curriculum.learning.models import Recording
from curriculum.people.domain.sections import sections_of

from ..factories import learning as make
from ..factories.media import make_captions, make_picture, make_recording, picture_bytes
from ..factories.people import make_coordinator, make_partner
from ..learning import files

#: Planted where a package must not look.
SECRET = "CANARIO-9f31"
#: The day of the change of the law that was withdrawn.
MISTAKEN = datetime.date(2026, 5, 5)


def build_school():
    spanish, english = make.make_locales()
    sector = make.make_sector(name="Minería", code="mining")
    make.make_sector(
        name="Mining", code="mining", locale=english, translation_key=sector.translation_key
    )
    theme = make.make_theme()
    flag, colophon = make.make_review_flag(), make.make_colophon(licence="CC BY-SA 4.0")
    quiet = make.make_review_flag(text="Sólo para la guía.", is_for_facilitators=True)
    make.make_term(), make.make_help_contact(states=["NLE"], website="https://example.org/ayuda")
    make.make_open_point(lesson_codes=["L1"])
    make.make_legal_source()
    partner = make_partner(name="Sindicato de prueba")
    coordinator = make_coordinator(
        partner=partner, username=SECRET, first_name=SECRET, email=f"{SECRET}@example.org"
    )
    section = partner_section(partner, spanish)
    programme = make.make_programme(
        section=section, sectors=[sector], colophon=colophon, places=["NLE", "COA"]
    )
    module = make.make_module(
        programme=programme, review_flags=[flag, quiet], safety_note="Con calma."
    )
    first = make.make_lesson(module=module)
    second = make.make_lesson(module=module, body=body_of(first, coordinator))
    make.make_lesson(module=module, live=False, title="Apenas un borrador")
    # A link forwards beside the link backwards.
    first.body = [("text", RichText(f'<p>Sigue <a linktype="page" id="{second.pk}">aquí</a>.</p>'))]
    make.publish(first)
    win, brief = make_stories(section, first, sector)
    for page in (programme, module, first, second, win, brief):
        short_address(page=make.translate(page, title=f"{page.title} (en)"))
        short_address(page=page)
    change_the_law(first, second)
    second.summary = "Un resumen que nadie ha aprobado todavía"
    second.save_revision()
    with scopes_disabled():
        learned = LessonLearned.objects.create(
            partner=partner, month=datetime.date(2026, 10, 1), learned="Más tiempo para la ronda."
        )
        learned.themes.add(theme)
        LearnedAbout.objects.create(lesson_learned=learned, translation_key=module.translation_key)
    return partner


def change_the_law(first, second):
    """One change of which everything still waits but for one lesson, one that is over, one withdrawn."""
    mistaken = make.make_change(takes_effect_on=MISTAKEN)
    law.confirm(review=mistaken.reviews.order_by("pk").first())
    law.withdraw_change(change=mistaken, reason=SECRET)
    change = make.make_change(locator="371", published_on=None)
    law.confirm(review=change.reviews.get(page=first.pk))
    over = make.make_change(takes_effect_on=datetime.date(2027, 1, 1))
    second.law_changes_read, second.summary = [str(over.pk)], "Ahora con la ley nueva."
    make.publish(second)
    for review in over.reviews.open():
        law.confirm(review=review)


def make_stories(section, lesson, sector):
    """A win and a research brief in which every field says something."""
    win = make.make_win(
        section=section,
        lessons=[lesson],
        sector=sector,
        state="NLE",
        month=3,
        listing="listed",
        story=[("steps", {"steps": [RichText("<p>Nos juntamos.</p>")]})],
    )
    paper = make_recording(name="informe.mp3", data=b"ID3 the whole report")
    brief = make.make_brief(
        section=section,
        lessons=[lesson],
        licence="CC BY-SA 4.0",
        full_text=[("document", paper)],
        listing="unlisted",
    )
    return win, brief


def live_pages():
    """``{(translation key, language): page}`` of all that can be read."""
    return {
        (str(page.translation_key), page.locale.language_code): page
        for page in Page.objects.live().filter(depth__gt=2).select_related("locale")
    }


def partner_section(partner, locale):
    return sections_of(partner=partner).get(locale=locale).specific


def give_fallback(document):
    """What ffmpeg would have made of it for older telephones."""
    known = Recording.objects.get(document=document)
    file = recordings.cleaned(files.upload(files.m4a(), "x.m4a"))
    known.fallback.save(file.name, file, save=False)
    known.state, known.seconds = Recording.State.DONE, 61
    known.save()


def body_of(lesson, user):
    picture = make_picture(
        data=picture_bytes(kind="JPEG"),
        name="asamblea.jpg",
        uploaded_by_user=user,
    )
    recording = make_recording(uploaded_by_user=user)
    give_fallback(recording)
    return [
        ("text", RichText(f'<p>Lee <a linktype="page" id="{lesson.pk}">lo de antes</a>.</p>')),
        (
            "key_message",
            {"text": RichText("<p>Tu voto es <b>secreto</b>.</p>"), "citations": ["LFT:371"]},
        ),
        ("steps", {"steps": [RichText("<p>Pregunta.</p>"), RichText("<p>Decide.</p>")]}),
        (
            "picture",
            {"image": picture, "alternative_text": "Una asamblea", "credit": "Equipo, CC BY"},
        ),
        (
            "audio",
            {"title": "Escucha", "file": recording, "transcript": RichText("<p>Lo mismo.</p>")},
        ),
        (
            "video",
            {
                "title": "Mira",
                "file": make_recording(name="urna.mp4", data=b"not really a film"),
                "captions": make_captions(),
                "poster": picture,
                "transcript": RichText("<p>Una urna.</p>"),
            },
        ),
        ("facilitator_note", {"text": RichText("<p>Cuida los tiempos.</p>")}),
    ]
