import subprocess
import sys

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from .rooms import HEIGHT, ROOT


def test_imports_point_downwards():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports;"
            "sys.exit(lint_imports(no_cache=True))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout


def test_every_room_has_its_floor():
    installed = {c.label for c in apps.get_app_configs() if c.name.split(".")[0] == "curriculum"}

    assert installed == set(HEIGHT)


def test_relations_point_downwards():
    """import-linter is blind to foreign keys that are written as strings."""
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in HEIGHT
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model
        and points_up(model._meta.app_label, field.related_model._meta.app_label)
    ]

    assert wrong == []


def test_migrations_depend_downwards():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    wrong = [
        f"{label}.{name} -> {dependency}"
        for (label, name), migration in loader.disk_migrations.items()
        if label in HEIGHT
        for dependency, _ in migration.dependencies
        if points_up(label, dependency)
    ]

    assert wrong == []


def points_up(label, other):
    """The reference site is above every room; what is neither ours nor the site is below."""
    if other == "cms":
        return True
    return other in HEIGHT and HEIGHT[other] > HEIGHT[label]
