"""What the files say, as the pages and records that it is to become. Writes nothing."""

from dataclasses import dataclass, field

from django.utils.text import slugify

from ...enums import Access
from ...models import Colophon, LegalSource, OpenPoint, ReviewFlag, Sector
from ..contents import digest_of
from ..discretion import neutral_slug

SLUG_LENGTH = 60


@dataclass
class PageText:
    """A page in one language: its own fields, its inline rows, what it points at by code."""

    slug: str
    fields: dict
    rows: dict = field(default_factory=dict)
    links: dict = field(default_factory=dict)

    @property
    def digest(self):
        return digest_of(data=plain([self.fields, self.rows, self.links]))


@dataclass
class PageTexts:
    """A page in every language, the source's first, and the pages below it."""

    kind: str
    code: str
    texts: dict
    children: list = field(default_factory=list)


@dataclass
class RecordTexts:
    """A record that stands in no tree, in every language; ``""`` where it has none.

    ``known_by`` is the field by which one that was there before is told.
    """

    model: type
    code: str
    values: dict
    known_by: str = "code"


def plain(value):
    """``value`` with dates as text, as JSON has them."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


class Texts:
    """Takes a ``Curriculum`` apart."""

    def __init__(self, curriculum, *, colophon_code):
        self.source, self.translations = curriculum.source, curriculum.translations
        self.scripts = curriculum.scripts
        self.first, *_others = self.languages = list(curriculum.languages)
        self.meta = self.source["meta"]
        self.colophon_code = self.meta["code"] or colophon_code

    def records(self):
        """Every ``RecordTexts``, in an order in which each may point at those before."""
        yield from self._sources()
        yield from self._sectors()
        yield from self._flags()
        yield self._colophon()
        yield from self._open_points()

    def programmes(self):
        """A list of ``PageTexts``."""
        return [self._programme(n, p) for n, p in enumerate(self.source["programmes"], start=1)]

    def _sources(self):
        for code, values in self.source["sources"].items():
            yield RecordTexts(LegalSource, code, {"": {"code": code, **values}})

    def _sectors(self):
        codes = [code for p in self.source["programmes"] for code in p["sectors"]]
        for code in dict.fromkeys(codes):
            values = {language: self._sector_name(code, language) for language in self.languages}
            yield RecordTexts(
                Sector, code, {lang: {"code": code, "name": name} for lang, name in values.items()}
            )

    def _sector_name(self, code, language):
        names = self.meta["sectors"] if language == self.first else {}
        for programme in self.source["programmes"]:
            names = names or self._also(language, programme["code"]).get("sectors", {})
        return names.get(code) or code.replace("_", " ").capitalize()

    def _flags(self):
        for code, text in self.meta["conventions"].get("review_flags", {}).items():
            values = {}
            for language in self.languages:
                flags = self._also(language, "meta").get("review_flags", {})
                values[language] = {"code": code, "text": flags.get(code, text)}
            yield RecordTexts(ReviewFlag, code, values)
        if flag := self.scripts.flag:
            values = {
                language: {"code": flag["code"], "text": text, "is_for_facilitators": True}
                for language, text in flag["text"].items()
            }
            yield RecordTexts(ReviewFlag, flag["code"], values)

    def _colophon(self):
        return RecordTexts(
            Colophon,
            self.colophon_code,
            {language: self._colophon_in(language) for language in self.languages},
        )

    def _colophon_in(self, language):
        meta, words = self.meta, self._also(language, "meta")
        conventions = words.get("conventions") or meta["conventions"]
        return {
            "code": self.colophon_code,
            "status": meta["status"],
            "drafted_on": meta["drafted_on"],
            "valid_as_of": meta["valid_as_of"],
            "licence": meta["licence_suggestion"],
            "is_legally_reviewed": meta["legal_review"]["done"],
            "legal_review": meta["legal_review"][language],
            "disclaimer": meta["disclaimer"][language],
            "attendance_note": meta["attendance_note"][language],
            "law_snapshot": words.get("law_snapshot") or meta["law_snapshot"],
            "conventions": {k: v for k, v in conventions.items() if k != "review_flags"},
        }

    def _open_points(self):
        for number, point in enumerate(self.meta["open_points"], start=1):
            # A point has no code: it is known by what it says.
            code = digest_of(data=point[self.first])[:16]
            yield RecordTexts(
                OpenPoint,
                code,
                {
                    language: {
                        "text": point[language],
                        "lesson_codes": point["lessons"],
                        "sort_order": number,
                    }
                    for language in self.languages
                },
            )

    def _programme(self, number, data):
        women_only = data["access"] == Access.WOMEN_ONLY
        is_discreet = women_only if data["discreet"] is None else data["discreet"]
        is_listed = not women_only if data["listed"] is None else data["listed"]

        def text(language):
            says = says_in(language)
            return {
                "audience": says(data["audience"]),
                "places": data["places"],
                "access": data["access"],
                "is_listed": is_listed,
                "is_discreet": is_discreet,
                "discreet_title": says(data["discreet_title"]),
                "discreet_summary": says(data["discreet_summary"]),
                "drawing": data["drawing"],
            }

        page = self._page("programme", data, number if is_discreet else None, text)
        for page_text in page.texts.values():
            page_text.links = {"sectors": sorted(data["sectors"]), "colophon": self.colophon_code}
        modules = enumerate(data["modules"], start=1)
        page.children = [self._module(n, module, is_discreet) for n, module in modules]
        return page

    def _module(self, number, data, is_discreet):
        def text(language):
            says = says_in(language)
            return {
                "duration_minutes": data["duration_minutes"],
                "handout_title": says(data["handout"]["title"]),
                "handout_pages": data["handout"]["pages"],
                "accompaniment": says(data["accompaniment"]),
                "safety_note": says(data["safety"]),
                "content_warning": says(data["content_warning"]),
            }

        page = self._page("module", data, number if is_discreet else None, text)
        flags = {*data["review_flags"], *self.scripts.flags_of(data["code"])}
        for language, page_text in page.texts.items():
            page_text.rows = self._rows(data, language)
            self.scripts.add_to(page_text.rows, code=data["code"], language=language)
            page_text.links = {"review_flags": sorted(flags)}
        lessons = enumerate(data["lessons"], start=1)
        page.children = [self._lesson(n, lesson, is_discreet) for n, lesson in lessons]
        return page

    def _rows(self, data, language):
        also = self._also(language, data["code"])
        plan = also.get("session_plan", data["session_plan"])
        questions = also.get("assessment", data["assessment"])
        return {
            "objectives": [{"text": objective[language]} for objective in data["objectives"]],
            "key_messages": [
                {
                    "text": message[language],
                    "citations": message["source"],
                    "confidence": message["confidence"],
                }
                for message in data["key_messages"]
            ],
            "session_plan": [
                {**row, **words} for row, words in zip(data["session_plan"], plan, strict=True)
            ],
            "assessment_items": [
                {
                    "question": item["question"][language],
                    "options": words["options"],
                    "correct_option": item["answer"] + 1,
                    "explanation": item["explanation"][language],
                    "citations": item["source"],
                }
                for item, words in zip(data["assessment"], questions, strict=True)
            ],
            "handout_sections": [
                {"title": title}
                for title in also.get("handout_sections", data["handout"]["sections"])
            ],
        }

    def _lesson(self, number, data, is_discreet):
        def text(language):
            body = self._also(language, data["code"]).get("body", data[f"body_{self.first}"])
            return {
                "body": body,
                "citations": data["sources"],
                "valid_as_of": data["valid_as_of"],
                "review_by": data["review_by"],
                "confidence": data["confidence"],
            }

        page = self._page("lesson", data, number if is_discreet else None, text)
        for page_text in page.texts.values():
            page_text.links = {"review_flags": sorted(data["review_flags"])}
        return page

    def _page(self, kind, data, neutral_number, fields):
        texts = {}
        for language in self.languages:
            says = says_in(language)
            head = {
                "title": says(data["title"]),
                "code": data["code"],
                "summary": says(data["summary"]),
            }
            slug = self._slug(kind, data, neutral_number, language)
            texts[language] = PageText(slug, {**head, **fields(language)})
        return PageTexts(kind, data["code"], texts)

    def _slug(self, kind, data, neutral_number, language):
        if neutral_number is not None:
            return neutral_slug(kind=kind, number=neutral_number, language=language)
        if language == self.first:
            return data["slug"]
        slug = slugify(data["title"][language])
        return slug if len(slug) <= SLUG_LENGTH else slug[: SLUG_LENGTH + 1].rpartition("-")[0]

    def _also(self, language, code):
        """What the file with the translation says of one code."""
        return self.translations.get(language, {}).get(code) or {}


def says_in(language):
    """A function that picks ``language`` out of a table of texts, "" out of none."""
    return lambda texts: texts[language] if texts else ""
