import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from curriculum.people.domain.sections import sections_of
from tests.factories.knowledge import make_lesson_learned
from tests.factories.learning import make_lesson, make_module, make_programme, translate
from tests.factories.people import make_partner, make_superuser, make_trainer

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return make_partner()


@pytest.fixture
def module(partner):
    section = sections_of(partner=partner).order_by("pk").first().specific
    return make_module(programme=make_programme(section=section))


def editor(client, page):
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_latest_learnings_stand_beside_the_module_with_a_link_to_all(client, partner, module):
    for number in range(4):
        make_lesson_learned(
            partner=partner,
            modules=[module],
            learned=f"canario-{number}",
            month=f"2026-0{number + 1}-01",
        )
    client.force_login(make_trainer(partner=partner))

    body = editor(client, module)

    assert [number for number in range(4) if f"canario-{number}" in body] == [1, 2, 3]
    link = f"{reverse('curriculum_knowledge_admin:index')}?module={module.translation_key}"
    assert link in body
    assert len(client.get(link).context["object_list"]) == 4


def test_translation_shows_the_same_learnings(client, partner, module):
    make_lesson_learned(partner=partner, modules=[module], learned="canario")
    client.force_login(make_trainer(partner=partner))

    assert "canario" in editor(client, translate(module))


def test_other_partners_learnings_and_other_modules_stay_away(client, partner, module):
    make_lesson_learned(modules=[module], learned="canario-ajeno")
    make_lesson_learned(partner=partner, modules=[make_module()], learned="canario-otro")
    client.force_login(make_trainer(partner=partner))

    assert "canario" not in editor(client, module)


def test_who_runs_the_installation_sees_them_too(client, partner, module):
    make_lesson_learned(partner=partner, modules=[module], learned="canario")
    client.force_login(make_superuser())

    assert "canario" in editor(client, module)


def test_editor_of_the_host_who_belongs_to_no_partner_is_shown_no_panel(client, admin_user, module):
    admin_user.is_superuser = False
    admin_user.save()
    admin_user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    admin_user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(admin_user)

    assert "curriculum-learning" not in editor(client, module)


def test_new_module_and_lesson_open_without_it(client, partner, module):
    client.force_login(make_trainer(partner=partner))

    answer = client.get(
        reverse(
            "wagtailadmin_pages:add",
            args=["curriculum_pages", "modulepage", module.get_parent().pk],
        )
    )

    assert answer.status_code == 200
    assert reverse("curriculum_knowledge_admin:index") + "?module" not in editor(
        client, make_lesson(module=module)
    )


def test_editor_costs_the_same_queries_whatever_was_learned(
    client, partner, module, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_lesson_learned(partner=partner, modules=[module])
    client.force_login(make_trainer(partner=partner))
    editor(client, module)
    with CaptureQueriesContext(connection) as few:
        editor(client, module)
    for _number in range(5):
        make_lesson_learned(partner=partner, modules=[module])

    with django_assert_max_num_queries(len(few)):
        editor(client, module)
