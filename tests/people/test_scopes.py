"""Only where it is meant is a scope left open."""

import ast
from pathlib import Path

import curriculum

ROOT = Path(curriculum.__file__).parent
#: Whoever else needs every partner's rows has to be added here, with a reason.
MAY = {
    "attendance/domain/counting.py": "a tap's id may be taken by a session of somebody else",
    "knowledge/resources.py": "a package is brought in for the whole installation",
    "people/change_rules.py": "whoever recorded a change of the law may work for another partner",
    "people/domain/access.py": "who belongs where has to be known before there is a scope",
    "people/domain/invitations.py": "whoever opens a link belongs nowhere yet",
    "people/domain/provisioning.py": "a person may work for another partner too",
    "reports/domain/periods.py": "a period is everybody's, and may be nobody's",
}
NAMES = {"scopes_disabled", "with_scopes_disabled"}


def names_in(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_scopes_are_left_open_only_where_it_is_meant():
    found = {
        str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py") if NAMES & set(names_in(path))
    }

    assert found == set(MAY)
