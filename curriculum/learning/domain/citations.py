"""Who cites what: an index derived at each publication, never edited."""

from django.core.exceptions import ValidationError
from django.db import transaction

from ..fields import Citation
from ..models import CitedIn
from .contents import content_of

#: Where in a page's data citations stand, and as what kind they are listed.
ROWS = (
    ("key_messages", CitedIn.Kind.KEY_MESSAGE),
    ("assessment_items", CitedIn.Kind.ASSESSMENT_ITEM),
)


def citations_of(*, page):
    """Every citation of one page as it stands, each once a place.

    A list of ``(kind, row key or None, Citation)`` in the order of the page.
    What is not yet a citation (in a draft) is left out.
    """
    return citations_in(data=content_of(page=page))


def citations_in(*, data):
    """As ``citations_of``, of what ``content_of`` gave, today or when a snapshot was taken."""
    found = [(CitedIn.Kind.LESSON, None, text) for text in data.get("citations", [])]
    for block in data.get("body", []):
        found += [(CitedIn.Kind.BLOCK, None, text) for text in texts_in(block["value"])]
    for relation, kind in ROWS:
        for row in data.get(relation, []):
            found += [(kind, row["key"], text) for text in row["citations"]]
    return list(dict.fromkeys(_parsed(found)))


def index_citations(*, page):
    """Replace what the index holds of one page by what the page cites now."""
    rows = [
        CitedIn(
            page_id=page.pk,
            translation_key=page.translation_key,
            locale=page.locale.language_code,
            kind=kind,
            row_key=row_key,
            source=citation.source,
            locator=citation.locator,
        )
        for kind, row_key, citation in citations_of(page=page)
    ]
    with transaction.atomic():
        CitedIn.objects.filter(page_id=page.pk).delete()
        CitedIn.objects.bulk_create(rows)


def forget_citations(*, page):
    """A page that is no longer published cites nothing."""
    CitedIn.objects.filter(page_id=page.pk).delete()


def texts_in(value):
    """Yield every citation, as written, in the data of one block."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "citation":
                yield part
            elif name == "citations":
                yield from part
            else:
                yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


def _parsed(found):
    for kind, row_key, text in found:
        try:
            yield kind, row_key, Citation.parse(text)
        except ValidationError:
            continue
