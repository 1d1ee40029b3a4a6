"""What any package holds: the languages, and the files that others use."""

from io import BytesIO
from pathlib import PurePosixPath

from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, UnidentifiedImageError
from wagtail.models import Locale

from .base import Resource, resources
from .domain.carrier import media_name, model_of
from .domain.fields import dump, load, portable_fields, refuse_record
from .domain.pictures import is_clean
from .domain.records import identity_of
from .refusals import PackageRefused

#: Computed from the file.
OWN_OF_FILES = {"created_at", "file_size", "file_hash", "width", "height"}
#: A picture whose pixels would fill a small server's memory.
MAX_PIXELS = 64_000_000


@resources.register
class Locales(Resource):
    code = "locales"
    label = gettext_lazy("Languages")
    order = 0

    def records(self, sender):
        for locale in Locale.objects.order_by("language_code"):
            yield locale.language_code, {}

    def current(self, key, sender):
        return {} if Locale.objects.filter(language_code=key).exists() else None

    def restore(self, key, record, receiver):
        identity_of(f"00000000-0000-0000-0000-000000000000:{key}", receiver)


class Files(Resource):
    """Pictures or documents, each known by the digest of its file."""

    kind = ""
    #: A name may be taken; it is kept where it can, since it stands in a page's HTML.
    wishes = ("filename",)

    @property
    def model(self):
        return model_of(self.kind)

    def fields(self):
        return portable_fields(self.model, exclude=OWN_OF_FILES)

    def record(self, key, obj, sender):
        return {
            "file": media_name(key, obj),
            "filename": PurePosixPath(obj.file.name).name,
            **{field.name: dump(obj, field, sender) for field in self.fields()},
        }

    def records(self, sender):
        for key, obj in sorted(sender.used[self.kind].items()):
            yield key, self.record(key, obj, sender)

    def find(self, key):
        return self.model.objects.filter(file_hash=key).order_by("pk").first()

    def current(self, key, sender):
        obj = self.find(key)
        return self.record(key, obj, sender) if obj else None

    def title(self, key, record):
        return record.get("title") or key

    def restore(self, key, record, receiver):
        obj = receiver.find_file(self.kind, key)
        if obj is None:
            obj = self.model()
            self.write(obj, key, record, receiver)
        for field in self.fields():
            if field.name in record:
                load(obj, field, record[field.name], receiver)
        obj.save()

    def write(self, obj, key, record, receiver):
        name = record.get("file")
        suffix = PurePosixPath(str(name)).suffix.removeprefix(".")
        if not receiver.package.has(name) or not str(name).startswith(f"media/{key}."):
            raise refuse_record(self.code, _("the file is missing"))
        if suffix not in self.allowed_extensions():
            raise PackageRefused(
                "unsafe-file",
                _("The package holds a file of a kind that this site does not accept: %(kind)s")
                % {"kind": suffix},
            )
        with receiver.package.open(name) as member:
            data = member.read()
        self.check(data, suffix)
        stem = PurePosixPath(get_valid_filename(PurePosixPath(str(record["filename"])).stem)).name
        obj.file.save(f"{stem}.{suffix}", ContentFile(data), save=False)
        receiver.written.append((obj.file.storage, obj.file.name))
        self.measure(obj)
        obj.file.close()

    def allowed_extensions(self):
        raise NotImplementedError

    def check(self, data, suffix):
        raise NotImplementedError

    def measure(self, obj):
        raise NotImplementedError


@resources.register
class Pictures(Files):
    code = "pictures"
    label = gettext_lazy("Pictures")
    order = 10
    kind = "image"

    def allowed_extensions(self):
        return {
            suffix
            for suffix in getattr(
                django_settings,
                "WAGTAILIMAGES_EXTENSIONS",
                ["avif", "gif", "jpg", "jpeg", "png", "webp"],
            )
            if suffix != "svg"
        }

    def check(self, data, suffix):
        try:
            with Image.open(BytesIO(data)) as picture:
                pixels = picture.width * picture.height
                right_kind = Image.registered_extensions().get(f".{suffix}") == picture.format
            clean = pixels <= MAX_PIXELS and right_kind and is_clean(data)
        except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
            clean = False
        if not clean:
            raise PackageRefused(
                "unsafe-picture",
                _(
                    "The package holds a picture that is damaged, too large, or tells more than it shows."
                ),
            )

    def measure(self, obj):
        self.model._meta.get_field("file").update_dimension_fields(obj, force=True)
        obj._set_image_file_metadata()


@resources.register
class Documents(Files):
    code = "documents"
    label = gettext_lazy("Recordings and documents")
    order = 11
    kind = "document"

    def allowed_extensions(self):
        return set(getattr(django_settings, "WAGTAILDOCS_EXTENSIONS", ["mp3", "m4a", "ogg", "pdf"]))

    def check(self, data, suffix):
        """Served as a download only, never opened here: the kind is enough."""

    def measure(self, obj):
        obj._set_document_file_metadata()
