"""Snippets: created, updated when the file changed, left alone when a person changed them."""

import uuid

from django.utils.translation import gettext as _
from wagtail.models import TranslatableMixin

from ...models import OpenPoint
from ..contents import digest_of
from .memory import Memory
from .texts import plain

POINT_FIELDS = ("text", "lesson_codes", "sort_order")


class RecordWriter:
    """Writes ``RecordTexts``; ``found`` then holds them by model, code and language."""

    def __init__(self, *, locales, outcome):
        self.locales, self.outcome = locales, outcome
        self.memory = Memory()
        self.found = {}
        self._kinds = set()
        self._of_model = {}

    def write(self, texts):
        keys = [self._known_key(texts, language) for language in texts.values]
        key = next(filter(None, keys), None) or uuid.uuid4()
        for language, values in texts.values.items():
            record = self._write_one(texts, language, values, key)
            self.found[texts.model, texts.code, language] = record

    def settle(self):
        """Open points that the file no longer has are settled; other records stay, and are told."""
        for remembered in self.memory.not_asked_for(self._kinds):
            if remembered.kind != OpenPoint._meta.label_lower:
                self.outcome.gone.append(str(remembered))
                continue
            point = self._stored(OpenPoint, remembered)
            if point and self._is_edited(point, remembered, POINT_FIELDS):
                self.outcome.gone.append(str(remembered))
                continue
            if point:
                point.delete()
                self.outcome.settled.append(point.text)
            self.memory.forget(remembered.kind, remembered.code, remembered.locale)

    def _known_key(self, texts, language):
        kind = texts.model._meta.label_lower
        self._kinds.add(kind)
        remembered = self.memory.get(kind, texts.code, self._code_of(language))
        if remembered:
            return remembered.translation_key
        existing = self._existing(texts, language)
        return getattr(existing, "translation_key", None)

    def _write_one(self, texts, language, values, key):
        memory_key = (texts.model._meta.label_lower, texts.code, self._code_of(language))
        name = " ".join(memory_key[:2])
        remembered = self.memory.get(*memory_key)
        if remembered is None:
            if existing := self._existing(texts, language):
                self.outcome.left_alone.append((name, _("was there before")))
                return existing
            record = texts.model(**values)
            if language:
                record.locale, record.translation_key = self.locales[language], key
            record.save()
            self.outcome.created.append(name)
        else:
            record = self._stored(texts.model, remembered)
            if record is None:
                self.outcome.left_alone.append((name, _("was deleted since")))
                return None
            if self._is_edited(record, remembered, values):
                self.outcome.left_alone.append((name, _("was edited since")))
                return record
            if remembered.digest == digest(values):
                self.outcome.unchanged.append(name)
                return record
            for field, value in values.items():
                setattr(record, field, value)
            record.save()
            self.outcome.updated.append(name)
        self.memory.keep(
            *memory_key,
            translation_key=key if language else None,
            digest=digest(values),
        )
        return record

    def _code_of(self, language):
        return self.locales[language].language_code if language else ""

    def _existing(self, texts, language):
        name = texts.known_by
        if name not in texts.values[language]:
            return None
        records = texts.model.objects.filter(**{name: texts.values[language][name]})
        return (
            records.filter(locale=self.locales[language]).first() if language else records.first()
        )

    def _stored(self, model, remembered):
        if model not in self._of_model:
            self._of_model[model] = {_key_of(record): record for record in _every(model)}
        key = (remembered.translation_key, remembered.locale)
        return self._of_model[model].get(key if remembered.locale else remembered.code)

    def _is_edited(self, record, remembered, fields):
        current = {field: getattr(record, field) for field in fields}
        return digest(current) != remembered.digest


def _every(model):
    """All there are, in one query: an import again asks for nearly each of them."""
    is_translated = issubclass(model, TranslatableMixin)
    return model.objects.select_related("locale") if is_translated else model.objects.all()


def _key_of(record):
    if isinstance(record, TranslatableMixin):
        return record.translation_key, record.locale.language_code
    return record.code


def digest(values):
    return digest_of(data=plain(values))
