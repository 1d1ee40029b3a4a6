"""What a package would do here, and doing it: all or nothing."""

import hashlib
import json
from contextlib import ExitStack
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from ..base import resources
from ..refusals import PackageRefused
from .carrier import Receiver
from .packing import take_inventory


@dataclass
class Change:
    """One record that would be added or changed. ``fields`` names what differs."""

    resource: object
    key: str
    record: dict
    title: str
    fields: list = field(default_factory=list)


@dataclass
class Plan:
    """What an import would do. ``unknown`` are resources for which there is no room here."""

    inventory: object
    added: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    same: int = 0
    unknown: list = field(default_factory=list)

    @property
    def does_nothing(self):
        return not self.added and not self.changed

    @property
    def digest(self):
        """By which one knows whether the plan that somebody agreed to still holds."""
        todo = [
            (change.resource.code, change.key, *change.fields)
            for change in (*self.added, *self.changed)
        ]
        return hashlib.sha256(json.dumps(todo).encode()).hexdigest()


def plan_import(*, package, progress=None):
    """Compare a verified package with this install and return a ``Plan``."""
    inventory = take_inventory(expected=package.records, progress=progress)
    known = {resource.code for resource in resources}
    plan = Plan(inventory, unknown=sorted(set(package.records) - known))
    for resource in resources:
        held = inventory.records[resource.code]
        for key, record in package.records.get(resource.code, {}).items():
            here = held.get(key)
            if here is None:
                here = resource.current(key, inventory.sender)
            title = resource.title(key, record)
            if here is None:
                plan.added.append(Change(resource, key, record, title))
            elif fields := differences(record, here, passed_over=resource.wishes):
                plan.changed.append(Change(resource, key, record, title, fields))
            else:
                plan.same += 1
    return plan


def differences(record, here, *, passed_over=()):
    """The names in ``record`` of which this install holds another value."""
    return sorted(
        name
        for name in set(record) - set(passed_over)
        if name not in here or not _is_same(record[name], here[name])
    )


def _is_same(value, here):
    """Whether rows (lists of ``{"key": …}``) say the same, as far as the package's version goes."""
    if not isinstance(value, list) or not value or not all(map(_is_row, value)):
        return value == here
    return len(value) == len(here) and not any(map(differences, value, here))


def _is_row(value):
    return isinstance(value, dict) and "key" in value


def apply_import(*, package, user=None, expected=None):
    """Make this install equal to the package for all that the package holds; returns the ``Plan``.

    ``expected`` is the ``digest`` of the plan that was agreed to; refused with
    ``plan-changed`` if it is another one by now. One transaction; afterwards the whole is packed again and compared, record
    for record. Raises ``PackageRefused``, and then nothing has changed: no row,
    and no file in the media folder.
    """
    receiver = None
    try:
        with transaction.atomic(), ExitStack() as stack:
            plan = plan_import(package=package)
            if expected and plan.digest != expected:
                raise PackageRefused(
                    "plan-changed",
                    _("Somebody has changed something here since. Look at the plan again."),
                )
            if plan.does_nothing:
                return plan
            receiver = Receiver(package=package, here=plan.inventory.sender, user=user)
            for resource in resources:
                stack.enter_context(resource.around_import())
            _bring_in(plan, receiver)
            stack.close()
            _compare(package)
    except BaseException:
        for storage, name in receiver.written if receiver else ():
            storage.delete(name)
        raise
    return plan


def _bring_in(plan, receiver):
    for change in plan.added:
        change.resource.prepare(change.key, change.record, receiver)
    todo = {(change.resource.code, change.key) for change in (*plan.added, *plan.changed)}
    for resource in resources:
        # In the package's order, in which what stands above comes first.
        for key, record in receiver.package.records.get(resource.code, {}).items():
            if (resource.code, key) in todo:
                resource.restore(key, record, receiver)


def _compare(package):
    after = plan_import(package=package)
    if after.does_nothing:
        return
    wrong = (*after.added, *after.changed)[0]
    raise PackageRefused(
        "not-the-same",
        _(
            "“%(title)s” would not be the same here as in the package (%(fields)s), "
            "so nothing was brought in."
        )
        % {"title": wrong.title, "fields": ", ".join(wrong.fields) or wrong.resource.label},
    )
