import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from curriculum.people.domain.provisioning import add_member, change_role, remove_member
from curriculum.people.domain.sections import sections_of
from curriculum.people.enums import Role
from curriculum.people.models import Membership
from curriculum.people.refusals import PeopleRefused
from tests.factories.learning import make_programme
from tests.factories.people import (
    make_coordinator,
    make_member,
    make_partner,
    make_superuser,
    make_trainer,
)

pytestmark = pytest.mark.django_db
MEMBERS = "curriculum_people_admin:members"


def membership_of(user):
    return Membership.objects.with_scopes_disabled().get(user=user)


@pytest.fixture
def partner():
    return make_partner()


@pytest.fixture
def coordinator(partner):
    return make_coordinator(partner=partner, username="coordinadora")


def test_coordinator_sees_the_own_team_only(client, partner, coordinator):
    make_trainer(partner=partner, username="ana")
    make_trainer(username="ajena")
    client.force_login(coordinator)

    answer = client.get(reverse(MEMBERS))

    names = [membership.user.username for membership in answer.context["object_list"]]
    assert names == ["ana", "coordinadora"]


def test_team_is_searched_by_name(client, partner, coordinator):
    make_trainer(partner=partner, username="ana")
    make_trainer(partner=partner, username="u2", first_name="Lupita")
    client.force_login(coordinator)

    answer = client.get(reverse(MEMBERS), {"q": "lupi"})

    assert [m.user.username for m in answer.context["object_list"]] == ["u2"]


def test_search_without_result_says_so(client, coordinator):
    client.force_login(coordinator)

    answer = client.get(reverse("curriculum_people_admin:members_results"), {"q": "nadie"})

    assert list(answer.context["object_list"]) == []
    assert "<table" not in answer.content.decode()


def test_team_costs_the_same_queries_at_two_and_at_eleven(
    client, partner, coordinator, django_assert_num_queries
):
    make_trainer(partner=partner)
    client.force_login(coordinator)
    client.get(reverse(MEMBERS))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(MEMBERS))
    for _number in range(9):
        make_trainer(partner=partner)

    with django_assert_num_queries(len(few)):
        client.get(reverse(MEMBERS))


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("members", False),
        ("member", True),
        ("remove", True),
        ("invite", False),
        ("invitations", False),
    ],
)
def test_trainer_and_other_partner_do_not_find_the_team(client, partner, coordinator, name, args):
    trainer = make_trainer(partner=partner)
    pk = [membership_of(trainer).pk] if args else []
    address = reverse(f"curriculum_people_admin:{name}", args=pk)
    client.force_login(coordinator)
    assert client.get(address).status_code == 200

    client.force_login(trainer)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404

    if args:
        client.force_login(make_coordinator())
        assert client.get(address).status_code == 404
        assert client.post(address, {"role": "coordinator"}).status_code == 404
    assert membership_of(trainer).role == Role.TRAINER


def test_coordinator_removes_a_trainer_who_is_out_at_once(client, partner, coordinator):
    trainer = make_trainer(partner=partner)
    theirs = type(client)()
    theirs.force_login(trainer)
    client.force_login(coordinator)
    address = reverse("curriculum_people_admin:remove", args=[membership_of(trainer).pk])

    client.post(address)

    trainer.refresh_from_db()
    assert (trainer.is_active, trainer.groups.count()) == (False, 0)
    assert not theirs.session.exists(theirs.session.session_key)
    assert theirs.get(reverse("wagtailadmin_home")).status_code == 302
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_colleagues_go_on_with_what_somebody_left(partner, coordinator):
    trainer = make_trainer(partner=partner)
    section = sections_of(partner=partner).order_by("pk").first().specific
    draft = make_programme(section=section, live=False)
    elsewhere = make_programme(live=False)
    for page in (draft, elsewhere):
        page.owner, page.locked, page.locked_by = trainer, True, trainer
        page.save()
    draft.save_revision(user=trainer)
    draft.get_workflow().start(draft, trainer)

    remove_member(membership=membership_of(trainer), by=coordinator)

    for page in (draft, elsewhere):
        page.refresh_from_db()
    assert (draft.locked, draft.locked_by) == (False, None)
    assert (elsewhere.locked, elsewhere.locked_by) == (True, trainer)
    colleague = make_trainer(partner=partner)
    assert draft.permissions_for_user(colleague).can_edit()
    state = draft.current_workflow_task_state
    state.task.specific.on_action(state, coordinator, "approve")
    draft.refresh_from_db()
    assert draft.live


def test_member_of_two_partners_stays_in_the_other(partner, coordinator):
    trainer = make_trainer(partner=partner)
    other = make_partner()
    make_member(partner=other, user=trainer)

    with_scope = Membership.objects.with_scopes_disabled()
    remove_member(membership=with_scope.get(user=trainer, partner=partner), by=coordinator)

    trainer.refresh_from_db()
    assert trainer.is_active
    assert list(trainer.groups.all()) == [other.trainers]


def test_coordinator_makes_a_trainer_a_coordinator(client, partner, coordinator):
    trainer = make_trainer(partner=partner)
    client.force_login(coordinator)

    client.post(
        reverse("curriculum_people_admin:member", args=[membership_of(trainer).pk]),
        {"role": "coordinator", "partner": make_partner().pk, "is_superuser": "1"},
    )

    trainer.refresh_from_db()
    assert membership_of(trainer).role == Role.COORDINATOR
    assert list(trainer.groups.all()) == [partner.coordinators]
    # What the form does not offer is not taken.
    assert (membership_of(trainer).partner, trainer.is_superuser) == (partner, False)


def test_role_change_is_immediate(client, partner, coordinator):
    second = make_coordinator(partner=partner)
    client.force_login(second)
    assert client.get(reverse(MEMBERS)).status_code == 200

    change_role(membership=membership_of(second), role=Role.TRAINER)

    assert client.get(reverse(MEMBERS)).status_code == 404


@pytest.mark.parametrize(
    "verb", [remove_member, lambda membership: change_role(membership=membership, role="trainer")]
)
def test_last_coordinator_stays(partner, coordinator, verb):
    membership = membership_of(coordinator)

    with pytest.raises(PeopleRefused) as refusal:
        verb(membership=membership)

    assert refusal.value.code == "last-coordinator"
    assert membership_of(coordinator).role == Role.COORDINATOR


def test_operator_may_remove_the_last_coordinator(coordinator):
    remove_member(membership=membership_of(coordinator), by=make_superuser())

    assert not Membership.objects.with_scopes_disabled().exists()


def test_second_membership_in_a_partner_is_refused(partner, coordinator):
    with pytest.raises(PeopleRefused) as refusal:
        add_member(partner=partner, user=coordinator, role=Role.TRAINER)

    assert refusal.value.code == "already-member"


def test_log_keeps_who_did_it_and_names_nobody(partner, coordinator):
    trainer = make_trainer(partner=partner, username="ana")
    remove_member(membership=membership_of(trainer), by=coordinator)

    entries = ModelLogEntry.objects.filter(action__startswith="curriculum.").order_by("pk")

    assert [entry.action for entry in entries] == [
        "curriculum.partner.provision",
        "curriculum.member.add",
        "curriculum.member.add",
        "curriculum.member.remove",
    ]
    assert entries.last().user == coordinator
    assert not any("ana" in entry.label or partner.name in entry.label for entry in entries)
