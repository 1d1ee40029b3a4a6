import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scopes_disabled
from wagtail.users.models import UserProfile

from curriculum.attendance.base import ClosingStep, address_after_closing, closing_steps
from curriculum.knowledge.models import LessonLearned
from curriculum.people.domain.sections import sections_of
from tests.factories.attendance import lead_of, make_held_session, make_session
from tests.factories.knowledge import make_lesson_learned
from tests.factories.learning import (
    make_locales,
    make_module,
    make_programme,
    make_theme,
    translate,
)
from tests.factories.people import (
    make_coordinator,
    make_member,
    make_partner,
    make_superuser,
    make_trainer,
    make_user,
)

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"curriculum_knowledge_admin:{name}", args=args)


def shown(answer):
    return [learning.pk for learning in answer.context["object_list"]]


@pytest.fixture
def partner():
    return make_partner()


@pytest.fixture
def coordinator(client, partner):
    user = make_coordinator(partner=partner)
    client.force_login(user)
    return user


@pytest.mark.parametrize("make", [make_trainer, make_coordinator])
def test_staff_see_their_own_partners_learnings_newest_first(client, partner, make):
    older = make_lesson_learned(partner=partner, month=datetime.date(2026, 9, 1))
    newer = make_lesson_learned(partner=partner)
    make_lesson_learned(learned="ajeno")
    client.force_login(make(partner=partner))

    answer = client.get(address("index"))

    assert shown(answer) == [newer.pk, older.pk]
    assert "ajeno" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_empty_list_says_how_it_is_filled(client, coordinator):
    body = client.get(address("index_results")).content.decode()

    assert "<table" not in body
    assert reverse("curriculum_attendance_admin:index") in body


def test_list_is_searched_without_accents(client, partner, coordinator):
    wanted = make_lesson_learned(partner=partner, learned="La plática alcanzó")
    make_lesson_learned(partner=partner, learned="Otra", would_change="")

    assert shown(client.get(address("index_results"), {"q": "PLATICA"})) == [wanted.pk]


def test_list_is_filtered_by_programme_module_theme_and_month(client, partner, coordinator):
    programme = make_programme(title="Voto libre")
    module, second = make_module(programme=programme), make_module(programme=programme)
    elsewhere = make_module()
    theme = make_theme(name="Recibo")
    wanted = make_lesson_learned(
        partner=partner, modules=[module], themes=[theme], month=datetime.date(2026, 8, 1)
    )
    sibling = make_lesson_learned(partner=partner, modules=[second])
    make_lesson_learned(partner=partner, modules=[elsewhere])

    def found(**query):
        return shown(client.get(address("index"), query))

    assert found(module=module.translation_key) == [wanted.pk]
    assert set(found(programme=programme.translation_key)) == {wanted.pk, sibling.pk}
    assert found(theme=theme.translation_key) == [wanted.pk]
    assert found(month="2026-08-01") == [wanted.pk]
    body = client.get(address("index"), {"month": "2026-08-01"}).content.decode()
    assert "agosto de 2026" in body


def test_filters_offer_what_the_own_partner_has(client, partner, coordinator):
    make_lesson_learned(partner=partner, modules=[make_module(title="Propio")])
    make_lesson_learned(modules=[make_module(title="Ajeno")], themes=[make_theme(name="Ajeno")])

    form = client.get(address("index")).context["filters"].form

    assert [label for _value, label in form.fields["module"].choices][1:] == ["Propio"]
    assert [label for _value, label in form.fields["theme"].choices][1:] == []
    assert "partner" not in form.fields


def test_member_of_two_partners_tells_them_apart(client, partner, coordinator):
    other = make_partner(name="Otra mano")
    make_member(partner=other, user=coordinator)
    make_lesson_learned(partner=partner)
    theirs = make_lesson_learned(partner=other)

    answer = client.get(address("index"), {"partner": other.pk})

    assert shown(answer) == [theirs.pk]
    assert "Otra mano" in answer.content.decode()


def test_theme_and_module_are_named_in_the_readers_language(client, partner, coordinator):
    _spanish, english = make_locales()
    module = make_module(title="Recibo de pago")
    translate(module, title="Pay slip")
    theme = make_theme(name="Voto")
    make_theme(name="Vote", locale=english, translation_key=theme.translation_key, code=theme.code)
    make_lesson_learned(partner=partner, modules=[module], themes=[theme])

    UserProfile.objects.create(user=coordinator, preferred_language="en")
    body = client.get(address("index")).content.decode()

    assert ("Pay slip" in body, "Vote" in body, "Recibo de pago" in body) == (True, True, False)


def test_module_that_is_published_no_more_keeps_its_name_of_then(client, partner, coordinator):
    module = make_module(title="Recibo de pago")
    make_lesson_learned(partner=partner, modules=[module])
    module.unpublish()
    module.title = "borrador secreto"
    module.save()

    body = client.get(address("index")).content.decode()

    assert ("Recibo de pago" in body, "borrador secreto" in body) == (True, False)


def test_list_is_paged(client, partner, coordinator):
    for number in range(21):
        make_lesson_learned(partner=partner, learned=f"Aprendizaje {number}")

    assert len(shown(client.get(address("index")))) == 20
    assert len(shown(client.get(address("index"), {"p": 2}))) == 1


def test_list_costs_the_same_queries_at_one_and_at_nine(
    client, partner, coordinator, django_assert_num_queries
):
    programme = make_programme()
    make_lesson_learned(
        partner=partner, modules=[make_module(programme=programme)], themes=[make_theme()]
    )
    client.get(address("index"))
    with CaptureQueriesContext(connection) as few:
        client.get(address("index"))
    for _number in range(8):
        make_lesson_learned(
            partner=partner, modules=[make_module(programme=programme)], themes=[make_theme()]
        )

    with django_assert_num_queries(len(few)):
        client.get(address("index"))


def test_facilitator_is_asked_and_answers(client):
    module, theme = make_module(title="Recibo de pago"), make_theme()
    session = make_held_session(modules=[module])
    client.force_login(lead_of(session))

    asked = client.get(address("debrief", session.pk))
    answer = client.post(
        address("debrief", session.pk), {"learned": "El recibo ayudó.", "themes": [theme.pk]}
    )

    assert "Recibo de pago" in asked.content.decode()
    assert answer["Location"] == reverse("curriculum_attendance_admin:session", args=[session.pk])
    with scopes_disabled():
        (learning,) = LessonLearned.objects.all()
        assert (learning.learned, list(learning.themes.all())) == ("El recibo ayudó.", [theme])


def test_question_can_be_skipped(client):
    session = make_held_session()
    client.force_login(lead_of(session))

    asked = client.get(address("debrief", session.pk))

    assert asked.context["skip_url"] == reverse(
        "curriculum_attendance_admin:session", args=[session.pk]
    )
    assert asked.context["skip_url"] in asked.content.decode()


def test_themes_of_the_last_learning_about_the_module_are_ticked(client):
    module, theme = make_module(), make_theme()
    make_theme()
    session = make_held_session(modules=[module])
    make_lesson_learned(partner=session.partner, modules=[module], themes=[theme])
    make_lesson_learned(modules=[module], themes=[make_theme()], month=datetime.date(2030, 1, 1))
    client.force_login(lead_of(session))

    asked = client.get(address("debrief", session.pk))

    assert asked.context["form"].initial["themes"] == [theme]


def test_second_facilitator_sees_what_the_first_wrote(client):
    session = make_held_session()
    make_lesson_learned(partner=session.partner, session=session, learned="Ya escrito")
    client.force_login(lead_of(session))

    assert "Ya escrito" in client.get(address("debrief", session.pk)).content.decode()


@pytest.mark.parametrize("said", [{}, {"learned": "Llama al 614 123 4567"}])
def test_refusal_is_shown_and_the_words_are_kept(client, said):
    session = make_held_session()
    client.force_login(lead_of(session))

    answer = client.post(address("debrief", session.pk), said)

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    assert said.get("learned", "") in answer.content.decode()


def test_session_that_is_still_open_is_refused(client):
    session = make_session()
    client.force_login(lead_of(session))

    answer = client.post(address("debrief", session.pk), {"learned": "Antes de tiempo"})

    assert answer.context["form"].non_field_errors()


def test_colleague_reads_and_does_not_write(client):
    session = make_held_session()
    learning = make_lesson_learned(partner=session.partner, session=session)
    client.force_login(make_trainer(partner=session.partner))

    read = client.get(address("learning", learning.pk))

    assert (read.status_code, b"<textarea" in read.content) == (200, False)
    assert learning.learned in read.content.decode()
    for refused in (
        client.post(address("learning", learning.pk), {"learned": "x"}),
        client.get(address("withdraw", learning.pk)),
        client.post(address("withdraw", learning.pk)),
        client.get(address("debrief", session.pk)),
        client.post(address("debrief", session.pk), {"learned": "x"}),
    ):
        # Wagtail sends on to its home page with a message.
        assert (refused.status_code, refused["Location"]) == (302, reverse("wagtailadmin_home"))
    with scopes_disabled():
        assert LessonLearned.objects.get().learned == learning.learned


def test_facilitator_says_it_better_and_takes_it_back(client):
    theme = make_theme()
    session = make_held_session()
    learning = make_lesson_learned(partner=session.partner, session=session, themes=[theme])
    client.force_login(lead_of(session))
    page = client.get(address("learning", learning.pk))
    assert page.context["form"].initial["themes"] == [theme]

    client.post(address("learning", learning.pk), {"learned": "Mejor"})

    learning.refresh_from_db()
    assert (learning.learned, learning.would_change) == ("Mejor", "")
    client.get(address("withdraw", learning.pk))
    client.post(address("withdraw", learning.pk))
    with scopes_disabled():
        assert not LessonLearned.objects.exists()


@pytest.mark.parametrize(
    "make",
    [make_coordinator, make_trainer, lambda: make_user(is_staff=True)],
    ids=["coordinator", "trainer", "operator"],
)
def test_other_partners_learning_answers_as_one_that_never_was(client, make):
    session = make_held_session()
    learning = make_lesson_learned(partner=session.partner, session=session)
    client.force_login(make_superuser())
    for name, pk in (("learning", learning), ("withdraw", learning), ("debrief", session)):
        assert client.get(address(name, pk.pk)).status_code == 200

    client.force_login(make())

    for name, pk in (("learning", learning), ("withdraw", learning), ("debrief", session)):
        for method in (client.get, client.post):
            theirs, never = method(address(name, pk.pk)), method(address(name, uuid.uuid4()))
            assert theirs.status_code == never.status_code
            assert theirs.status_code in (302, 404)
            assert len(theirs.content) == len(never.content)
    with scopes_disabled():
        assert LessonLearned.objects.get() == learning


def test_module_is_edited_from_its_learning_by_who_may(client, partner, coordinator):
    section = sections_of(partner=partner).order_by("pk").first().specific
    own = make_module(programme=make_programme(section=section))
    foreign = make_module()
    learning = make_lesson_learned(partner=partner, modules=[own, foreign])

    body = client.get(address("learning", learning.pk)).content.decode()

    edit = [reverse("wagtailadmin_pages:edit", args=[page.pk]) in body for page in (own, foreign)]
    assert edit == [True, False]
    assert (own.url in body, foreign.url in body) == (True, True)


def test_learning_is_text_and_not_markup(client, partner, coordinator):
    learning = make_lesson_learned(partner=partner, learned="<script>alert(1)</script>")

    for path in (address("index"), address("learning", learning.pk)):
        assert b"<script>alert(1)" not in client.get(path).content


def test_closing_leads_to_the_question_and_on():
    session = make_held_session()

    assert address_after_closing(session=session) == address("debrief", session.pk)
    assert address_after_closing(session=session, code="debrief") == reverse(
        "curriculum_attendance_admin:session", args=[session.pk]
    )


def test_steps_follow_each_other_and_those_without_a_question_are_passed_over(monkeypatch):
    session = make_held_session()

    class Silent(ClosingStep):
        code, order = "silent", 200

        def url(self, session):
            return None

    class Last(ClosingStep):
        code, order = "last", 300

        def url(self, session):
            return "/last/"

    monkeypatch.setattr(closing_steps, "_entries", dict(closing_steps._entries))
    closing_steps.register(Silent)
    closing_steps.register(Last)

    assert address_after_closing(session=session, code="debrief") == "/last/"


@pytest.mark.parametrize(
    ("make", "offered"), [(make_trainer, True), (make_coordinator, True), (make_superuser, True)]
)
def test_menu_leads_to_the_list(client, make, offered):
    client.force_login(make())

    body = client.get(reverse("wagtailadmin_home")).content.decode()

    assert (address("index") in body) is offered
