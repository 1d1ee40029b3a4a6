"""Pages that leave: published, open to everybody, with their rows, in the order of the tree."""

from datetime import UTC, datetime, time

import swapper
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from ..refusals import PackageRefused
from .carrier import key_of_translation
from .fields import dump, load, portable_fields, refuse_record
from .records import TranslatableResource, identity_of

Page = swapper.load_model("wagtailcore", "Page")

#: Fields of a page that this install makes by itself, or that belong to its staff.
OWN = {
    *("path", "depth", "numchild", "url_path", "content_type", "locale", "translation_key"),
    *("live", "has_unpublished_changes", "draft_title", "expired", "go_live_at"),
    *("owner", "locked", "locked_at", "locked_by", "latest_revision", "live_revision"),
    *("latest_revision_created_at", "alias_of", "page_ptr"),
    *("first_published_at", "last_published_at"),
}
OWN_OF_ROWS = {"translation_key", "locale", "sort_order"}
#: Days, kept beside the fields: nobody needs to know at what minute somebody worked.
DAYS = {"first_published_on": "first_published_at", "last_published_on": "last_published_at"}


def rows_of(model):
    """``{name: relation}`` of the translatable inline rows of a page model."""
    return {
        relation.get_accessor_name(): relation
        for relation in get_all_child_relations(model)
        if hasattr(relation.related_model, "translation_key")
    }


class PageResource(TranslatableResource):
    """All published pages of the kinds in ``kinds()``, each below its parent."""

    #: Names of fields that stay behind, beside those that every install makes itself.
    exclude = ()

    def kinds(self):
        """``{kind: page model}``, in which a kind is the name that the package uses."""
        raise NotImplementedError

    def kind(self, page):
        return next(kind for kind, model in self.kinds().items() if isinstance(page, model))

    def queryset(self, carrier):
        return Page.objects.type(*self.kinds().values()).order_by("path")

    def leaving(self, sender):
        """The pages that leave, as base pages in tree order: all that stands above leaves too."""
        published = Page.objects.live().public().type(*self.kinds().values())
        hidden = list(Page.objects.filter(live=False, depth__gt=1).values_list("path", flat=True))
        # Few pages are drafts, and paths sort as the tree does: one pass finds what they hide.
        hidden.sort()
        for page in published.select_related("locale").order_by("path"):
            if not any(page.path.startswith(path) for path in hidden):
                yield page

    def announce(self, sender):
        sender.pages.update({page.pk: key_of_translation(page) for page in self.leaving(sender)})
        expected = sender.expected.get(self.code, {})
        if expected:
            for page in self.queryset(sender).select_related("locale"):
                if key_of_translation(page) in expected:
                    sender.pages[page.pk] = key_of_translation(page)

    def records(self, sender):
        for page in self.leaving(sender):
            yield sender.key(Page, page.pk), self.record(page.specific, sender)

    def current(self, key, sender):
        # A page that is here but would not leave is a draft: never the same as what comes in.
        return {} if self.find(key, sender) else None

    def title(self, key, record):
        return record.get("title") or key

    def fields_of(self, model):
        return portable_fields(model, exclude=OWN | set(self.exclude))

    def record(self, page, sender):
        parent, before = self._place(page, sender)
        data = {
            "kind": self.kind(page),
            "parent": parent,
            "after": before,
            **{name: _day(getattr(page, attribute)) for name, attribute in DAYS.items()},
        }
        for field in self.fields_of(type(page)):
            data[field.name] = dump(page, field, sender)
        for name, relation in rows_of(type(page)).items():
            data[name] = [
                self._row(row, relation.related_model, sender) for row in getattr(page, name).all()
            ]
        return data

    def _row(self, row, model, sender):
        fields = portable_fields(model, exclude=OWN_OF_ROWS)
        return {
            "key": str(row.translation_key),
            **{field.name: dump(row, field, sender) for field in fields},
        }

    def _place(self, page, sender):
        """The keys of the nearest page above that leaves, and of the one before in its row."""
        parent = next(
            (
                ancestor
                for ancestor in page.get_ancestors().order_by("-depth")
                if ancestor.pk in sender.pages or ancestor.pk in sender.homes
            ),
            None,
        )
        if parent is None:
            return None, None
        before = (
            Page.objects.filter(path__startswith=parent.path, depth=page.depth, path__lt=page.path)
            .filter(pk__in=sender.pages)
            .order_by("-path")
            .first()
        )
        return sender.key(Page, parent.pk), sender.pages[before.pk] if before else None

    def prepare(self, key, record, receiver):
        """Make the page as a draft, so that links from any other page find it."""
        translation_key, locale = self.identity(key, receiver)
        model = self.kinds().get(record.get("kind"))
        if model is None:
            raise refuse_record(key, _("unknown kind of page"))
        page = model(translation_key=translation_key, locale=locale, live=False)
        self._fill(page, record, receiver, with_references=False)
        try:
            self.add(page, record, receiver)
        except ValidationError as error:
            raise self._not_valid(record, error) from error

    def identity(self, key, receiver):
        return identity_of(key, receiver)

    def add(self, page, record, receiver):
        """Put a new page into the tree; the last of its row, since rows come in their order."""
        self._parent(record, receiver).add_child(instance=page)
        receiver.here.pages[page.pk] = key_of_translation(page)

    def restore(self, key, record, receiver):
        page = self.find(key, receiver).specific
        if not isinstance(page, self.kinds().get(record["kind"], ())):
            raise refuse_record(key, _("another kind of page stands here"))
        self._put_in_place(page, record, receiver)
        page.refresh_from_db()
        self._fill(page, record, receiver)
        self.before_publication(page, record, receiver)
        page.live = True
        try:
            page.full_clean()
        except ValidationError as error:
            raise self._not_valid(record, error) from error
        user = receiver.user
        page.save_revision(user=user, log_action=True).publish(
            user=user, skip_permission_checks=True
        )
        days = {
            DAYS[name]: datetime.combine(parse_date(record[name]), time(12), UTC)
            for name in DAYS
            if record.get(name)
        }
        Page.objects.filter(pk=page.pk).update(**days)
        return page

    def before_publication(self, page, record, receiver):
        """For what a room's own pages remember beside their fields."""

    def _parent(self, record, receiver):
        parent = receiver.find(Page, record.get("parent"))
        if parent is None:
            raise PackageRefused(
                "parent-missing",
                _("“%(title)s” has no place here: this site has no home page in its language.")
                % {"title": record.get("title", "")},
            )
        return parent

    def _put_in_place(self, page, record, receiver):
        here = self._place(page, receiver.here)
        if here == (record.get("parent"), record.get("after")):
            return
        before = receiver.find(Page, record.get("after"))
        if before:
            if before.get_next_sibling() != page:
                page.move(before, pos="right")
            return
        parent = self._parent(record, receiver)
        first = parent.get_children().type(*self.kinds().values()).first()
        if first is None:
            page.move(parent, pos="last-child")
        elif first.pk != page.pk:
            page.move(first, pos="left")

    def _fill(self, page, record, receiver, *, with_references=True):
        fields = {field.name: field for field in self.fields_of(type(page))}
        rows = rows_of(type(page))
        known = {"kind", "parent", "after", *DAYS, *fields, *rows}
        if unknown := sorted(set(record) - known):
            raise refuse_record(self.title("", record), _("unknown field “%s”") % unknown[0])
        try:
            for name, field in fields.items():
                if name in record and (with_references or not field.is_relation):
                    load(page, field, record[name], receiver)
            for name, relation in rows.items():
                if name in record and with_references:
                    self._fill_rows(page, name, relation.related_model, record[name], receiver)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise refuse_record(self.title("", record), error) from error
        except ValidationError as error:
            raise self._not_valid(record, error) from error

    def _fill_rows(self, page, name, model, rows, receiver):
        here = {str(row.translation_key): row for row in getattr(page, name).all()}
        fields = {field.name: field for field in portable_fields(model, exclude=OWN_OF_ROWS)}
        filled = []
        for order, data in enumerate(rows):
            row = here.get(data["key"]) or model(translation_key=data["key"])
            row.locale = page.locale
            row.sort_order = order
            for field_name, value in data.items():
                if field_name != "key":
                    load(row, fields[field_name], value, receiver)
            filled.append(row)
        setattr(page, name, filled)

    def _not_valid(self, record, error):
        return refuse_record(self.title("", record), "; ".join(error.messages))

    def left_out(self, sender):
        """Published pages with unpublished changes, and pages that do not leave at all."""
        pages = self.queryset(sender).select_related("locale")
        known = [*sender.pages, *sender.homes]
        for page in pages.filter(Q(has_unpublished_changes=True) | ~Q(pk__in=known)):
            if sender.user and not page.permissions_for_user(sender.user).can_edit():
                continue
            yield {
                "kind": self.kind(page.specific),
                "title": page.draft_title or page.title,
                "locale": page.locale.language_code,
                "reason": self._reason(page, sender),
            }

    def _reason(self, page, sender):
        if page.pk in sender.pages or page.pk in sender.homes:
            return "changes"
        if not page.live:
            return "draft"
        return "private" if page.get_view_restrictions().exists() else "above"


def _day(moment):
    return timezone.localdate(moment).isoformat() if moment else None
