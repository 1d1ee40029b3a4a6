"""What was imported before, and what this import did."""

from dataclasses import dataclass, field

from ...models import ImportedRecord


@dataclass
class Outcome:
    """Names of what was created, updated and left unchanged; the rest with its reason.

    ``left_alone``: a person has changed it since, or it was there before.
    ``gone``: imported before, no longer in the file, still in place.
    """

    created: list = field(default_factory=list)
    updated: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)
    settled: list = field(default_factory=list)
    left_alone: list = field(default_factory=list)
    gone: list = field(default_factory=list)
    warnings: list = field(default_factory=list)


class Memory:
    """``ImportedRecord`` rows of one scope, by kind, code and language."""

    def __init__(self, *, scope=""):
        self.scope = scope
        records = ImportedRecord.objects.filter(scope=scope)
        self._records = {(r.kind, r.code, r.locale): r for r in records}
        self._seen = set()

    def get(self, *key):
        self._seen.add(key)
        return self._records.get(key)

    def keep(self, *key, **values):
        kind, code, locale = key
        self._records[key], _created = ImportedRecord.objects.update_or_create(
            scope=self.scope, kind=kind, code=code, locale=locale, defaults=values
        )

    def forget(self, *key):
        self._records.pop(key).delete()

    def keys(self):
        return {record.translation_key for record in self._records.values()}

    def not_asked_for(self, kinds):
        """Remembered, but not in the file any more: a list of ``ImportedRecord``."""
        return [
            record
            for key, record in self._records.items()
            if key not in self._seen and record.kind in kinds
        ]
