"""The fields of one object as plain JSON values, and back."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField

from ..refusals import PackageRefused
from .carrier import kind_of
from .streams import convert

PLAIN = (str, int, float, bool, list, dict, type(None))
#: A record that came out of one install may lack what another one asks an editor for.
FORGIVEN = {"blank", "null"}


def portable_fields(model, *, exclude=()):
    """The fields of ``model`` that travel: no ids, no files, no people, nothing of ``exclude``."""
    return [
        field
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if not field.primary_key
        and field.name not in exclude
        and not isinstance(field, models.FileField | ParentalKey | models.OneToOneField)
        and (not field.is_relation or kind_of(field.related_model))
    ]


def dump(obj, field, sender):
    """The JSON value of one field of ``obj``."""
    if field.many_to_many:
        related = getattr(obj, field.name).all()
        keys = (sender.key(field.related_model, other.pk) for other in related)
        return sorted(key for key in keys if key)
    if field.is_relation:
        return sender.key(field.related_model, getattr(obj, field.attname))
    value = getattr(obj, field.name)
    if isinstance(field, StreamField):
        return convert(value.stream_block, value.get_prep_value(), sender)
    if isinstance(field, RichTextField):
        return sender.html(value or "")
    return value if isinstance(value, PLAIN) else field.value_to_string(obj)


def load(obj, field, value, receiver):
    """Set one field of ``obj`` from its JSON value; many-to-many only on a saved object."""
    if field.many_to_many:
        found = [receiver.find(field.related_model, key) for key in value]
        getattr(obj, field.name).set([other for other in found if other])
    elif field.is_relation:
        setattr(obj, field.attname, receiver.chosen(field.related_model, value))
    elif isinstance(field, StreamField):
        block = field.stream_block
        setattr(obj, field.name, block.to_python(convert(block, value, receiver)))
    elif isinstance(field, RichTextField):
        setattr(obj, field.name, receiver.html(value))
    else:
        setattr(obj, field.name, _clean(obj, field, value))


def _clean(obj, field, value):
    try:
        return field.clean(value, obj)
    except ValidationError as error:
        if {each.code for each in error.error_list} <= FORGIVEN:
            return field.to_python(value)
        raise


def refuse_record(where, reason):
    """The refusal of a package of which one record cannot be brought in."""
    return PackageRefused(
        "invalid-record",
        _("The package holds something that cannot be brought in (%(where)s): %(reason)s")
        % {"where": where, "reason": reason},
    )
