"""What is printed for a session: one file for those who facilitate, one for those who come."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.coreutils import get_content_languages

from curriculum.handouts.base import documents
from curriculum.handouts.domain.kits import Part, Volume
from curriculum.handouts.editions import STANDARD, Edition, Layout

from ..documents import BlankSheet
from ..documents.tally import ROOM_OF_A_SHEET

#: When a session does not say how many are expected.
PEOPLE = 20
#: Two people count separately.
COUNTERS = 2
FOR_FACILITATORS = ("session-plan", "facilitator-guide", "answer-key")
HANDOUT = "module-handout"
CROSSED = ("assessment-a", "assessment-b")


@dataclass(frozen=True)
class Wishes:
    """What a coordinator asks of a kit. ``people`` 0: as many as each session expects.

    With ``every_copy`` each file holds all its copies, to be printed with one
    press; without, one of each, and the contents say how many are needed.
    """

    people: int = 0
    edition: Edition = STANDARD
    every_copy: bool = True
    with_questions: bool = True
    with_cards: bool = False
    with_booklet: bool = False

    def people_of(self, session):
        return self.people or session.expected or PEOPLE


def volumes_of(session, wishes):
    """The ``Volume`` of a session's kit, in its language; without modules only the counting sheets."""
    with override(session.language):
        pages = [taught.page.specific for taught in session.modules.all() if taught.page]
        pages = [page for page in pages if page.live]
        return [
            _for_facilitators(session, pages, wishes),
            _for_participants(session, pages, wishes),
            *_booklets(session, pages, wishes),
        ]


def gone_from(session):
    """``(label, reason)`` of each module of a session that is not published, so that nothing of it is printed."""
    return [
        (taught.title, _("This module is not published any more, so its sheets are missing."))
        for taught in session.modules.all()
        if not (taught.page and taught.page.live)
    ]


def _for_facilitators(session, pages, wishes):
    parts, begins_at = [], session.local_start
    for page in pages:
        options = {"start": begins_at.time()}
        for code in FOR_FACILITATORS:
            parts += _part(code, page, options=options if code != "answer-key" else {})
        begins_at += timedelta(minutes=page.duration_minutes or 0)
    parts += _part("session-evidence", session)
    return _volume("facilitacion", _("For those who facilitate"), session, pages, parts, wishes)


def _for_participants(session, pages, wishes):
    people = wishes.people_of(session)
    parts = []
    for page in pages:
        parts += _part(HANDOUT, page, copies=people)
        if wishes.with_questions:
            # One half answers A before and B after, the other half the other way round.
            for code in CROSSED:
                parts += _part(code, page, copies=people)
    for number in _sheet_numbers(people):
        parts += _part("tally-sheet", session, number=number, options={"sheet_number": number})
    if wishes.with_cards:
        parts += _part(
            "card-sheet", BlankSheet(session.language), options={"sheets": -(-people // 10)}
        )
    if not wishes.every_copy:
        parts = [_single(part) for part in parts]
    return _volume("participantes", _("For those who come"), session, pages, parts, wishes)


def _sheet_numbers(people):
    """A sheet for each counter; "1.2" is the first one's second, where a group has no room on one."""
    sheets = -(-people // ROOM_OF_A_SHEET)
    for counter in range(1, COUNTERS + 1):
        for sheet in range(1, sheets + 1):
            yield f"{counter}.{sheet}" if sheets > 1 else str(counter)


def _booklets(session, pages, wishes):
    if not wishes.with_booklet:
        return []
    edition = Edition(
        paper=wishes.edition.paper,
        layout=Layout.BOOKLET,
        low_ink=wishes.edition.low_ink,
        neutral=wishes.edition.neutral,
        is_imposed=True,
    )
    return [
        Volume(
            name=f"cuadernillo-{number}",
            title=_("Booklet to be stapled"),
            language=session.language,
            parts=parts,
            edition=edition,
            is_alone=True,
        )
        for number, page in enumerate(pages, 1)
        if (parts := _part(HANDOUT, page))
    ]


def _part(code, subject, *, copies=1, options=None, number=""):
    """A list of one ``Part``, or none: a room that brings the document may be missing.

    ``number`` tells the sheets of one kind apart in the contents.
    """
    if code not in documents or copies < 1:
        return []
    document = documents.get(code)
    label = (
        f"{document.label}: {document.title(subject)}"
        if hasattr(subject, "live")
        else " ".join(filter(None, [str(document.label), number]))
    )
    return [Part(document, subject, str(label), copies, options or {})]


def _single(part):
    label = part.label
    if part.copies > 1:
        label = _("%(sheet)s – print %(copies)s copies") % {"sheet": label, "copies": part.copies}
    return Part(part.document, part.subject, label, 1, part.options, times=part.copies)


def _volume(name, title, session, pages, parts, wishes):
    languages = get_content_languages()
    return Volume(
        name=name,
        title=title,
        language=session.language,
        parts=parts,
        edition=wishes.edition,
        facts=[
            (_("Code of the session"), session.reference),
            (_("Language"), languages.get(session.language, session.language)),
            (_("People"), wishes.people_of(session)),
        ],
    )
