"""Which translations are behind their source, and what changed since.

A translation remembers the revision of its source that it was made from, and
the digest of what that revision said, because revisions may be purged. It is
behind when the published source says something else today.
"""

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from .contents import content_of, digest_of


def record_publication(*, page):
    """Write down the digest of what ``page`` says now that it is published."""
    page.published_digest = digest_of(data=content_of(page=page))
    type(page).objects.filter(pk=page.pk).update(published_digest=page.published_digest)


def record_same_content(*, page):
    """Write down the digest of the published ``page``, of which only a file was encoded anew.

    Translations that were up to date stay so: nothing was said differently.
    """
    before = page.published_digest
    record_publication(page=page)
    type(page).objects.filter(
        translation_key=page.translation_key, translated_digest=before
    ).exclude(translated_digest="").update(translated_digest=page.published_digest)


def remember_source(*, translation, source):
    """Note on ``translation`` (not saved) that it says what ``source`` says now.

    The published text counts; of a source that never was published, its latest draft.
    """
    revision = source.live_revision if source.live else source.latest_revision
    translation.translated_from = revision
    translation.source_language = source.locale.language_code
    translation.translated_digest = source.published_digest if source.live else ""
    translation.translated_on = timezone.localdate()


def remember_at_copying(*, source, translation):
    """As ``remember_source``, for a copy that Wagtail has just made with its first draft."""
    remember_source(translation=translation, source=source)
    values = {
        "translated_from": translation.translated_from,
        "source_language": translation.source_language,
        "translated_digest": translation.translated_digest,
        "translated_on": translation.translated_on,
    }
    type(translation).objects.filter(pk=translation.pk).update(**values)
    if draft := translation.latest_revision:
        written = translation.serializable_data()
        draft.content |= {name: written[name] for name in values}
        draft.save(update_fields=["content"])


def source_of(*, page):
    """The page that ``page`` translates, or None."""
    if not page.source_language:
        return None
    return (
        type(page)
        .objects.filter(
            translation_key=page.translation_key, locale__language_code=page.source_language
        )
        .exclude(pk=page.pk)
        .first()
    )


def is_behind(*, page, source):
    """Whether the published ``source`` has changed since ``page`` was made from it."""
    return source.live and source.published_digest != page.translated_digest


def behind(*, model):
    """Queryset of the pages of ``model`` whose published source has moved on."""
    source = model.objects.filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=OuterRef("source_language"),
        live=True,
    )
    return (
        model.objects.exclude(source_language="")
        .annotate(source_digest=Subquery(source.values("published_digest")[:1]))
        .filter(~Q(source_digest=F("translated_digest")), source_digest__isnull=False)
    )


def sources_of(*, pages):
    """``{pk of a page: its source}`` for pages of one model; one query however many there are."""
    wanted = {(page.translation_key, page.source_language): page.pk for page in pages}
    if not wanted:
        return {}
    found = type(pages[0]).objects.filter(translation_key__in={key for key, _code in wanted})
    return {
        wanted[place]: source
        for source in found.select_related("locale")
        if (place := (source.translation_key, source.locale.language_code)) in wanted
    }


def behind_since(*, pages, sources):
    """``{pk of a page: when its source was first published after it was translated}``.

    ``sources`` is what ``sources_of`` gave. A page whose source was never
    published since, as after an import, is left out.
    """
    revisions = {page.translated_from_id for page in pages}
    made = dict(Revision.objects.filter(pk__in=revisions).values_list("pk", "created_at"))
    published = {}
    for entry in PageLogEntry.objects.filter(
        action="wagtail.publish", page__in=[source.pk for source in sources.values()]
    ).order_by("timestamp"):
        published.setdefault(entry.page_id, []).append(entry)
    since = {}
    for page in pages:
        source, then = sources.get(page.pk), made.get(page.translated_from_id)
        entries = published.get(source.pk, []) if source else []
        later = (entry.timestamp for entry in entries if _is_later(entry, page, then))
        if first := next(later, None):
            since[page.pk] = first
    return since


def _is_later(entry, page, then):
    """Whether a publication came after the revision that ``page`` was made from, made at ``then``."""
    if entry.revision_id == page.translated_from_id:
        return False
    if then is None:
        return timezone.localdate(entry.timestamp) > page.translated_on
    return entry.timestamp > then


def changes(*, page, source, request=None):
    """What the source says differently since: Wagtail's comparisons, one a changed field.

    None when the revision that was translated has been purged or when nothing
    of it was noted; then only that something changed is known.
    """
    if page.translated_from_id is None:
        return None
    then = page.translated_from.as_object()
    panel = source.get_edit_handler().get_bound_panel(instance=source, request=request, form=None)
    compared = (compare(then, source) for compare in panel.get_comparison())
    return [comparison for comparison in compared if comparison.has_changed()]
