"""Publication and its reverse keep short addresses, snapshots and the index of citations true."""

import swapper
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.search import index
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_unpublished,
    post_page_move,
)

from curriculum.conf import settings

from . import freshness
from .domain import (
    addresses,
    citations,
    converting,
    discretion,
    law,
    pictures,
    snapshots,
    switches,
    translations,
    uploads,
)
from .findable import Findable
from .mixins import ContentMixin, LessonMixin, ModuleMixin, ProgrammeMixin
from .models import Recording
from .tasks import convert_later, make_pictures, print_later

Page = swapper.load_model("wagtailcore", "Page")


def after_publication(sender, instance, revision=None, **kwargs):
    if isinstance(instance, ContentMixin):
        translations.record_publication(page=instance)
        addresses.short_address(page=instance)
    if isinstance(instance, ProgrammeMixin):
        if instance.is_discreet:
            discretion.keep_neutral_below(page=instance)
        switches.share(programme=instance, by=revision and revision.user)
    if isinstance(instance, ModuleMixin | LessonMixin):
        citations.index_citations(page=instance)
        law.follow_publication(page=instance)
        snapshots.request_snapshot(page=instance)
        if revision and revision.user_id:  # an import publishes hundreds at once
            print_later(instance)
    if isinstance(instance, Findable) and instance.findable_relations:
        # Wagtail's own signal comes before the rows of the page are written.
        index.insert_or_update_object(instance)
    if isinstance(instance, LessonMixin) and pictures.has_pictures(page=instance):
        transaction.on_commit(lambda: make_pictures.enqueue(instance.pk))


def after_unpublication(sender, instance, **kwargs):
    if isinstance(instance, ModuleMixin | LessonMixin):
        citations.forget_citations(page=instance)
        law.follow_unpublication(page=instance)
    if isinstance(instance, LessonMixin):
        snapshots.request_snapshot(page=instance)


def after_move(sender, instance, parent_page_before, parent_page_after, **kwargs):
    # Here the instance is the base page; its class is the sender.
    if issubclass(sender, ModuleMixin | LessonMixin):
        moved = instance.specific
        if discretion.speaks(page=moved):
            moved.save(clean=False)
        discretion.keep_neutral_below(page=moved)
    if issubclass(sender, LessonMixin):
        for pk in dict.fromkeys([parent_page_before.pk, parent_page_after.pk]):
            snapshots.request_snapshot_by_id(pk)


def before_deletion(sender, instance, **kwargs):
    if isinstance(instance, LessonMixin) and instance.live:
        parent = snapshots.module_above(page=instance)
        if parent:
            # Once the whole deletion is through: the module may be going as well.
            transaction.on_commit(lambda: snapshots.request_snapshot_by_id(parent.pk))


def after_copy_for_translation(sender, source_obj, target_obj, **kwargs):
    if isinstance(target_obj, ContentMixin):
        translations.remember_at_copying(source=source_obj, translation=target_obj)


def before_image_save(sender, instance, raw=False, **kwargs):
    if settings.LEARNING_CLEAN_UPLOADS and not raw:
        uploads.clean_image(instance)


def before_document_save(sender, instance, raw=False, **kwargs):
    # A file that is stored already was not sent by anybody: it came with another school.
    instance.is_upload = bool(instance.file) and not instance.file._committed
    if settings.LEARNING_CLEAN_UPLOADS and not raw:
        uploads.clean_document(instance)


def after_document_save(sender, instance, raw=False, **kwargs):
    if settings.LEARNING_CLEAN_UPLOADS and not raw:
        recording = converting.note_upload(document=instance, is_upload=instance.is_upload)
        if recording:
            convert_later(recording)


def after_recording_deletion(sender, instance, **kwargs):
    if instance.fallback:
        file = instance.fallback
        transaction.on_commit(lambda: file.storage.delete(file.name))


def connect():
    freshness.connect()
    pre_save.connect(before_image_save, sender=get_image_model())
    pre_save.connect(before_document_save, sender=get_document_model())
    post_save.connect(after_document_save, sender=get_document_model())
    post_delete.connect(after_recording_deletion, sender=Recording)
    copy_for_translation_done.connect(after_copy_for_translation)
    page_published.connect(after_publication)
    page_unpublished.connect(after_unpublication)
    post_page_move.connect(after_move)
    pre_delete.connect(before_deletion)
