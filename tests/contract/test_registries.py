import pytest

from curriculum.attendance.base import closing_steps
from curriculum.handouts.base import documents
from curriculum.handover.base import resources
from curriculum.jobs.base import job_kinds
from curriculum.learning.editor_panels import editor_panels
from curriculum.registry import Registry
from curriculum.reports.base import exporters, indicators


def entry(code, order=100):
    return type("Entry", (), {"code": code, "order": order})


def test_registry_keeps_one_instance_in_order():
    registry = Registry()
    for made in (entry("b"), entry("a"), entry("z", order=1)):
        registry.register(made)

    assert [e.code for e in registry] == ["z", "a", "b"]
    assert registry.get("a").code == "a"
    assert "b" in registry
    assert len(registry) == 3


def test_registry_refuses_a_code_that_is_taken():
    registry = Registry()
    registry.register(entry("a"))

    with pytest.raises(ValueError, match="the code 'a' is already taken"):
        registry.register(entry("a"))


def test_registry_does_not_know_what_nobody_brought():
    with pytest.raises(KeyError):
        Registry().get("a")


@pytest.mark.parametrize(
    ("registry", "codes"),
    [
        (
            documents,
            {
                *("answer-key", "assessment-a", "assessment-b", "card-sheet", "certificate"),
                *("cue-cards", "facilitator-guide", "lesson-handout", "module-handout", "poster"),
                *("programme-certificate", "programme-reader", "session-evidence"),
                *("session-plan", "tally-sheet"),
            },
        ),
        (indicators, {"attendances", "hours", "people-reached", "sessions"}),
        (exporters, {"csv", "pdf", "xlsx"}),
        (closing_steps, {"debrief"}),
        (editor_panels, {"knowledge.learnings"}),
    ],
    ids=["documents", "indicators", "exporters", "closing steps", "editor panels"],
)
def test_rooms_bring_what_belongs_in_a_frame(registry, codes):
    assert {e.code for e in registry} >= codes


@pytest.mark.parametrize("registry", [documents, resources, indicators, exporters, job_kinds])
def test_entries_have_a_translated_label(registry):
    assert [e.code for e in registry if not str(e.label).strip()] == []
