"""Wins and research: what may be published, whichever way it is tried, and who is shown what."""

import datetime
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.models import Revision
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from curriculum.learning.domain import fitness, stories, traces
from curriculum.learning.domain.advice import advise
from curriculum.learning.domain.cautions import cautions_of
from curriculum.pages.models import WinPage
from tests.factories import learning as make
from tests.factories.media import make_picture
from tests.people.world import make_side

pytestmark = pytest.mark.django_db

HARD = (
    "<p>La representatividad organizacional institucionalizada constituye indudablemente un "
    "procedimiento administrativo caracterizado por la imprescindible verificabilidad documental "
    "correspondiente, independientemente de las particularidades circunstanciales determinantes "
    "establecidas reglamentariamente por autoridades jurisdiccionales especializadas competentes.</p>"
) * 2
TODAY = datetime.date(2026, 11, 26)


def codes(page):
    return [problem.code for problem in fitness.problems(page=page)]


def cautioned(page):
    return [caution.code for caution in cautions_of(page=page, on=TODAY)]


def prose(html):
    return [("text", RichText(html))]


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


def make_win_of(lessons, **kwargs):
    return make.make_win(lessons=lessons, **kwargs)


def test_a_lesson_that_is_a_draft_supports_nothing():
    assert codes(make_win_of([make.make_lesson(live=False)], live=False)) == ["no-lesson"]


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


# Every way in which a page goes live


@pytest.fixture
def side():
    return make_side("propia")


def unfit(side, **kwargs):
    brief = make.make_brief(section=side.section, lessons=[side.lesson], live=False)
    brief.plain_version = prose(HARD)
    for name, value in kwargs.items():
        setattr(brief, name, value)
    return brief, brief.save_revision(clean=False)


def is_live(page):
    return type(page).objects.get(pk=page.pk).live


def form_of(brief, text, **more):
    data = {
        "title": brief.title,
        "slug": brief.slug,
        "summary": brief.summary,
        "meaning": brief.meaning,
        "plain_version": streamfield([("text", rich_text(text))]),
        "method": brief.method,
        "limits": brief.limits,
        "institution": brief.institution,
        "year": brief.year,
        "full_text": streamfield([]),
        "listing": brief.listing,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    return {**nested_form_data({**data, **more}), "lessons": brief.lessons}


def post(client, user, brief, text, **more):
    client.force_login(user)
    url = reverse("wagtailadmin_pages:edit", args=[brief.pk])
    return client.post(url, form_of(brief, text, **more))


def test_a_draft_may_be_unfit_and_the_publish_button_refuses_it(client, side):
    brief, _revision = unfit(side)

    saved = post(client, side.trainer, brief, HARD)
    refused = post(client, side.coordinator, brief, HARD, **{"action-publish": "1"})

    assert saved.status_code == 302
    assert refused.status_code == 200
    assert list(refused.context["form"].errors) == ["plain_version"]
    assert not is_live(brief)

    post(client, side.coordinator, brief, make.PLAIN_WORDS, **{"action-publish": "1"})
    assert is_live(brief)


def test_an_empty_plain_version_is_told_what_it_is_for(client, side):
    brief = make.make_brief(section=side.section, lessons=[side.lesson], live=False)
    emptied = nested_form_data({"plain_version": streamfield([])})

    response = post(client, side.coordinator, brief, "", **{**emptied, "action-publish": "1"})

    html = response.content.decode()
    assert list(response.context["form"].errors) == ["plain_version"]
    assert "Falta llenar este campo" not in html
    assert html.count("lo que leen en lugar del informe") == 2  # at the field and in the advice


def test_the_publish_button_schedules_nothing_that_is_unfit(client, side):
    brief, _revision = unfit(side)
    soon = (timezone.now() + datetime.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")

    response = post(
        client, side.coordinator, brief, HARD, **{"action-publish": "1", "go_live_at": soon}
    )

    assert list(response.context["form"].errors) == ["plain_version"]
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_nothing_unfit_is_handed_in(client, side):
    brief, _revision = unfit(side)

    response = post(client, side.trainer, brief, HARD, **{"action-submit": "1"})

    assert list(response.context["form"].errors) == ["plain_version"]
    brief.refresh_from_db()
    assert brief.current_workflow_state is None


def test_a_published_story_keeps_an_unfit_draft_beside_it(client, side):
    brief = make.make_brief(section=side.section, lessons=[side.lesson])

    assert post(client, side.trainer, brief, HARD).status_code == 302

    brief.refresh_from_db()
    assert brief.has_unpublished_changes
    assert "La gente no va" in str(brief.plain_version)


def test_code_publishes_nothing_unfit(side):
    brief, revision = unfit(side)

    with pytest.raises(ValidationError) as refused:
        revision.publish()

    assert list(refused.value.message_dict) == ["plain_version"]
    assert not is_live(brief)


def test_code_schedules_nothing_unfit(side):
    _brief, revision = unfit(side, go_live_at=timezone.now() + datetime.timedelta(days=1))

    with pytest.raises(ValidationError):
        revision.publish()

    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


def test_a_saved_page_cannot_be_live_and_unfit(side):
    brief, _revision = unfit(side)
    brief.live = True

    with pytest.raises(ValidationError):
        brief.save()

    assert not is_live(brief)


def test_the_clock_holds_back_what_became_unfit_and_publishes_what_waits_behind_it(side):
    due = timezone.now() - datetime.timedelta(minutes=5)
    brief, revision = unfit(side, go_live_at=due)
    other = make.make_win(section=side.section, lessons=[side.lesson], live=False)
    other.go_live_at = due
    behind = other.save_revision()
    for each, minutes in ((revision, 5), (behind, 1)):
        each.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=minutes)
        each.save()

    call_command("publish_scheduled", verbosity=0)

    assert not is_live(brief)
    assert is_live(other)
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


def test_an_approval_publishes_nothing_unfit(client, side):
    brief, _revision = unfit(side)
    brief.get_workflow().start(brief, side.trainer)
    state = brief.current_workflow_task_state
    client.force_login(side.coordinator)
    url = reverse("wagtailadmin_pages:workflow_action", args=[brief.pk, "approve", state.pk])

    by_modal = client.post(url, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
    answer = client.post(url, {"comment": ""}, follow=True)

    editor = reverse("wagtailadmin_pages:edit", args=[brief.pk])
    assert by_modal.json() == {"step": "success", "redirect": editor}
    assert answer.redirect_chain == [(editor, 302)]
    said = " ".join(str(each) for each in answer.context["messages"])
    assert f"«{brief.title}» no se publicó" in said
    assert not is_live(brief)
    state.refresh_from_db()
    assert state.status == "in_progress"


def test_many_at_once_publish_nothing_unfit(client, side):
    brief, _revision = unfit(side)
    client.force_login(side.coordinator)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    answer = client.post(f"{url}?id={brief.pk}", {"include_descendants": ""}, follow=True)

    assert answer.status_code == 200
    assert "no se publicó" in " ".join(str(each) for each in answer.context["messages"])
    assert not is_live(brief)


def test_an_approval_publishes_what_is_fit(client, side):
    brief, _revision = unfit(side)
    brief.plain_version = prose(make.PLAIN_WORDS)
    brief.save_revision()
    brief.get_workflow().start(brief, side.trainer)
    client.force_login(side.coordinator)
    state = brief.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[brief.pk, "approve", state.pk])

    client.post(url, {"comment": ""})

    assert is_live(brief)


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


# Who is shown what


def shown(**kwargs):
    return [page.title for page in stories.shown(**kwargs)]


@pytest.fixture
def quiet():
    return make.make_tree(
        title="Entre nosotras", is_discreet=True, discreet_title="Confianza", access="women_only"
    )


def test_a_story_follows_its_lessons(quiet):
    open_lesson, aside = make.make_lesson(), make.make_tree(is_listed=False).lesson
    make_win_of([open_lesson], title="Abierta")
    make_win_of([quiet.lesson], title="Discreta")
    make_win_of([open_lesson, aside], title="Aparte")
    make_win_of([quiet.lesson], title="Listada", listing="listed")
    make_win_of([open_lesson], title="Sin lista", listing="unlisted")
    make_win_of([open_lesson], title="Borrador", live=False)

    assert shown() == ["Listada", "Abierta"]
    assert shown(supporting=open_lesson) == ["Abierta"]
    assert shown(supporting=quiet.lesson) == ["Listada"]


def test_a_programme_that_goes_quiet_takes_its_stories_along():
    tree = make.make_tree(lessons=1)
    make_win_of([tree.lesson], title="Abierta")
    assert shown() == ["Abierta"]

    tree.programme.is_listed = False
    make.publish(tree.programme)

    assert shown() == []


def test_a_quiet_lessons_title_stands_in_no_public_story(client, quiet):
    open_lesson = make.make_lesson(title="Cuentas claras")
    listed = make_win_of([open_lesson, quiet.lesson], listing="listed")
    aside = make_win_of([quiet.lesson], title="Lo nuestro")

    public, private = (client.get(page.url).content.decode() for page in (listed, aside))

    assert "Cuentas claras" in public
    assert quiet.lesson.url not in public
    assert quiet.lesson.url in private
    for html in (public, private):
        assert quiet.lesson.title not in html
    assert "<title>Experiencia</title>" in private.replace("\n", "")
    assert 'content="noindex' in private


def test_a_lesson_shows_the_newest_three_in_its_own_language(client):
    lesson = make.make_lesson()
    made = [make_win_of([lesson], title=f"Logro número {number}") for number in "1234"]
    english = make.translate(lesson)

    html = client.get(lesson.url).content.decode()

    assert [page.title in html for page in made] == [False, True, True, True]
    assert "From real life" not in client.get(english.url).content.decode()


def test_a_story_leads_to_its_lesson_in_another_language_where_there_is_none_yet():
    lesson = make.make_lesson()
    english = make.translate(make_win_of([lesson]))
    (found,) = stories.lessons_of(page=english)
    assert (found.page.pk, found.language) == (lesson.pk, "es-mx")

    translation = make.translate(lesson)

    (found,) = stories.lessons_of(page=english)
    assert (found.page.pk, found.language) == (translation.pk, "")


def offered(user, locale, chosen=()):
    groups = stories.lesson_choices(locale=locale, user=user, chosen=chosen)
    return [title for _module, lessons in groups for _key, title in lessons]


def test_an_editor_is_offered_what_is_published_and_no_draft_of_others(side):
    other = make_side("ajena")
    spanish, english = make.make_locales()

    assert offered(side.trainer, spanish) == ["propia-leccion", "ajena-leccion"]
    assert offered(side.trainer, english) == []
    left = offered(side.trainer, spanish, chosen=make.keys_of([other.draft]))
    assert "ajena-borrador" not in left
    assert len(left) == 3


def test_a_comparison_names_the_lessons_by_their_titles(admin_client):
    first, second = make.make_lesson(title="La primera"), make.make_lesson(title="La segunda")
    win = make_win_of([first])
    before = win.latest_revision
    win.lessons = make.keys_of([first, second])
    after = win.save_revision()
    url = reverse("wagtailadmin_pages:revisions_compare", args=[win.pk, before.pk, after.pk])

    html = admin_client.get(url).content.decode()

    assert "La primera" in html
    assert "La segunda" in html
    assert win.lessons[0] not in html
