import pytest
from django.contrib.auth.models import AnonymousUser
from django_scopes.exceptions import ScopeError

from curriculum.people.domain.access import (
    colleagues_of,
    current_partner,
    is_coordinator,
    is_member,
    partner_scope,
    partners_of,
)
from curriculum.people.enums import Role
from curriculum.people.models import Invitation, Membership
from tests.factories.people import (
    make_coordinator,
    make_member,
    make_partner,
    make_superuser,
    make_trainer,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Membership, Invitation])
@pytest.mark.parametrize(
    "use",
    [
        lambda objects: objects.count(),
        lambda objects: list(objects.all()),
        lambda objects: objects.filter(pk=1).exists(),
        lambda objects: objects.in_bulk([1]),
        lambda objects: objects.values_list("pk"),
        lambda objects: objects.raw("SELECT 1"),
    ],
)
def test_scoped_manager_raises_outside_scope(model, use):
    with pytest.raises(ScopeError):
        use(model.objects)


def test_scope_of_a_member_holds_the_own_partner_only():
    own = make_trainer()
    make_trainer()

    with partner_scope(own):
        assert [membership.user for membership in Membership.objects.all()] == [own]


def test_scope_of_an_operator_holds_everything():
    make_trainer()
    make_trainer()

    with partner_scope(make_superuser()):
        assert Membership.objects.count() == 2


@pytest.mark.parametrize("make", [make_user, AnonymousUser, lambda: None])
def test_scope_of_a_stranger_is_empty(make):
    make_trainer()

    with partner_scope(make()):
        assert Membership.objects.count() == 0


def test_scope_ends_with_its_block():
    with partner_scope(make_trainer()):
        pass

    with pytest.raises(ScopeError):
        Membership.objects.count()


def test_roles():
    partner, other = make_partner(), make_partner()
    trainer, coordinator = make_trainer(partner=partner), make_coordinator(partner=partner)
    operator = make_superuser()

    assert [is_member(user) for user in (trainer, coordinator, operator)] == [True, True, False]
    assert [is_coordinator(user) for user in (trainer, coordinator, operator)] == [
        False,
        True,
        True,
    ]
    assert not is_coordinator(coordinator, other)
    assert set(partners_of(operator)) == {partner, other}
    assert set(colleagues_of(trainer)) == {trainer, coordinator}


def test_current_partner_is_none_where_there_is_a_choice():
    partner = make_partner()
    user = make_trainer(partner=partner)
    assert current_partner(user) == partner

    make_member(user=user, role=Role.COORDINATOR)

    assert current_partner(user) is None


def test_inactive_member_belongs_nowhere():
    user = make_trainer()
    user.is_active = False
    user.save()

    assert list(partners_of(type(user).objects.get(pk=user.pk))) == []
