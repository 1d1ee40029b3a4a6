"""One win and one piece of research that nobody lived and nobody did, to show what they look like."""

import uuid

from wagtail.models import Page
from wagtail.rich_text import RichText

from curriculum.learning.domain.translations import remember_source
from curriculum.learning.models import Sector
from curriculum.pages.models import LessonPage, ResearchBriefPage, WinPage

#: The same on every machine, so that a second run knows them again.
WIN_KEY = uuid.UUID("5d1f0c2e-7a53-4c1b-9a52-3a1d0c6e7b01")
BRIEF_KEY = uuid.UUID("5d1f0c2e-7a53-4c1b-9a52-3a1d0c6e7b02")

INVENTED = {
    "es-mx": "Inventado, para mostrar cómo se ve esta página. No pasó en ningún lugar.",
    "en": "Invented, to show what such a page looks like. It happened nowhere.",
}
WIN = {
    "es-mx": {
        "title": "Pedimos nuestro contrato y hoy lo conocemos (ejemplo inventado)",
        "slug": "pedimos-nuestro-contrato",
        "summary": "Casi nadie había visto el contrato colectivo. Hoy cada quien tiene su copia y sabe qué puede exigir.",
        "story": (
            "<p>Llevábamos años en el centro de llamadas. Nadie sabía qué decía el contrato. "
            "Unas personas creían que ni había.</p>"
            "<p>En una plática aprendimos que es público. Lo buscamos en la página del Centro Federal "
            "y ahí estaba. Lo leímos entre varias personas, un poco cada semana.</p>"
            "<p>El contrato decía veinte días de aguinaldo. Nos pagaban quince. Lo pedimos por escrito "
            "y en grupo. Ese diciembre pagaron los veinte.</p>"
        ),
        "steps": [
            "Busquen el contrato en el registro público del Centro Federal, nunca desde un equipo de la empresa.",
            "Léanlo en grupo, fuera del trabajo, una parte a la vez.",
            "Comparen lo que dice con el recibo de pago de quien quiera mostrarlo.",
            "Pidan por escrito y en grupo lo que falta, y guarden una copia con sello o fecha.",
        ],
    },
    "en": {
        "title": "We asked for our agreement, and now we know it (invented example)",
        "slug": "we-asked-for-our-agreement",
        "summary": "Almost nobody had seen the collective agreement. Now each of us has a copy and knows what to ask for.",
        "story": (
            "<p>We had worked at the call center for years. Nobody knew what the agreement said. "
            "Some of us thought there was none.</p>"
            "<p>In a talk we learned that it is public. We looked for it on the page of the Centro Federal, "
            "and there it was. We read it together, a bit each week.</p>"
            "<p>The agreement said twenty days of year-end bonus. They paid us fifteen. We asked for the rest "
            "in writing, as a group. That December they paid all twenty.</p>"
        ),
        "steps": [
            "Look for the agreement in the public registry of the Centro Federal, never on a company computer.",
            "Read it as a group, away from work, one part at a time.",
            "Compare what it says with the pay slip of somebody who wants to show theirs.",
            "Ask for what is missing in writing, as a group, and keep a copy with a stamp or a date.",
        ],
    },
}
BRIEF = {
    "es-mx": {
        "title": "¿Por qué faltamos a la asamblea? (ejemplo inventado)",
        "slug": "por-que-faltamos-a-la-asamblea",
        "summary": "La gente no falta por desinterés: la hora y el cuidado de la familia no le dejan ir.",
        "meaning": (
            "Si en tu sindicato va poca gente, pregunta a qué hora sí podrían. Propón dos horarios "
            "y un lugar donde alguien cuide a las niñas y los niños."
        ),
        "plain_version": (
            "<p>Un equipo preguntó a cuarenta personas por qué no van a la asamblea. "
            "Trabajan en tres ramas y en turnos distintos.</p>"
            "<p>Más de la mitad dijo lo mismo: la hora. La asamblea empieza cuando entran al turno "
            "o cuando salen cansadas. Después venía la familia. Casi todas las mujeres dijeron que "
            "nadie más puede cuidar a sus hijas e hijos a esa hora.</p>"
            "<p>Muy pocas personas dijeron que no les importa. Donde hubo dos horarios y quien cuidara, "
            "fue el doble de gente.</p>"
        ),
        "method": "Se hicieron cuarenta entrevistas cortas, sin nombres. Luego se compararon cuatro asambleas.",
        "limits": "Son pocas personas y todas aceptaron hablar. En otros lugares puede ser distinto.",
        "institution": "Centro de Estudios de Muestra (no existe)",
    },
    "en": {
        "title": "Why do we miss the assembly? (invented example)",
        "slug": "why-do-we-miss-the-assembly",
        "summary": "People do not stay away because they don’t care: the hour and care for the family keep them away.",
        "meaning": (
            "If few people come in your union, ask at what hour they could. Suggest two times "
            "and a place where somebody looks after the children."
        ),
        "plain_version": (
            "<p>A team asked forty people why they do not go to the assembly. "
            "They work in three trades and on different shifts.</p>"
            "<p>More than half said the same: the hour. It starts when their shift starts, or when they "
            "leave it tired. Next came the family. Almost all the women said that nobody else can look "
            "after their children then.</p>"
            "<p>Very few people said that they do not care. Where there were two times and somebody to "
            "look after the children, twice as many came.</p>"
        ),
        "method": "There were forty short talks, without names. Then four assemblies were compared.",
        "limits": "They are few people, and all of them agreed to talk. It may differ elsewhere.",
        "institution": "Sample Study Center (does not exist)",
    },
}


def load_stories(sections):
    """Publish both below each of ``sections`` where they are not there yet; yields a line each.

    In the languages in which they are told.
    """
    sections = [section for section in sections if section.locale.language_code in INVENTED]
    for name, make, key in (("Win", _win, WIN_KEY), ("Research", _brief, BRIEF_KEY)):
        made = [make(section.specific) for section in sections if not _is_there(section, key)]
        yield f"{name}: {len(made)} created, {len(sections) - len(made)} left alone."


def _is_there(section, key):
    return Page.objects.filter(translation_key=key, locale=section.locale_id).exists()


def _win(section):
    words = WIN[section.locale.language_code]
    sector = Sector.objects.filter(code="centros_de_llamadas", locale=section.locale).first()
    page = WinPage(
        translation_key=WIN_KEY,
        **{**words, "story": _body(section, words["story"])},
        sector=sector,
        year=2025,
        lessons=_lessons("LLR-5.3"),
        has_consent=True,
    )
    return _publish(page, section)


def _brief(section):
    words = BRIEF[section.locale.language_code]
    page = ResearchBriefPage(
        translation_key=BRIEF_KEY,
        **{**words, "plain_version": _body(section, words["plain_version"])},
        year=2026,
        licence="CC BY-SA 4.0",
        lessons=_lessons("LLR-3.2"),
    )
    return _publish(page, section)


def _body(section, html):
    invented = RichText(f"<p>{INVENTED[section.locale.language_code]}</p>")
    return [("example", {"text": invented}), ("text", RichText(html))]


def _lessons(code):
    found = LessonPage.objects.filter(code=code).values_list("translation_key", flat=True)
    return sorted({str(key) for key in found})


def _publish(page, section):
    source = type(page).objects.filter(translation_key=page.translation_key).first()
    page.locale, page.live = section.locale, False
    if source:
        remember_source(translation=page, source=source)
    section.add_child(instance=page)
    page.save_revision().publish()
    return page
