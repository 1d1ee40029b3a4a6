"""Questions at the end of a module: at an address of their own, and kept nowhere."""

import re

import pytest
from wagtail.models import PageViewRestriction

from curriculum.pages.models import ModulePage
from tests.factories import learning as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make.make_module()


def test_questions_have_an_address_in_the_language_of_their_module(client, module):
    english = make.translate(module)

    assert client.get(f"{module.url}comprueba/").status_code == 200
    assert client.get(f"{english.url}check/").status_code == 200
    assert client.get(f"{module.url}check/").status_code == 404
    assert client.get(f"{module.url}comprueba/otra/").status_code == 404


def test_language_switch_leads_to_the_same_questions(client, module):
    english = make.translate(module)

    html = client.get(f"{module.url}comprueba/").content.decode()

    assert f'<a href="{english.url}check/" lang="en" hreflang="en">English</a>' in html


def test_each_question_says_which_option_is_right_and_why(client, module):
    html = client.get(f"{module.url}comprueba/").content.decode()

    options = re.findall(r"<label class=\"opt\">.*?</label>", html)
    assert len(options) == 3
    assert ["verdict--yes" in option for option in options] == [False, True, False]
    assert "<b>En secreto.</b> La Constitución lo exige." in html
    assert "LFT, art. 371" in html


def test_what_is_chosen_starts_empty_and_has_nowhere_to_go(client, module):
    html = client.get(f"{module.url}comprueba/").content.decode()

    assert html.count('autocomplete="off"') == html.count('<input type="radio"') == 3
    assert "<form" not in html
    assert " checked" not in html
    assert "<details open" not in html


def test_a_module_without_questions_has_no_such_page(client):
    unanswered = make.make_assessment_item(options=["Sí", "No"], correct_option=3)
    module = make.make_module(assessment_items=[unanswered])

    assert client.get(f"{module.url}comprueba/").status_code == 404
    assert "comprueba" not in client.get(module.url).content.decode()


def test_questions_of_a_draft_are_nowhere_to_be_found(client, module):
    module.unpublish()

    assert client.get(f"{module.url}comprueba/").status_code == 404


def test_questions_of_a_private_module_are_as_private(client, module):
    PageViewRestriction.objects.create(page=module, restriction_type=PageViewRestriction.LOGIN)

    assert client.get(f"{module.url}comprueba/").status_code == 302


def test_a_lesson_of_that_name_stays_within_reach(client, module):
    lesson = make.make_lesson(module=module, slug="comprueba", title="La lección")

    assert "<h1>La lección</h1>" in client.get(lesson.url).content.decode().replace("\u00a0", " ")


def test_questions_are_previewed_before_they_are_saved(rf):
    module = make.make_module(live=False)
    draft = ModulePage.objects.get(pk=module.pk)
    draft.assessment_items = [make.make_assessment_item(question="¿Todavía sin guardar?")]

    response = draft.make_preview_request(preview_mode="self-check")

    assert "¿Todavía sin guardar?" in response.rendered_content


def test_questions_of_a_discreet_module_have_a_number_for_title(client):
    tree = make.make_tree(lessons=1, is_discreet=True, discreet_title="Cuaderno")

    html = client.get(f"{tree.module.url}comprueba/").content.decode()

    title = re.search(r"<title>(.*?)\s*</title>", html, re.DOTALL)[1]
    assert title == "Comprueba lo aprendido · Módulo 1"
    assert 'content="noindex, nofollow"' in html
