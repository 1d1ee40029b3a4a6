"""What a win and research must have, and what they must not say."""

import datetime
from html import unescape

import pytest
from django.urls import reverse
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText

from curriculum.learning.domain import fitness, traces
from curriculum.learning.domain.advice import advise
from curriculum.learning.domain.cautions import cautions_of
from curriculum.pages.models import WinPage
from tests.factories import learning as make
from tests.factories.media import make_picture

from .texts import HARD, codes, prose

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 26)


def cautioned(page):
    return [caution.code for caution in cautions_of(page=page, on=TODAY)]


def test_what_is_whole_is_fit():
    assert codes(make.make_win(live=False)) == []
    assert codes(make.make_brief(live=False)) == []


def test_a_win_says_why_it_may_not_be_published():
    win = make.make_win(live=False)
    unfit = [
        ("has_consent", False, "no-consent"),
        ("steps", [], "no-steps"),
        ("lessons", [], "no-lesson"),
        ("lessons", ["00000000-0000-4000-8000-000000000000"], "no-lesson"),
        ("year", 2099, "year-to-come"),
        ("summary", "Escribe a ana@example.org.", "email"),
        ("steps", ["Llama al (442) 123-45-67."], "telephone"),
        ("story", prose("<p>CURP: GOMC800101MQTRRS09</p>"), "identity"),
    ]
    found = []
    for name, value, _code in unfit:
        whole = getattr(win, name)
        setattr(win, name, value)
        found += [(problem.field, problem.code) for problem in fitness.problems(page=win)]
        setattr(win, name, whole)

    assert found == [(name, code) for name, _value, code in unfit]


def table(caption="", heading="Turno", cell="Noche", kind="text"):
    cell = RichText(cell) if kind == "rich_text" else cell
    block = WinPage.story.field.stream_block.child_blocks["table"].child_blocks[kind]
    columns = [{"block": block, "heading": heading}]
    return [("table", TypedTable(columns, [{"values": [cell]}], caption))]


def photograph(**texts):
    whole = {"alternative_text": "Una urna", "caption": "", "credit": "Dibujo propio"}
    return [("picture", {"image": make_picture(), **whole, **texts})]


@pytest.mark.parametrize(
    "block",
    [
        lambda text: prose(f"<h2>{text}</h2>"),
        lambda text: prose(f"<ul><li>{text}</li></ul>"),
        lambda text: [("example", {"text": RichText(f"<p>{text}</p>")})],
        lambda text: [("steps", {"steps": [RichText(f"<p>{text}</p>")]})],
        lambda text: [("checklist", {"items": [RichText(f"<p>{text}</p>")]})],
        lambda text: [("warning", {"text": RichText(f"<p>{text}</p>")})],
        lambda text: table(caption=text),
        lambda text: table(heading=text),
        lambda text: table(cell=text),
        lambda text: table(cell=f"<p>{text}</p>", kind="rich_text"),
        lambda text: photograph(caption=text),
        lambda text: photograph(alternative_text=text),
        lambda text: photograph(credit=text),
    ],
    ids=[
        *("heading", "list", "example", "steps", "checklist", "warning"),
        *("table-caption", "table-heading", "table-text", "table-rich-text"),
        *("picture-caption", "picture-text", "picture-credit"),
    ],
)
def test_no_block_hides_what_leads_to_somebody(block):
    text = "Rosa Juárez, rosa@example.org, 55&nbsp;1234&nbsp;5678, GOMC800101MQTRRS09"
    win = make.make_win(live=False, story=block(unescape(text)))

    assert [(each.field, each.code) for each in fitness.problems(page=win)] == [
        ("story", "email"),
        ("story", "identity"),
        ("story", "telephone"),
    ]
    assert "possible-name" in cautioned(win)
    stored = WinPage.objects.get(pk=win.pk)
    assert codes(stored) == codes(win)


@pytest.mark.parametrize("address", ["mailto:rosa@example.org?subject=Hola", "tel:+525512345678"])
def test_no_link_leads_to_somebody(address):
    win = make.make_win(live=False, story=prose(f'<p>Escribe <a href="{address}">aquí</a>.</p>'))

    assert codes(win) == ["email" if "@" in address else "telephone"]


@pytest.mark.parametrize("name", ["title", "slug", "seo_title", "search_description"])
def test_no_field_around_the_story_leads_to_somebody(name):
    win = make.make_win(live=False)
    setattr(win, name, "llama-442-123-45-67")

    found = [(each.field, each.code) for each in fitness.problems(page=win)]

    assert found == [(name, "telephone")]


def test_no_plain_field_of_research_leads_to_somebody():
    for name in ("summary", "meaning", "method", "limits", "institution", "licence"):
        brief = make.make_brief(live=False, **{name: "ana@example.org"})

        assert [(each.field, each.code) for each in fitness.problems(page=brief)] == [
            (name, "email")
        ]


def test_a_lesson_that_is_a_draft_supports_nothing():
    assert codes(make.make_win(lessons=[make.make_lesson(live=False)], live=False)) == ["no-lesson"]


def test_research_needs_its_plain_version_and_says_how_far_it_is():
    brief = make.make_brief(live=False, plain_version=[])
    assert codes(brief) == ["too-short"]
    brief.plain_version = prose("<p>Va poca gente.</p>")
    assert codes(brief) == ["too-short"]

    brief.plain_version = prose(HARD)

    (problem,) = fitness.problems(page=brief)
    assert (problem.field, problem.code) == ("plain_version", "hard-to-read")
    assert "must be at least 55" in problem.message or "debe ser de al menos 55" in problem.message


def test_english_research_is_measured_in_english():
    brief = make.translate(make.make_brief(), plain_version=prose("<p>" + "We ask. " * 20 + "</p>"))

    assert codes(brief) == []


# What leads to a person


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Escríbele a luz.perez@planta.example", ["email"]),
        ("55 1234 5678", ["telephone"]),
        ("442-123-45-67", ["telephone"]),
        ("+52 1 55 1234 5678", ["telephone"]),
        ("seguro 12345678901", ["telephone"]),
        ("GOMC800101MQTRRS09", ["identity"]),
        ("RFC GOMC800101AB1", ["identity"]),
        ("De 2018 a 2019, 30,000 personas y $1,460,000.50", []),
        ("artículo 390 Bis, fracciones IV y V, 250 a 5,000", []),
        ("el 1 de mayo de 2019", []),
    ],
)
def test_certain_traces(text, kinds):
    assert [kind for kind, _found in traces.certain(text=text)] == kinds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cuando María López habló, todas callaron.", [("name", "María López")]),
        ("Don Pedro y la compañera Lucía.", [("name", "Don Pedro"), ("name", "compañera Lucía")]),
        ("Fue en la Planta Norte.", [("workplace", "Planta Norte")]),
        (
            "Alas del Bajío SA de CV pagó.",
            [("workplace", "Bajío SA de CV"), ("name", "Alas del Bajío")],
        ),
        ("El 12 de marzo firmamos.", [("day", "12 de marzo")]),
        ("On March 12 we signed.", [("day", "March 12")]),
        ("Fuimos al Centro Federal en San Luis Potosí.", []),
        ("Hoy cada quien tiene su copia. En mayo ganamos.", []),
    ],
)
def test_possible_traces(text, found):
    known = ["Centro Federal", "San Luis Potosí"]

    assert traces.possible(text=text, known=known) == found


def test_the_editor_is_cautioned_about_what_looks_like_a_name():
    sector = make.make_sector()
    win = make.make_win(
        live=False, summary="Lo logró Rosa Juárez.", sector=sector, state="ZAC", month=3
    )

    assert cautioned(win) == ["possible-name", "too-close"]
    assert "Rosa Juárez" in advise(kind="cautions", page=win)


def test_states_and_institutions_are_nobodys_names():
    make.make_help_contact(name="Centro Federal de Conciliación y Registro Laboral")

    assert cautioned(make.make_win(live=False, summary="En Nuevo León, el Centro Federal.")) == []


def test_reading_ease_of_research_is_shown_beside_it():
    brief = make.make_brief(live=False, plain_version=prose(HARD))

    html = advise(kind="reading", page=brief)

    assert "55" in html
    assert "curriculum-advice--low" in html


def test_advice_follows_the_story_as_it_is_written(admin_client):
    win = make.make_win(live=False)
    url = reverse("curriculum_learning_admin:advice", args=["curriculum_pages", "winpage", "es-mx"])
    data = {"summary": "Llama al 442 123 4567", "steps": "Uno", "lessons": win.lessons}

    advice = admin_client.post(url, data).json()

    assert "442 123 4567" in advice["cautions"]
    assert sorted(advice) == ["cautions", "glance", "reading"]
