import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Workflow,
    WorkflowPage,
)

from curriculum.pages.models import SectionPage
from curriculum.people.domain import provisioning
from curriculum.people.domain.provisioning import provision_partner
from curriculum.people.domain.sections import sections_of
from curriculum.people.enums import PartnerKind
from curriculum.people.models import PartnerOrganisation
from curriculum.people.refusals import PeopleRefused
from tests.factories.people import make_trainer

pytestmark = pytest.mark.django_db


def count_everything():
    return [
        model.objects.count()
        for model in (PartnerOrganisation, SectionPage, Collection, Group, Workflow)
    ]


def make_partner(name="Sindicato Boreal", **kwargs):
    return provision_partner(name=name, kind=PartnerKind.UNION, **kwargs)


def test_partner_gets_a_live_section_in_every_locale_with_a_neutral_address():
    partner = make_partner(name="Sindicato Aurora")

    sections = sections_of(partner=partner).order_by("pk")
    assert [(section.locale.language_code, section.live) for section in sections] == [
        ("es-mx", True),
        ("en", True),
    ]
    assert [section.slug for section in sections if "aurora" in section.slug] == []


def test_second_partner_gets_an_address_of_its_own():
    first = make_partner()

    second = make_partner("Segundo")

    assert [section.slug for section in sections_of(partner=second).order_by("pk")] == [
        f"{section.slug}-2" for section in sections_of(partner=first).order_by("pk")
    ]


def test_workflow_of_each_partner_is_approved_by_its_coordinators_and_names_nobody():
    partner = make_partner(name="Sindicato Aurora")
    other = make_partner()

    workflows = {
        found.workflow
        for found in WorkflowPage.objects.filter(page__in=sections_of(partner=partner))
    }
    (workflow,) = workflows
    (task,) = GroupApprovalTask.objects.filter(workflow_tasks__workflow=workflow)
    assert list(task.groups.all()) == [partner.coordinators]
    assert len({found.name for found in Workflow.objects.exclude(pk=1)}) == 1
    assert "Aurora" not in partner.trainers.name + partner.coordinators.name + workflow.name
    assert other.coordinators not in task.groups.all()


def test_member_may_write_in_the_own_section_only_and_publish_as_coordinator():
    partner, other = make_partner(), make_partner("Otro")
    trainer = make_trainer(partner=partner)

    own = sections_of(partner=partner).first().permissions_for_user(trainer)
    foreign = sections_of(partner=other).first().permissions_for_user(trainer)

    assert (own.can_edit(), own.can_add_subpage(), own.can_publish()) == (True, True, False)
    assert (foreign.can_edit(), foreign.can_add_subpage()) == (False, False)


@pytest.mark.parametrize("name", ["Aurora", " aurora ", "AURORA"])
def test_name_that_is_taken_is_refused_and_nothing_made(name):
    make_partner(name="Aurora")
    before = count_everything()

    with pytest.raises(PeopleRefused) as refusal:
        make_partner(name=name)

    assert refusal.value.code == "name-taken"
    assert count_everything() == before


def test_failure_halfway_leaves_nothing(monkeypatch):
    before = count_everything()
    monkeypatch.setattr(provisioning, "_make_workflow", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        make_partner()

    assert count_everything() == before


def test_host_without_section_pages_gets_a_partner_without_sections(monkeypatch):
    monkeypatch.setattr("curriculum.people.domain.sections.section_model", lambda: None)

    partner = make_partner()

    assert list(sections_of(partner=partner)) == []
    assert partner.collection.name == partner.name


def test_command_makes_a_partner_and_refuses_a_second_one_of_the_name(capsys):
    call_command("provision_partner", "Aurora", kind="union", state=["CMX"])

    assert PartnerOrganisation.objects.get().states == ["CMX"]
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("provision_partner", "Aurora")


def test_command_refuses_an_unknown_sector():
    with pytest.raises(CommandError, match="No sector has the code mining"):
        call_command("provision_partner", "Aurora", sector=["mining"])
    assert not PartnerOrganisation.objects.exists()
