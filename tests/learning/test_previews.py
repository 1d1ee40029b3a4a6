import pytest
from django.urls import reverse
from wagtail.admin.models import FormState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.factories.learning import make_lesson, make_module
from tests.handouts.pdfs import codes_on

pytestmark = pytest.mark.django_db


def form_data(lesson, text):
    return nested_form_data(
        {
            "title": lesson.title,
            "slug": lesson.slug,
            "code": lesson.code,
            "summary": lesson.summary,
            "body": streamfield(
                [
                    ("text", rich_text(f"<p>{text}</p>")),
                    ("facilitator_note", {"text": rich_text("<p>Sólo para quien facilita</p>")}),
                ]
            ),
            "citations": "",
            "valid_as_of": "2026-11-22",
            "confidence": "high",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )


def write(client, lesson, text):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    response = client.post(url, form_data(lesson, text))
    assert response.json() == {"is_valid": True, "is_available": True}
    return url


def modes(page):
    return [mode for mode, _label in page.preview_modes]


def test_every_page_is_previewed_on_web_and_paper():
    lesson = make_lesson()
    programme = lesson.get_parent().get_parent().specific

    assert modes(programme) == ["", "paper-programme-reader", "paper-programme-certificate"]

    assert modes(lesson) == ["", "paper-lesson-handout", "paper-facilitator-guide"]
    assert modes(lesson.get_parent().specific) == [
        "",
        "self-check",
        "paper-module-handout",
        "paper-poster",
        "paper-facilitator-guide",
        "paper-session-plan",
        "paper-assessment-a",
        "paper-assessment-b",
        "paper-answer-key",
        "paper-cue-cards",
        "paper-certificate",
    ]


@pytest.mark.parametrize("mode", ["", "paper-lesson-handout", "paper-facilitator-guide"])
def test_what_is_being_written_is_previewed_unsaved(admin_client, mode):
    lesson = make_lesson()
    url = write(admin_client, lesson, "Texto a medias")

    response = admin_client.get(url, {"mode": mode})

    html = response.content.decode()
    assert response.status_code == 200
    assert "Texto a medias" in html
    assert ("Sólo para quien facilita" in html) == (mode == "paper-facilitator-guide")
    lesson.refresh_from_db()
    assert "Texto a medias" not in str(lesson.body)


BEGUN = [
    ("picture", {"image": "", "alternative_text": "Una urna", "caption": "", "credit": ""}),
    ("audio", {"title": "El voto", "file": "", "transcript": rich_text("<p>Es secreto.</p>")}),
]


@pytest.mark.parametrize("mode", ["", "paper-lesson-handout", "paper-facilitator-guide"])
def test_a_lesson_is_previewed_before_its_picture_and_recording_are_chosen(admin_client, mode):
    lesson = make_lesson(live=False)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    body = nested_form_data({"body": streamfield(BEGUN)})
    admin_client.post(url, form_data(lesson, "") | body)

    response = admin_client.get(url, {"mode": mode})

    page = response.content.decode()
    assert response.status_code == 200
    assert "Es secreto." in page
    assert "Lección None" not in page
    assert "0 bytes" not in page.replace("\xa0", " ")


@pytest.mark.parametrize("mode", ["", "paper-programme-reader"])
def test_a_programme_is_previewed(admin_client, mode):
    module = make_module(lessons=1)
    programme = module.get_parent().specific
    url = reverse("wagtailadmin_pages:view_draft", args=[programme.pk])

    page = admin_client.get(url, {"mode": mode}).content.decode()

    assert programme.title in page
    assert module.title in page
    pdf = reverse("curriculum_learning_admin:draft_pdf", args=[programme.pk, "programme-reader"])
    assert (pdf in page) == bool(mode)


@pytest.mark.parametrize(
    "mode", ["", "paper-module-handout", "paper-facilitator-guide", "paper-session-plan"]
)
def test_a_module_is_previewed(admin_client, mode):
    module = make_module(lessons=1)
    url = reverse("wagtailadmin_pages:view_draft", args=[module.pk])

    response = admin_client.get(url, {"mode": mode})

    assert response.status_code == 200
    assert module.title in response.content.decode()


def test_a_previewed_certificate_bears_no_code_that_would_be_called_genuine(admin_client):
    module = make_module(lessons=1)
    url = reverse("wagtailadmin_pages:view_draft", args=[module.pk])

    page = admin_client.get(url, {"mode": "paper-certificate"}).content.decode()
    pdf = admin_client.get(
        reverse("curriculum_learning_admin:draft_pdf", args=[module.pk, "certificate"])
    )

    assert module.title in page
    assert "<svg" not in page
    assert codes_on(b"".join(pdf), 1) == []


def test_a_paper_preview_says_that_it_is_no_published_version_and_offers_the_pdf(admin_client):
    lesson = make_lesson()
    url = write(admin_client, lesson, "Texto a medias")

    html = admin_client.get(url, {"mode": "paper-lesson-handout"}).content.decode()

    pdf = reverse("curriculum_learning_admin:draft_pdf", args=[lesson.pk, "lesson-handout"])
    assert f'href="{pdf}"' in html
    assert "curriculum:" not in html
    lesson.refresh_from_db()
    assert lesson.live


def test_the_pdf_of_a_draft_shows_what_is_being_written(admin_client):
    from tests.handouts.pdfs import text_of

    lesson = make_lesson()
    write(admin_client, lesson, "Texto a medias")
    url = reverse("curriculum_learning_admin:draft_pdf", args=[lesson.pk, "lesson-handout"])

    response = admin_client.get(url)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="draft.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert "Texto a medias" in text_of(response.content)
    assert "facilita" not in text_of(response.content)


def test_a_draft_is_for_the_person_who_writes_it(admin_client, client, django_user_model):
    lesson = make_lesson()
    write(admin_client, lesson, "Texto a medias")
    url = reverse("curriculum_learning_admin:draft_pdf", args=[lesson.pk, "lesson-handout"])
    assert FormState.objects.count() == 1

    assert client.get(url).status_code == 302
    stranger = django_user_model.objects.create_user("otra", password="x")
    client.force_login(stranger)
    assert client.get(url).status_code == 302


def test_only_sheets_of_the_page_are_made(admin_client):
    lesson = make_lesson()

    for code in ("module-handout", "no-such-sheet"):
        url = reverse("curriculum_learning_admin:draft_pdf", args=[lesson.pk, code])
        assert admin_client.get(url).status_code == 404
