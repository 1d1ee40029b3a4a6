"""A page as it stands in a form that is being filled in, complete or not."""

from django.core.exceptions import ValidationError
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from ..rows import Row

TRUE = {"on", "true", "True", "1"}


def page_from_form(*, model, data, locale):
    """An unsaved page of ``model`` with what a posted editor form holds so far.

    Fields that cannot be read yet (a minute that is not a number) keep their
    default; nothing is refused and nothing is saved. ``data`` is a ``QueryDict``.
    """
    page = model(locale=locale)
    _fill(page, data, prefix="")
    for relation in get_all_child_relations(model):
        if issubclass(relation.related_model, Row):
            rows = _rows(relation.related_model, relation.get_accessor_name(), data)
            setattr(page, relation.get_accessor_name(), rows)
    return page


def _rows(model, name, data):
    total = data.get(f"{name}-TOTAL_FORMS", "")
    numbered = []
    for number in range(min(int(total), 200) if total.isdigit() else 0):
        prefix = f"{name}-{number}-"
        if data.get(f"{prefix}DELETE") in TRUE:
            continue
        row = model()
        _fill(row, data, prefix)
        order = data.get(f"{prefix}ORDER", "")
        row.sort_order = int(order) if order.isdigit() else number
        numbered.append(row)
    return sorted(numbered, key=lambda row: row.sort_order)


def _fill(target, data, prefix):
    for field in target._meta.concrete_fields:
        if field.is_relation or not field.editable or field.primary_key:
            continue
        form_field = field.formfield()
        if form_field is None:
            continue
        form_field.is_deferred_validation = True
        form_field.required = False
        if form_field.widget.value_omitted_from_data(data, {}, prefix + field.name):
            continue
        value = form_field.widget.value_from_datadict(data, {}, prefix + field.name)
        if isinstance(field, StreamField):
            setattr(target, field.name, value)  # one unfinished block must not hide the others
            continue
        try:
            setattr(target, field.name, form_field.clean(value))
        except ValidationError:
            continue
