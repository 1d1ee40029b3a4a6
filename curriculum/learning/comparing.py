"""What changed in a module's rows and a story's lessons, without what stayed as it was."""

from functools import partial

import swapper
from wagtail.admin.compare import (
    ChildObjectComparison,
    ChildRelationComparison,
    TextFieldComparison,
)
from wagtail.admin.panels import InlinePanel


class ChosenLessons(TextFieldComparison):
    """The lessons of a story by their titles, where the page keeps their keys."""

    def __init__(self, field, obj_a, obj_b):
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = (self.titles(value) for value in (self.val_a, self.val_b))

    def titles(self, keys):
        # Page models name panels, and with them this file, before the page model is known.
        pages = swapper.load_model("wagtailcore", "Page").objects.filter(translation_key__in=keys)
        titles = dict(pages.order_by("locale_id").values_list("translation_key", "title"))
        return "; ".join(titles[key] for key in sorted(titles, key=titles.get))


class ChangedRow(ChildObjectComparison):
    #: The field by which a person knows the row again.
    summary = None

    def get_field_comparisons(self):
        found = super().get_field_comparisons()
        if self.is_addition() or self.is_deletion():
            return self._by_summary(found)
        return [
            each for each in self._by_summary(found) if self._is_summary(each) or each.has_changed()
        ]

    def _is_summary(self, comparison):
        return comparison.field.name == self.summary

    def _by_summary(self, found):
        return sorted(found, key=self._is_summary, reverse=True)

    def is_other(self):
        moved = self.is_addition() or self.is_deletion() or self.get_position_change()
        return bool(moved) or self.has_changed()


class ChangedRows(ChildRelationComparison):
    """Of a row that changed, its summary and what changed. Order counts, as it sets the times."""

    def __init__(self, *args, summary, **kwargs):
        super().__init__(*args, **kwargs)
        self.summary = summary

    def get_child_comparison(self, obj_a, obj_b):
        row = ChangedRow(self.field.related_model, self.field_comparisons, obj_a, obj_b)
        row.summary = self.summary
        return row

    def get_child_comparisons(self):
        return [row for row in super().get_child_comparisons() if row.is_other()]

    def has_changed(self):
        return bool(self.get_child_comparisons())


class RowsPanel(InlinePanel):
    """Inline rows; ``summary`` names the field that tells what is in a row.

    ``is_folded``: rows lie folded in the editor, and the head of each shows its summary.
    """

    def __init__(self, relation, *, summary, is_folded=True, **kwargs):
        if is_folded:
            kwargs["attrs"] = {"data-curriculum-rows": summary, **kwargs.get("attrs", {})}
        super().__init__(relation, **kwargs)
        self.summary = summary
        self.is_folded = is_folded

    def clone_kwargs(self):
        kwargs = super().clone_kwargs()
        kwargs["relation"] = kwargs.pop("relation_name")
        return {**kwargs, "summary": self.summary, "is_folded": self.is_folded}

    class BoundPanel(InlinePanel.BoundPanel):
        def get_comparison(self):
            return [
                partial(
                    ChangedRows, *comparison.args, summary=self.panel.summary, label=self.heading
                )
                for comparison in super().get_comparison()
            ]
