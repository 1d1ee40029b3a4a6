"""What a foreign site does after it has installed the package: it teaches."""

import json
from datetime import date

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from wagtail.models import Locale, Site

BODY = json.dumps([{"type": "text", "value": "<p>Puedes entrar, <b>no entrar</b> o salirte.</p>"}])


def with_pages():
    from curriculum.pages.models import LessonPage, ModulePage, ProgrammePage, SectionPage, WinPage

    section = root().add_child(instance=SectionPage(title="Escuela", slug="escuela"))
    lesson = teach(section, ProgrammePage, ModulePage, LessonPage)
    tell(section, lesson, WinPage)
    in_a_further_language(lesson)
    print("lesson opened, nobody counted")


def own_pages():
    from custom_base_page.courses.models import Course, Reading, Tale, Unit

    lesson = teach(root(), Course, Unit, Reading)
    tell(root(), lesson, Tale)
    print("lesson opened, nobody counted")


def root():
    import swapper

    Page = swapper.load_model("wagtailcore", "Page")
    top = Page.objects.filter(depth=1).first() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=Locale.get_active())
    )
    home = top.get_children().first()
    if home is None:
        home = top.add_child(instance=Page(title="Home", slug="home", locale=Locale.get_active()))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "testserver"}
    )
    return home


def teach(parent, programme_model, module_model, lesson_model):
    programme = parent.add_child(
        instance=programme_model(title="Programa", slug="p", code="P", summary="s", audience="a")
    )
    module = programme.add_child(
        instance=module_model(title="Uno", slug="m", code="P-1", summary="s", duration_minutes=60)
    )
    lesson = module.add_child(
        instance=lesson_model(
            title="Nadie",
            slug="l",
            code="P-1.1",
            summary="s",
            body=BODY,
            valid_as_of=date(2026, 11, 22),
        )
    )
    lesson.save_revision().publish()
    response = Client().get(lesson.get_url())
    assert response.status_code == 200, response.status_code
    assert "<b>no entrar</b>" in response.content.decode()
    open_the_editor(lesson)
    nobody_is_counted()
    found = Client().post("/buscar/", {"q": "entrar"}).content.decode()
    assert lesson.get_url() in found, found
    return lesson


def tell(parent, lesson, model):
    """A win beside the lesson: it is found from there, and its editor opens."""
    from curriculum.learning.domain import stories

    win = parent.add_child(
        instance=model(
            title="Lo pedimos",
            slug="w",
            summary="Ya hay sillas.",
            story=BODY,
            steps=["Pedirlo."],
            year=2025,
            lessons=[str(lesson.translation_key)],
            has_consent=True,
        )
    )
    win.save_revision().publish()
    assert Client().get(win.get_url()).status_code == 200
    assert [found.pk for found in stories.at_foot_of(lesson=lesson)] == [win.pk]
    client = Client()
    client.force_login(get_user_model().objects.get())
    assert client.get(f"/admin/pages/{win.pk}/edit/").status_code == 200


def in_a_further_language(lesson):
    """A technical sample, not a translation: what the catalogue lacks is said in Spanish."""
    locale = Locale.objects.create(language_code="nah")
    sample = lesson.copy_for_translation(locale, copy_parents=True)
    sample.title = "Muestra técnica · Technical sample"
    for page in [*sample.get_ancestors().filter(live=False).specific(), sample]:
        page.save_revision().publish()
    html = Client().get(sample.get_url()).content.decode()
    assert sample.get_url().startswith("/nah/")
    assert '<html lang="nah">' in html
    assert "Palabras explicadas" in html


def open_the_editor(lesson):
    user = get_user_model().objects.create_superuser("admin", "admin@example.org", "a password")
    client = Client()
    client.force_login(user)
    for address in ("/admin/", f"/admin/pages/{lesson.pk}/edit/"):
        assert client.get(address).status_code == 200, address


def nobody_is_counted():
    tables = connection.introspection.table_names()
    for room in ("attendance", "people", "knowledge", "reports", "handover"):
        assert not apps.is_installed(f"curriculum.{room}")
        assert [t for t in tables if t.startswith(f"curriculum_{room}")] == []
