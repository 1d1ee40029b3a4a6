"""The shape of a curriculum file."""

from django.utils.translation import gettext as _

from ...enums import Access, Confidence, ContentStatus, Drawing, Moment, State
from ...mixins import ContentMixin, LessonMixin, ModuleMixin, ProgrammeMixin
from ...models import Colophon, LegalSource, OpenPoint, ReviewFlag, Sector
from ...rows import (
    AssessmentItemRow,
    HandoutSectionRow,
    KeyMessageRow,
    LearningObjectiveRow,
    SessionPlanRow,
)
from .markdown import Unsupported, blocks_of
from .schema import (
    Choice,
    Cited,
    Code,
    Day,
    Flag,
    ListOf,
    Maybe,
    Notes,
    Number,
    Record,
    Slug,
    Table,
    Text,
)

#: The version of the file's own schema that this importer reads.
SCHEMA_VERSION = 1
TITLE_LIMIT = 255

ACCESS = {"publico": Access.PUBLIC, "solo_mujeres": Access.WOMEN_ONLY}
CONFIDENCE = {"alta": Confidence.HIGH, "media": Confidence.MEDIUM, "baja": Confidence.LOW}
MOMENTS = {"apertura": Moment.OPENING, "desarrollo": Moment.DEVELOPMENT, "cierre": Moment.CLOSING}
STATUS = {
    "borrador": ContentStatus.DRAFT,
    "en_revision": ContentStatus.IN_REVIEW,
    "vigente": ContentStatus.CURRENT,
    "archivado": ContentStatus.ARCHIVED,
}
DRAWINGS = {drawing.value: drawing for drawing in Drawing}

OWN_NAMES = {State.CMX, State.MEX}
#: Names of the states in either language; only two have a name of their own in each.
STATES = {state.label: state for state in State if state not in OWN_NAMES} | {
    "Ciudad de México": State.CMX,
    "Mexico City": State.CMX,
    "Estado de México": State.MEX,
    "State of Mexico": State.MEX,
}


def limit(model, field):
    return model._meta.get_field(field).max_length


class Body(Text):
    """A lesson's Markdown, given back as blocks."""

    def __init__(self, language):
        super().__init__()
        self.language = language

    def read(self, value, spot):
        text = super().read(value, spot)
        try:
            return None if text is None else blocks_of(text, language=self.language)
        except Unsupported as error:
            return spot.error(str(error))


class CurriculumShape:
    """``languages``: keys of the texts, the source's first (``es``, ``en``)."""

    def __init__(self, *, languages, sources, flags):
        self.languages = languages
        self.citations = ListOf(Cited(sources))
        self.flags = Maybe(ListOf(Choice({flag: flag for flag in flags})), [])
        self.confidence = Maybe(Choice(CONFIDENCE), Confidence.HIGH)
        self.seen = set()

    def says(self, size=None):
        return Record({language: Text(size) for language in self.languages})

    def whole(self):
        return Record(
            {
                "meta": self.meta(),
                "sources": Table(
                    Record(
                        {
                            "title": Text(limit(LegalSource, "title")),
                            "issuer": Text(limit(LegalSource, "issuer")),
                            "version": Text(limit(LegalSource, "version")),
                        }
                    ),
                    pattern=r"[A-Z][A-Z0-9]{1,19}",
                ),
                "programmes": ListOf(self.programme(), at_least=1),
            }
        )

    def meta(self):
        point = {language: Text(limit(OpenPoint, "text")) for language in self.languages}
        return Record(
            {
                "schema_version": Version(SCHEMA_VERSION),
                "code": Maybe(Slug(limit(Colophon, "code"))),
                "status": Choice(STATUS),
                "drafted_on": Day(),
                "valid_as_of": Day(),
                "languages": Notes(),
                "licence_suggestion": Text(limit(Colophon, "licence")),
                "legal_review": Record(
                    {"done": Flag(), **{language: Text() for language in self.languages}}
                ),
                "law_snapshot": Notes(),
                "conventions": Conventions(),
                "open_points": ListOf(Record({"lessons": ListOf(Text()), **point})),
                "disclaimer": self.says(),
                "attendance_note": self.says(),
                "sectors": Maybe(Table(Text(limit(Sector, "name"))), {}),
            }
        )

    def heading(self, mixin):
        return {
            "code": Code(limit(ContentMixin, "code"), self.seen),
            "slug": Slug(TITLE_LIMIT),
            "title": self.says(TITLE_LIMIT),
            "summary": self.says(limit(mixin, "summary")),
        }

    def programme(self):
        return Record(
            {
                **self.heading(ProgrammeMixin),
                "audience": self.says(limit(ProgrammeMixin, "audience")),
                "access": Choice(ACCESS),
                "sectors": ListOf(Slug(limit(Sector, "code"))),
                "places": ListOf(Choice(STATES)),
                "listed": Maybe(Flag()),
                "discreet": Maybe(Flag()),
                "discreet_title": Maybe(self.says(limit(ProgrammeMixin, "discreet_title"))),
                "discreet_summary": Maybe(self.says(limit(ProgrammeMixin, "discreet_summary"))),
                "drawing": Maybe(Choice(DRAWINGS), Drawing.BOOK),
                "modules": ListOf(self.module()),
            },
            also=different_slugs("modules"),
        )

    def module(self):
        low, high = 10, 960
        return Record(
            {
                **self.heading(ModuleMixin),
                "duration_minutes": Number(low, high),
                "objectives": ListOf(self.says(limit(LearningObjectiveRow, "text"))),
                "key_messages": ListOf(self.key_message()),
                "lessons": ListOf(self.lesson()),
                "session_plan": ListOf(self.activity()),
                "assessment": ListOf(self.question()),
                "handout": Record(
                    {
                        "title": self.says(limit(ModuleMixin, "handout_title")),
                        "pages": Number(1, 40),
                        "sections": ListOf(Text(limit(HandoutSectionRow, "title"))),
                    }
                ),
                "accompaniment": Maybe(self.says()),
                "safety": Maybe(self.says()),
                "content_warning": Maybe(self.says()),
                "review_flags": self.flags,
            },
            also=check_module,
        )

    def key_message(self):
        texts = {language: Text(limit(KeyMessageRow, "text")) for language in self.languages}
        return Record({**texts, "source": self.citations, "confidence": self.confidence})

    def lesson(self):
        return Record(
            {
                **self.heading(LessonMixin),
                "sources": self.citations,
                "valid_as_of": Day(),
                "review_by": Maybe(Day()),
                "review_flags": self.flags,
                "confidence": self.confidence,
                f"body_{self.languages[0]}": Body(self.languages[0]),
            }
        )

    def activity(self):
        return Record({"minutes": Number(1, 480), "moment": Choice(MOMENTS), **activity_texts()})

    def question(self):
        return Record(
            {
                "question": self.says(limit(AssessmentItemRow, "question")),
                "options": ListOf(Text(), at_least=2, at_most=6),
                "answer": Number(0, 5),
                "explanation": self.says(limit(AssessmentItemRow, "explanation")),
                "source": self.citations,
            },
            also=check_answer,
        )


class Conventions(Notes):
    """Notes on how the file is to be read; ``review_flags`` explains each flag."""

    def read(self, value, spot):
        found = super().read(value, spot)
        if isinstance(value, dict) and "review_flags" in value:
            flags = Table(Text(limit(ReviewFlag, "text")), pattern=r"[-a-zA-Z0-9_]+")
            found["review_flags"] = flags.read(value["review_flags"], spot / "review_flags")
        return found


class Version:
    """The one version that is known."""

    def __init__(self, version):
        self.version = version

    def read(self, value, spot):
        if value == self.version:
            return value
        return spot.error(
            _("is of version %(found)s; version %(known)d can be read")
            % {"found": value, "known": self.version}
        )


def activity_texts():
    return {
        "objective": Text(limit(SessionPlanRow, "objective")),
        "activity": Text(limit(SessionPlanRow, "activity")),
        "technique": Text(limit(SessionPlanRow, "technique")),
        "materials": Text(limit(SessionPlanRow, "materials")),
        "responsible": Text(limit(SessionPlanRow, "responsible")),
    }


def check_answer(question, spot):
    """Answers are counted from 0: the first option is 0."""
    answer, options = question["answer"], question["options"]
    if answer is not None and options is not None and answer >= len(options):
        (spot / "answer").error(
            _("is %(answer)d, but there are only %(n)d options, counted from 0")
            % {"answer": answer, "n": len(options)}
        )


def different_slugs(name):
    """A check that no two entries of the list ``name`` have one slug."""

    def check(record, spot):
        seen = set()
        for index, entry in enumerate(record[name] or []):
            slug = entry and entry["slug"]
            if slug in seen:
                (spot / name)[index].error(_("the slug %(slug)s is used twice") % {"slug": slug})
            seen.add(slug or object())

    return check


def check_module(module, spot):
    different_slugs("lessons")(module, spot)
    compare_minutes(module, spot)


def compare_minutes(module, spot):
    rows, duration = module["session_plan"], module["duration_minutes"]
    if not rows or duration is None or any(not row or row["minutes"] is None for row in rows):
        return
    planned = sum(row["minutes"] for row in rows)
    if planned != duration:
        (spot / "session_plan").warn(
            _("adds up to %(planned)d minutes, but the module lasts %(duration)d")
            % {"planned": planned, "duration": duration}
        )
