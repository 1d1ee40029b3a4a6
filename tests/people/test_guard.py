import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.snippets.models import get_snippet_models

from curriculum.pages.models import LessonPage
from curriculum.people.domain.provisioning import remove_member
from curriculum.people.models import Membership
from curriculum.people.routes import CLOSED, OPEN, is_open, is_sorted
from tests.factories.people import make_coordinator, make_partner, make_superuser, make_trainer

from . import crawl

pytestmark = pytest.mark.django_db


def test_every_wagtail_route_is_allowed_or_denied_explicitly():
    """A new Wagtail's new address starts closed, and has to be looked at."""
    unsorted = {name for name, _arguments in crawl.admin_routes() if not is_sorted(name)}

    assert unsorted == set()


def test_no_route_is_both_open_and_closed():
    both = {
        (namespace, name)
        for namespace, names in OPEN.items()
        for name in names & CLOSED.get(namespace, set())
    }

    assert both == set()


def test_view_that_nobody_has_sorted_is_closed():
    assert not is_open("wagtailadmin_pages:brand_new")
    assert not is_sorted("wagtailadmin_pages:brand_new")


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("wagtailadmin_choose_page_child", ["page"]),
        ("wagtailadmin_pages:copy", ["page"]),
        ("wagtailadmin_pages:history", ["page"]),
        ("wagtailadmin_pages:edit", ["page"]),
        ("wagtailadmin_workflows:task_chooser", []),
        ("wagtailadmin_reports:page_types_usage", []),
        ("wagtailadmin_reports:site_history", []),
        ("wagtailadmin_reports:workflow", []),
        ("wagtailadmin_reports:locked_pages", []),
        ("wagtailadmin_collections:index", []),
        ("wagtailusers_users:index", []),
        ("wagtailimages:edit", ["image"]),
        ("wagtailimages:preview", ["image", "filter"]),
        ("wagtaildocs:edit", ["document"]),
    ],
)
@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_closed_or_foreign_view_is_not_found(client, world, name, kinds, role):
    ids = {**world.ids, "filter": ["width-100"]}
    address = reverse(name, args=[ids[kind][0] for kind in kinds])
    client.force_login(make_superuser())
    assert client.get(address).status_code == 200

    client.force_login(getattr(world.own, role))

    assert client.get(address).status_code == 404


def test_move_to_foreign_page_is_not_found(client, world):
    """The confirmation showed the page's title to whoever asked."""
    client.force_login(world.own.coordinator)

    answer = client.get(
        reverse("wagtailadmin_pages:move_confirm", args=[world.own.draft.pk, world.other.module.pk])
    )

    assert answer.status_code == 404


@pytest.mark.parametrize(("app_label", "model_name", "action", "kind"), crawl.BULK)
def test_bulk_actions_on_foreign_objects_are_not_found(
    client, world, app_label, model_name, action, kind
):
    """They listed the titles of exactly what one may not touch."""
    client.force_login(world.own.coordinator)
    address = reverse("wagtail_bulk_action", args=[app_label, model_name, action])

    for query in (f"?id={world.ids[kind][0]}", "?id=all"):
        assert client.get(address + query).status_code == 404


def test_chosen_multiple_mixed_with_an_own_id_is_not_found(client, world):
    client.force_login(world.own.trainer)
    address = reverse("wagtailadmin_choose_page_chosen_multiple")

    mixed = client.get(f"{address}?id={world.own.draft.pk}&id={world.other.draft.pk}")
    own = client.get(f"{address}?id={world.own.draft.pk}")

    assert (mixed.status_code, own.status_code) == (404, 200)


def test_copy_to_foreign_page_is_not_found(client, world):
    client.force_login(world.own.coordinator)

    answer = client.post(
        reverse("wagtailadmin_pages:copy", args=[world.own.draft.pk]),
        {"new_title": "x", "new_slug": "x", "new_parent_page": world.other.module.pk},
    )

    assert answer.status_code == 404


def test_foreign_page_answers_as_one_that_is_not_there(client, world):
    """Same status, same body."""
    client.force_login(world.own.trainer)

    foreign = client.get(reverse("wagtailadmin_pages:edit", args=[world.other.draft.pk]))
    missing = client.get(reverse("wagtailadmin_pages:edit", args=[999_999]))

    assert foreign.status_code == missing.status_code == 404
    assert len(foreign.content) == len(missing.content)


def test_search_counts_own_pages_only(client, world):
    client.force_login(world.own.trainer)

    answer = client.get(reverse("wagtailadmin_pages:search"), {"q": "borrador"})

    assert [page.pk for page in answer.context["pages"]] == [world.own.draft.pk]


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wagtailadmin_home", None),
        ("wagtailadmin_account", None),
        ("wagtailadmin_explore_root", None),
        ("wagtailadmin_explore", "module"),
        ("wagtailadmin_pages:edit", "draft"),
        ("wagtailadmin_pages:history", "draft"),
        ("wagtailadmin_pages:copy", "draft"),
        ("wagtailadmin_pages:move", "draft"),
        ("wagtailadmin_pages:delete", "draft"),
        ("wagtailadmin_pages:usage", "draft"),
        ("wagtailadmin_pages:workflow_history", "draft"),
        ("wagtailadmin_choose_page", None),
        ("wagtailadmin_choose_page_child", "module"),
        ("wagtailimages:index", None),
        ("wagtailimages:add_multiple", None),
        ("wagtailimages:edit", "image"),
        ("wagtailimages_chooser:choose", None),
        ("wagtailimages_chooser:chosen", "image"),
        ("wagtaildocs:index", None),
        ("wagtaildocs:edit", "document"),
        ("wagtaildocs_chooser:choose", None),
    ],
)
def test_guard_keeps_own_work_possible(client, world, role, name, kind):
    client.force_login(getattr(world.own, role))
    args = [getattr(world.own, kind).pk] if kind else []

    assert client.get(reverse(name, args=args)).status_code == 200


def test_trainer_may_add_a_lesson_to_the_own_module_only(client, world):
    client.force_login(world.own.trainer)
    own, foreign = (
        reverse("wagtailadmin_pages:add", args=["curriculum_pages", "lessonpage", side.module.pk])
        for side in (world.own, world.other)
    )

    assert (client.get(own).status_code, client.get(foreign).status_code) == (200, 404)


def test_trainer_uploads_a_picture_into_the_own_collection(client, world):
    client.force_login(world.own.trainer)

    answer = client.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Recibo de pago",
            "image-chooser-upload-file": SimpleUploadedFile(
                "recibo.png", get_test_image_file(size=(30, 20)).file.getvalue(), "image/png"
            ),
            "image-chooser-upload-collection": world.own.partner.collection_id,
        },
    )

    assert answer.json()["step"] == "chosen"


def test_trainer_submits_and_coordinator_publishes(client, world):
    draft = LessonPage.objects.get(pk=world.own.draft.pk)
    draft.save_revision(user=world.own.trainer)
    state = draft.get_workflow().start(draft, world.own.trainer)
    client.force_login(world.own.coordinator)

    answer = client.post(
        reverse(
            "wagtailadmin_pages:workflow_action",
            args=[draft.pk, "approve", state.current_task_state.pk],
        ),
        {"comment": ""},
    )

    draft.refresh_from_db()
    assert (answer.status_code, draft.live) == (302, True)


def test_menu_offers_only_what_is_open(client, world):
    client.force_login(world.own.coordinator)

    body = client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("wagtailadmin_reports:site_history") not in body
    assert reverse("wagtailadmin_workflows:index") not in body


def test_removal_takes_effect_at_once(client):
    partner = make_partner()
    make_coordinator(partner=partner)
    trainer = make_trainer(partner=partner)
    client.force_login(trainer)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200

    remove_member(membership=Membership.objects.with_scopes_disabled().get(user=trainer))

    assert client.session.session_key is None or not client.session.exists(
        client.session.session_key
    )
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_sensitive_models_are_not_snippets():
    """A snippet ignores who may see which instance."""
    rooms = {"curriculum_people", "curriculum_attendance", "curriculum_knowledge"}

    assert [m for m in get_snippet_models() if m._meta.app_label in rooms] == []


@pytest.mark.parametrize("address", ["/api/", "/api/v2/", "/api/v3/", "/admin/api/v3/"])
def test_api_is_not_mounted(client, world, address):
    client.force_login(world.own.coordinator)

    assert client.get(address).status_code == 404


def test_anonymous_is_not_guarded_and_sent_to_the_login(client):
    answer = client.get(reverse("wagtailadmin_reports:site_history"))

    assert answer.status_code == 302
