"""What lies ready for a session: its modules, their sheets, and the way to read them on a phone."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from curriculum.handouts.base import documents
from curriculum.learning.domain.addresses import short_url
from curriculum.learning.domain.outline import programme_of

from .access import runs


@dataclass(frozen=True)
class Sheet:
    label: str
    description: str
    url: str


@dataclass(frozen=True)
class Prepared:
    """A module of a session. ``address`` is told where readers do not find it by themselves."""

    title: str
    page_url: str
    sheets: list
    more_sheets_url: str
    address: str
    snapshot: object


def prepared(*, session, user):
    """The ``Prepared`` modules of a session, in the order in which they are taught."""
    taught = session.modules.select_related("page", "snapshot")
    starts_at = session.local_start if runs(user=user, session=session) else None
    return [_prepared(module, user, starts_at) for module in taught]


def _prepared(taught, user, starts_at):
    page = taught.page.specific if taught.page and taught.page.live else None
    if page is None:
        return Prepared(taught.title, "", [], "", "", taught.snapshot)
    programme = programme_of(page=page)
    query = urlencode({"group": programme.title}) if programme else ""
    is_found = bool(programme and programme.is_listed and not programme.is_discreet)
    return Prepared(
        title=page.title,
        page_url=page.url or "",
        sheets=sheets_of(page, user=user, starts_at=starts_at),
        more_sheets_url=f"{reverse('curriculum_handouts_admin:centre')}?{query}",
        address="" if is_found else short_url(page=page),
        snapshot=taught.snapshot,
    )


def sheets_of(subject, *, user, starts_at=None):
    """The sheets of a page or session that ``user`` may print; guides begin at ``starts_at``."""
    start = {"start": f"{starts_at:%H:%M}"} if starts_at else {}
    return [
        Sheet(
            label=document.label,
            description=document.description,
            url=document.dialogue_url(document.key(subject))
            + (f"?{urlencode(start)}" if start and document.options(start) else ""),
        )
        for document in documents
        if document.may_print(user, subject) and not document.is_bundle
    ]
