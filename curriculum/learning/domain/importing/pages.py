"""Pages: published as an editor would, left alone once a person has edited them."""

import uuid
from copy import deepcopy

import swapper
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import get_page_models

from ...mixins import LessonMixin, ModuleMixin, ProgrammeMixin, SectionMixin
from ...models import Colophon, ReviewFlag, Sector
from ..contents import content_of, digest_of
from ..translations import remember_source

Page = swapper.load_model("wagtailcore", "Page")

MIXINS = {
    "section": SectionMixin,
    "programme": ProgrammeMixin,
    "module": ModuleMixin,
    "lesson": LessonMixin,
}
LINKED = {"sectors": Sector, "review_flags": ReviewFlag, "colophon": Colophon}


def page_model(kind):
    """The installed page type that is a section, programme, module or lesson; None if none is."""
    return next((m for m in get_page_models() if issubclass(m, MIXINS[kind])), None)


class PageWriter:
    """Writes ``PageTexts`` below ``sections``, one page a language."""

    def __init__(self, *, sections, records, memory, outcome):
        self.sections, self.records = sections, records
        self.memory, self.outcome = memory, outcome
        self.models = {kind: page_model(kind) for kind in MIXINS}
        pages = Page.objects.filter(translation_key__in=memory.keys())
        self.stored = {(page.translation_key, page.locale_id): page for page in pages}

    def write(self, texts, parents, previous=None):
        """Write a page in every language and all below it; return them by language."""
        pages, previous = {}, previous or {}
        for language in texts.texts:
            pages[language] = self._write_one(
                texts, language, parents.get(language), previous.get(language), pages
            )
        before = {}
        for child in texts.children:
            written = self.write(child, pages, before)
            before |= {language: page for language, page in written.items() if page}
        return pages

    def _write_one(self, texts, language, parent, previous, pages):
        text = texts.texts[language]
        locale = self.sections[language].locale
        key = (texts.kind, texts.code, locale.language_code)
        remembered = self.memory.get(*key)
        name = f"{texts.code} ({locale.language_code})"
        if remembered is None:
            if existing := self._existing(texts, language):
                self.outcome.left_alone.append((name, _("was there before")))
                return existing
            if parent is None:
                self.outcome.left_alone.append((name, _("the page above it was deleted since")))
                return None
            page = self.models[texts.kind](
                slug=text.slug, locale=locale, live=False, has_unpublished_changes=True
            )
        else:
            stored = self.stored.get((remembered.translation_key, locale.pk))
            if stored is None:
                self.outcome.left_alone.append((name, _("was deleted since")))
                return None
            if is_edited(stored, remembered):
                self.outcome.left_alone.append((name, _("was edited since")))
                return stored
            if remembered.digest == text.digest:
                self.outcome.unchanged.append(name)
                return stored
            page = stored.specific
        self._fill(page, texts, language, self._source(texts, language, pages))
        is_new = page.pk is None
        if is_new:
            self._insert(page, parent, previous)
        (self.outcome.created if is_new else self.outcome.updated).append(name)
        revision = page.save_revision(log_action=not is_new)
        revision.publish()
        self.memory.keep(
            *key,
            translation_key=page.translation_key,
            digest=text.digest,
            revision=revision,
        )
        return page

    def _existing(self, texts, language):
        """A page of this code in the section that no import made."""
        model, section = self.models[texts.kind], self.sections[language]
        return model.objects.descendant_of(section).filter(code=texts.code).first()

    def _insert(self, page, parent, previous):
        """Below ``parent``, where the file has it; a programme not after another comes last."""
        parent = Page.objects.get(pk=parent.pk)  # inserting among siblings changes paths
        if previous is not None:
            following = Page.objects.get(pk=previous.pk).get_next_sibling()
        else:
            following = None if isinstance(page, ProgrammeMixin) else parent.get_first_child()
        page.slug = free_slug(parent, page.slug)
        if following is None:
            parent.add_child(instance=page)
        else:
            following.add_sibling("left", instance=page)

    def _source(self, texts, language, pages):
        """The page that this one translates, as it is in the database; None for the source."""
        first = next(iter(texts.texts))
        if language == first or pages.get(first) is None:
            return None
        return self.models[texts.kind].objects.get(pk=pages[first].pk)

    def _fill(self, page, texts, language, source):
        text = texts.texts[language]
        for name, value in text.fields.items():
            setattr(page, name, deepcopy(value))  # a stream gives each block an id
        if source is not None:
            if page.pk is None:
                page.translation_key = source.translation_key
            code = source.locale.language_code
            self._remember_source(page, source, self.memory.get(texts.kind, texts.code, code))
        for relation, rows in text.rows.items():
            fill_rows(page, relation, rows, source)
        for name, codes in text.links.items():
            model = LINKED[name]
            if isinstance(codes, list):
                linked = [self.records.get((model, code, language)) for code in codes]
                getattr(page, name).set([record for record in linked if record])
            else:
                setattr(page, name, self.records.get((model, codes, language)))

    def _remember_source(self, page, source, remembered):
        """The file's translation goes with the file's text, not with a later edit of it."""
        if remembered is None or not is_edited(source, remembered):
            remember_source(translation=page, source=source)
        elif remembered.revision:
            imported = remembered.revision.as_object()
            page.translated_from = remembered.revision
            page.source_language = source.locale.language_code
            page.translated_digest = digest_of(data=content_of(page=imported))
            page.translated_on = timezone.localdate()


def is_edited(page, remembered):
    """Whether a person has touched an imported page: a later draft, or taken down."""
    return not page.live or page.latest_revision_id != remembered.revision_id


def free_slug(parent, slug):
    """``slug``, or with a number where a page below ``parent`` has it already."""
    taken = set(Page.objects.child_of(parent).values_list("slug", flat=True))
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def fill_rows(page, relation, rows, source):
    """Make the rows of ``relation`` those of the file, each keeping its translation key.

    A row of a translation has the key of the source's row in its place; a row
    of a source keeps its own while it says the same, else that of the row
    whose place it takes.
    """
    model = page._meta.get_field(relation).related_model
    old = list(getattr(page, relation).all()) if page.pk else []
    new = [_take_same(old, values) for values in rows]
    keys = [row.translation_key for row in getattr(source, relation).all()] if source else []
    for index, values in enumerate(rows):
        row = new[index] or (old.pop(0) if old else model(translation_key=uuid.uuid4()))
        for name, value in values.items():
            setattr(row, name, value)
        if len(keys) == len(rows):
            row.translation_key = keys[index]
        row.locale, row.sort_order = page.locale, index
        new[index] = row
    setattr(page, relation, new)


def _take_same(rows, values):
    """Take the row that says exactly this out of ``rows``; None if none does."""
    for row in rows:
        if all(_said(row, name) == value for name, value in values.items()):
            rows.remove(row)
            return row
    return None


def _said(row, name):
    """A field of a row as the file has it: a stream as ``[(kind, value)]``."""
    value = getattr(row, name)
    if isinstance(value, StreamValue):
        return [(child.block_type, child.value) for child in value]
    return value
