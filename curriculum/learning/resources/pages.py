"""What the package holds of pages, and of what is kept beside them."""

import re

import swapper
from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.utils.file import hash_filelike

from curriculum.handover.base import Resource, resources
from curriculum.handover.domain.fields import refuse_record
from curriculum.handover.domain.pages import PageResource
from curriculum.handover.domain.records import ModelResource

from ..domain import fitness, recordings, snapshots
from ..domain.contents import digest_of
from ..domain.kinds import models_of
from ..domain.pictures import clean_file
from ..domain.translations import source_of
from ..mixins import LessonMixin, ModuleMixin, ProgrammeMixin, SectionMixin
from ..models import (
    ModuleSnapshot,
    Recording,
    ShortAddress,
)
from ..story_mixins import ResearchBriefMixin, StoryMixin, WinMixin

Page = swapper.load_model("wagtailcore", "Page")


#: By the names that the package uses, as they stand above one another.
MIXINS = {
    "section": SectionMixin,
    "programme": ProgrammeMixin,
    "module": ModuleMixin,
    "lesson": LessonMixin,
    "win": WinMixin,
    "research_brief": ResearchBriefMixin,
}


#: The name of a file that says nothing.
NEUTRAL = re.compile(r"^[0-9a-f]{32}\.m4a$")


@resources.register
class Recordings(Resource):
    """The forms of recordings for older telephones, each known by the digest of its document's file."""

    code = "learning.recordings"
    label = _("Recordings for older telephones")
    order = 12
    #: It stands in the HTML of pages.
    wishes = ("filename",)

    def record(self, document, sender):
        known = Recording.objects.filter(document=document, file_name=document.file.name).first()
        if not known or not known.fallback:
            return None
        with known.fallback.storage.open(known.fallback.name) as file:
            name = f"media/{hash_filelike(file)}.m4a"
        sender.media.setdefault(name, lambda: known.fallback.storage.open(known.fallback.name))
        filename = known.fallback.name.removeprefix("documents/")
        return {"file": name, "filename": filename, "seconds": known.seconds}

    def records(self, sender):
        for key, document in sorted(sender.used["document"].items()):
            if record := self.record(document, sender):
                yield key, record

    def current(self, key, sender):
        document = get_document_model().objects.filter(file_hash=key).order_by("pk").first()
        return self.record(document, sender) if document else None

    def restore(self, key, record, receiver):
        document, name = receiver.find_file("document", key), record.get("file")
        seconds = record.get("seconds")
        if document is None or not receiver.package.has(name) or type(seconds) is not int:
            raise refuse_record(self.code, _("the file is missing"))
        with receiver.package.open(name) as member:
            data = member.read()
        if not recordings.is_clean(data, "m4a"):
            raise refuse_record(self.code, _("it says more than its sound"))
        known = Recording.objects.filter(document=document).first()
        known = known or Recording(document=document)
        file = clean_file(data, "m4a")
        wish = str(record.get("filename"))
        known.fallback.save(wish if NEUTRAL.match(wish) else file.name, file, save=False)
        receiver.written.append((known.fallback.storage, known.fallback.name))
        known.file_name, known.seconds = document.file.name, seconds
        known.state = Recording.State.DONE
        known.save()


@resources.register
class Pages(PageResource):
    """Sections, programmes, modules, lessons and stories, whatever page models a site has for them."""

    code = "learning.pages"
    label = _("Pages")
    order = 40
    #: Derived at publication, pointing at a revision, which stays behind, or said in a draft.
    exclude = ("translated_from", "published_digest", "law_changes_read")

    def kinds(self):
        kinds = {}
        for kind, mixin in MIXINS.items():
            model = next((model for model in apps.get_models() if issubclass(model, mixin)), None)
            if model:
                kinds[kind] = model
        return kinds

    def leaving(self, sender):
        """Stories last, and only beside a lesson that leaves: without one they are not published."""
        stories, keys = [], set()
        for page in super().leaving(sender):
            if issubclass(page.specific_class, StoryMixin):
                stories.append(page)
                continue
            keys.add(str(page.translation_key))
            yield page
        for page in stories:
            if not keys.isdisjoint(page.specific.lessons):
                yield page

    def _reason(self, page, sender):
        reason = super()._reason(page, sender)
        return "alone" if reason == "above" and isinstance(page.specific, StoryMixin) else reason

    def licences(self):
        """Of the research that leaves; the rest of the pages have their colophon's."""
        for model in models_of(ResearchBriefMixin):
            for page in model.objects.live().public().exclude(licence="").order_by("path"):
                yield f"{page.title}: {page.licence}"

    def before_publication(self, page, record, receiver):
        """The revision that was translated stays behind: today's, if it says the same."""
        if isinstance(page, StoryMixin) and (unfit := fitness.problems(page=page)):
            raise refuse_record(self.title("", record), unfit[0].message)
        page.translated_from = None
        source = source_of(page=page) if hasattr(page, "source_language") else None
        if source and source.live and source.published_digest == page.translated_digest:
            page.translated_from = source.live_revision

    def around_import(self):
        return snapshots.deferred()


class KeptOfPages(ModelResource):
    """Rows that outlive the page they belong to, and find it again by its key.

    Brought in before the pages are published, which would make new ones.
    """

    def queryset(self, sender):
        rows = super().queryset(sender)
        return rows.filter(Q(page__live=True) | Q(page=None))

    def page_of(self, record, receiver):
        return receiver.find(Page, f"{record['translation_key']}:{record['locale']}")


@resources.register
class Snapshots(KeptOfPages):
    code = "learning.snapshots"
    label = _("What was published")
    order = 38
    model = ModuleSnapshot
    key_field = "id"
    #: Its place in the row is given anew where others were taken in between.
    exclude = ("page", "sequence")

    def queryset(self, sender):
        return super().queryset(sender).order_by("translation_key", "locale", "sequence")

    def title(self, key, record):
        return f"{record.get('code', '')} {record.get('taken_on', '')}"

    def restore(self, key, record, receiver):
        latest = (
            ModuleSnapshot.objects.filter(
                translation_key=record["translation_key"], locale=record["locale"]
            )
            .order_by("-sequence")
            .first()
        )
        if self.find(key, receiver) or record.get("digest") != digest_of(data=record.get("data")):
            raise refuse_record(self.title(key, record), _("it is not what was published"))
        page = self.page_of(record, receiver)
        snapshot = self.new(key, receiver)
        snapshot.page_id = page.pk if page else None
        snapshot.sequence = latest.sequence + 1 if latest else 1
        self.fill(snapshot, record, receiver)


@resources.register
class ShortAddresses(KeptOfPages):
    code = "learning.short-addresses"
    label = _("Short addresses")
    order = 39
    model = ShortAddress
    key_field = "code"
    exclude = ("page",)

    def restore(self, key, record, receiver):
        address = self.find(key, receiver) or self.new(key, receiver)
        self.fill(address, record, receiver)
        page = self.page_of(record, receiver)
        if page and not ShortAddress.objects.filter(page_id=page.pk).exists():
            address.page_id = page.pk
            address.save()
        # The day was set to today when the row was made.
        ShortAddress.objects.filter(pk=address.pk).update(created_on=record["created_on"])
