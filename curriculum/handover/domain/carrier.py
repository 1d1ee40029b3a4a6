"""What goes with a package while it is made or brought in: references, files, and for whom."""

from pathlib import PurePosixPath
from uuid import UUID

import swapper
from django.utils.functional import cached_property
from wagtail.coreutils import get_content_languages
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Site, TranslatableMixin
from wagtail.utils.file import hash_filelike

from .pictures import without_metadata
from .richtext import dump_html, load_html, safe_url
from .streams import Exchange

Page = swapper.load_model("wagtailcore", "Page")


def key_of_translation(obj):
    """The key of a translatable object: its translation key and its language."""
    return f"{obj.translation_key}:{obj.locale.language_code}"


def split_key(key):
    """``(translation key, language)`` of such a key; ``ValueError`` if it is none."""
    translation_key, _, language = key.partition(":")
    return UUID(translation_key), language


def kind_of(model):
    """How references to ``model`` are kept, or None when they do not travel."""
    if issubclass(model, Page):
        return "page"
    if issubclass(model, get_image_model()):
        return "image"
    if issubclass(model, get_document_model()):
        return "document"
    return "record" if issubclass(model, TranslatableMixin) else None


def model_of(kind):
    return {"page": Page, "image": get_image_model(), "document": get_document_model()}.get(kind)


class Carrier(Exchange):
    """Common to both directions. ``user`` None is whoever runs a command."""

    def __init__(self, *, user=None):
        self.user = user

    @cached_property
    def homes(self):
        """``{page id: "home:<language>"}`` for the root page of the site in each language."""
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            return {}
        pages = site.root_page.get_translations(inclusive=True).select_related("locale")
        return {page.pk: f"home:{page.locale.language_code}" for page in pages}

    def url(self, value):
        return safe_url(value)


class Sender(Carrier):
    """Turns this install's ids into keys, and gathers the files that are used."""

    def __init__(self, *, user=None, expected=None):
        super().__init__(user=user)
        #: Records of a package to compare with, by resource code.
        self.expected = expected or {}
        #: ``{page id: key}`` of the pages that leave, or that the package knows.
        self.pages = {}
        #: ``{"image": {key: object}, "document": …}`` of what was referred to.
        self.used = {"image": {}, "document": {}}
        #: ``{name in the package: function that opens it}``
        self.media = {}
        self._digests = {}

    def key(self, model, pk):
        """The stable key of an object, or None if it does not leave."""
        kind = kind_of(model)
        if pk is None or kind is None:
            return None
        if kind == "page":
            return self.homes.get(pk) or self.pages.get(pk)
        obj = model._default_manager.filter(pk=pk).first()
        if obj is None:
            return None
        return key_of_translation(obj) if kind == "record" else self.key_of_file(kind, obj)

    def key_of_file(self, kind, obj):
        """The digest by which a picture or document is known (None if its file is lost)."""
        if (kind, obj.pk) not in self._digests:
            self._digests[kind, obj.pk] = self._digest(kind, obj)
        digest = self._digests[kind, obj.pk]
        if digest:
            self.used[kind].setdefault(digest, obj)
            self.media.setdefault(media_name(digest, obj), lambda: open_file(kind, obj))
        return digest

    def _digest(self, kind, obj):
        try:
            with open_file(kind, obj) as file:
                return hash_filelike(file)
        except OSError:
            return None

    def html(self, value):
        return dump_html(value, self._key_of_link)

    def _key_of_link(self, kind, pk):
        model = model_of(kind)
        return self.key(model, int(pk)) if model else None

    def chosen(self, model, value):
        return self.key(model, value)


class Receiver(Carrier):
    """Turns keys into this install's objects, and gives the package's files.

    ``here`` is the ``Sender`` that has looked at this install before.
    """

    def __init__(self, *, package, here, user=None):
        super().__init__(user=user)
        self.package = package
        self.here = here
        #: ``(storage, name)`` of what was written: removed if the import fails.
        self.written = []

    def find(self, model, key):
        """The object of ``model`` that a key means here, or None."""
        kind = kind_of(model)
        if not isinstance(key, str) or kind is None:
            return None
        if kind in {"image", "document"}:
            return self.find_file(kind, key)
        if kind == "page" and key.startswith("home:"):
            home = next((pk for pk, known in self.homes.items() if known == key), None)
            return Page.objects.filter(pk=home).first()
        try:
            translation_key, language = split_key(key)
        except ValueError:
            return None
        return model._default_manager.filter(
            translation_key=translation_key, locale__language_code=language
        ).first()

    def find_file(self, kind, key):
        known = self.here.used[kind].get(key)
        return known or model_of(kind).objects.filter(file_hash=key).order_by("pk").first()

    def find_locale(self, language):
        """The ``Locale`` of a language, made if the site speaks it; None if it does not."""
        locale = Locale.objects.filter(language_code=language).first()
        if locale is None and language in get_content_languages():
            locale = Locale.objects.create(language_code=language)
        return locale

    def html(self, value):
        return load_html(value, self._id_of_link)

    def _id_of_link(self, kind, key):
        model = model_of(kind)
        return self.chosen(model, key) if model else None

    def chosen(self, model, value):
        found = self.find(model, value)
        return found.pk if found else None


def open_file(kind, obj):
    """A picture without its metadata, or a document as it is, opened for reading."""
    file = obj.file.storage.open(obj.file.name)
    if kind == "document":
        return file
    with file:
        return without_metadata(file.read())


def media_name(digest, obj):
    return f"media/{digest}{PurePosixPath(obj.file.name).suffix.lower()}"
