"""What the printed documents say beside a page's own fields: sources, terms, materials, dates."""

import re
import uuid
from itertools import groupby

import swapper
from django.utils.translation import gettext as _

from curriculum.templatetags.curriculum_tags import long_date

from ..blocks.base import for_workers
from ..enums import ContentStatus, Moment
from ..mixins import ModuleMixin, ProgrammeMixin
from .addresses import short_url
from .contents import content_of, digest_of
from .glossary import forms_of, terms
from .outline import lessons_of, modules_of, schedule
from .snapshots import latest_snapshot

Page = swapper.load_model("wagtailcore", "Page")

KEY = re.compile(r"^(?P<uuid>[0-9a-f]{32})-(?P<language>[a-z]{2,3}(?:-[a-z]{2,4})?)$")
SHORT_DIGEST = 7
NOTHING = {"", "-", "—", "nada", "ninguno", "ninguna", "none", "nothing"}


def print_key(page):
    """A page's key in the addresses of its sheets: it tells nothing and cannot be guessed."""
    return f"{page.translation_key.hex}-{page.locale.language_code}"


def page_of_key(key, mixin):
    """The page as it would be printed, or None: what is published, else the newest draft."""
    match = KEY.match(key)
    if not match:
        return None
    page = (
        Page.objects.type(mixin)
        .filter(translation_key=uuid.UUID(match["uuid"]), locale__language_code=match["language"])
        .first()
    )
    if page is None:
        return None
    return as_printed(page.specific)


def as_printed(page):
    return page if page.live else page.get_latest_revision_as_object()


def module_of(page):
    """The module that a page is or belongs to."""
    return page if isinstance(page, ModuleMixin) else page.get_parent().specific


def printed_lessons(module):
    """A published module has its published lessons; a draft also its lessons' drafts.

    A lesson that is being previewed (``module.previewed_lesson``) stands in for its saved self.
    """
    if module.live:
        return list(lessons_of(module=module))
    lessons = [as_printed(lesson) for lesson in lessons_of(module=module, live=False)]
    written = getattr(module, "previewed_lesson", None)
    if written is None:
        return lessons
    if any(lesson.pk == written.pk for lesson in lessons):
        return [written if lesson.pk == written.pk else lesson for lesson in lessons]
    return [*lessons, written]


def has_recording(lessons):
    """Whether workers can listen to any of ``lessons`` on the web."""
    return any(
        child.block_type == "audio" for lesson in lessons for child in for_workers(lesson.body)
    )


def materials_of(rows):
    """Everything that a session plan needs, each thing once, in order of use."""
    found = {}
    for row in rows:
        for thing in re.split(r"[,;\n]", row.materials):
            name = thing.strip().rstrip(".")
            if name.casefold() not in NOTHING:
                found.setdefault(name.casefold(), name[:1].upper() + name[1:])
    return list(found.values())


def materials_line(materials):
    """What ``materials_of`` gave, as one sentence; "" for nothing."""
    first, *others = materials or [""]
    return first and f"{', '.join([first, *map(_inside, others)])}."


def moments_of(timed):
    """``[(moment's name, [(start, row), …]), …]`` of a computed schedule."""
    return [
        (Moment(moment).label if moment in Moment.values else "", list(rows))
        for moment, rows in groupby(timed, key=lambda pair: pair[1].moment)
    ]


def objectives_line(module):
    """What the group can do after the session, as one sentence; "" for a module without objectives."""
    objectives = [_inside(row.text) for row in module.objectives.all()]
    if not objectives:
        return ""
    return _("At the end the group will be able to: %(objectives)s.") % {
        "objectives": "; ".join(objectives)
    }


def _inside(sentence):
    """A sentence as a part of another: without its full stop and capital, but for an acronym's."""
    text = sentence.strip().removesuffix(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def plan_of(module, *, starts_at):
    """The carta descriptiva with its clock times, and what is summed up from it."""
    rows = list(module.session_plan.all())
    timed, ends_at = schedule(rows=rows, starts_at=starts_at)
    short = [row for row in rows if row.is_in_short_version]
    return {
        "timed": timed,
        "moments": moments_of(timed),
        "starts_at": starts_at,
        "ends_at": ends_at,
        "minutes": sum(row.minutes or 0 for row in rows),
        "materials": materials_of(rows),
        "has_script": any(row.script for row in rows),
        "short": short if len(short) < len(rows) else [],
        "short_minutes": sum(row.minutes or 0 for row in short),
    }


def terms_in(pages, *, locale):
    """The glossary terms of a language that occur in what workers read in its ``pages``."""
    text = " ".join(_words(page) for page in pages).casefold()
    return [
        term
        for term in terms(locale=locale)
        if any(
            re.search(rf"(?<!\w){re.escape(form.casefold())}(?!\w)", text)
            for form in forms_of(term=term)
        )
    ]


def _words(page):
    data = content_of(page=page)
    parts = [data["title"], data["summary"]]
    parts += [row["text"] for row in data.get("key_messages", [])]
    parts += [str(block["value"]) for block in data.get("body", [])]
    return " ".join(parts)


def review_flags(pages):
    """Why these pages will have to be looked at again, each reason once."""
    return list({flag.pk: flag for page in pages for flag in page.review_flags.all()}.values())


def law_line(dates):
    """Since when nobody has compared the text with the law: the oldest of the days."""
    dates = [day for day in dates if day]
    if not dates:
        return ""
    return _("Law read as of %(date)s.") % {"date": long_date(min(dates))}


def foot_line(page):
    """Date and short digest of what was printed, and the state of the content."""
    taken_on, digest = version_of(page) if page.live else (None, "")
    if not digest:
        return _("Not published yet")
    line = _("Version of %(date)s – %(digest)s") % {"date": long_date(taken_on), "digest": digest}
    colophon = colophon_of(page)
    if colophon and colophon.status != ContentStatus.CURRENT:
        return f"{line} – {colophon.get_status_display().lower()}"
    return line


def version_of(page):
    """``(day, short digest)`` of what was published of a page's module, or of all of a programme's."""
    is_programme = isinstance(page, ProgrammeMixin)
    modules = modules_of(programme=page) if is_programme else [module_of(page)]
    snapshots = [latest for each in modules if (latest := latest_snapshot(module=each))]
    if not snapshots:
        return None, ""
    day = max(snapshot.taken_on for snapshot in snapshots)
    if not is_programme:
        return day, snapshots[0].short_digest
    return day, digest_of(data=[snapshot.digest for snapshot in snapshots])[:SHORT_DIGEST]


def colophon_of(page):
    return page.programme.colophon if page.programme else None


def statement(page):
    """That this is education and not advice, and whether a lawyer has read it."""
    colophon = colophon_of(page)
    education = _("This material is educational. It is not legal advice.")
    lines = [(colophon and colophon.disclaimer) or education]
    if not (colophon and colophon.is_legally_reviewed):
        lines.append(_("No labour lawyer has reviewed it yet."))
    return lines


def way_back(page):
    """The short address for the QR code, and as it is typed; ("", "") before publication."""
    if not page.live:
        return "", ""
    address = short_url(page=page)
    return address, address.split("://", 1)[-1]
