"""Resources of plain models."""

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext as _

from ..base import Resource
from ..refusals import PackageRefused
from .carrier import key_of_translation, split_key
from .fields import dump, load, portable_fields, refuse_record


class ModelResource(Resource):
    """All objects of ``model``, each known by the value of ``key_field``."""

    model = None
    key_field = "pk"
    #: Field names that stay behind.
    exclude = ()

    def queryset(self, carrier):
        return self.model._default_manager.order_by(self.key_field)

    def key(self, obj):
        return str(getattr(obj, self.key_field))

    def fields(self):
        return portable_fields(self.model, exclude={self.key_field, *self.exclude})

    def record(self, obj, sender):
        return {field.name: dump(obj, field, sender) for field in self.fields()}

    def records(self, sender):
        for obj in self.queryset(sender):
            yield self.key(obj), self.record(obj, sender)

    def find(self, key, carrier):
        """This install's object of ``key``, or None."""
        try:
            return self.model._default_manager.get(**{self.key_field: key})
        except (ObjectDoesNotExist, ValueError, ValidationError):
            return None

    def new(self, key, receiver):
        return self.model(**{self.key_field: key})

    def current(self, key, sender):
        obj = self.find(key, sender)
        return self.record(obj, sender) if obj else None

    def restore(self, key, record, receiver):
        obj = self.find(key, receiver) or self.new(key, receiver)
        self.fill(obj, record, receiver)
        return obj

    def fill(self, obj, record, receiver):
        """Set every field that the record has, and save."""
        fields = {field.name: field for field in self.fields()}
        if unknown := sorted(set(record) - set(fields) - set(self.beside())):
            raise refuse_record(self.code, _("unknown field “%s”") % unknown[0])
        plain = [f for f in fields.values() if f.name in record and not f.many_to_many]
        many = [f for f in fields.values() if f.name in record and f.many_to_many]
        try:
            for field in plain:
                load(obj, field, record[field.name], receiver)
            self.save(obj)
            for field in many:
                load(obj, field, record[field.name], receiver)
        except (ValueError, TypeError, KeyError, AttributeError, ValidationError) as error:
            reason = "; ".join(error.messages) if isinstance(error, ValidationError) else error
            raise refuse_record(f"{self.code}, {self.title('', record)}", reason) from error

    def save(self, obj):
        obj.save()

    def beside(self):
        """Names in a record that are not fields, and that ``restore`` sees to itself."""
        return ()


class TranslatableResource(ModelResource):
    """Objects that exist in several languages, known by translation key and language."""

    exclude = ("translation_key", "locale")

    def queryset(self, carrier):
        return self.model._default_manager.select_related("locale").order_by(
            "locale__language_code", "translation_key"
        )

    def key(self, obj):
        return key_of_translation(obj)

    def fields(self):
        return portable_fields(self.model, exclude=self.exclude)

    def find(self, key, carrier):
        try:
            translation_key, language = split_key(key)
        except ValueError:
            return None
        return (
            self.queryset(carrier)
            .filter(translation_key=translation_key, locale__language_code=language)
            .first()
        )

    def new(self, key, receiver):
        translation_key, locale = identity_of(key, receiver)
        return self.model(translation_key=translation_key, locale=locale)


def identity_of(key, receiver):
    """``(translation key, Locale)`` of a key. Refuses languages that this site does not speak."""
    try:
        translation_key, language = split_key(key)
    except ValueError as error:
        raise refuse_record(key, _("not a key")) from error
    locale = receiver.find_locale(language)
    if locale is None:
        raise PackageRefused(
            "locale-missing",
            _(
                "The package has content in “%(language)s”, which this site does not speak. "
                "Add the language to WAGTAIL_CONTENT_LANGUAGES and try again."
            )
            % {"language": language},
        )
    return translation_key, locale
