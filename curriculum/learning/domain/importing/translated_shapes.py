"""The shape of the file with a translation, entry by entry beside the curriculum's."""

from django.utils import translation
from django.utils.translation import gettext as _

from ...models import ReviewFlag, Sector
from ...rows import HandoutSectionRow
from .schema import Choice, ListOf, Maybe, Notes, Record, Table, Text
from .shapes import ACCESS, MOMENTS, STATES, Body, activity_texts, limit


class TranslationShape:
    """The file with what the curriculum file says in its first language only.

    Its keys are the codes of ``curriculum`` (as read), and each list goes with
    the curriculum's list of the same name, entry by entry.
    """

    def __init__(self, *, language, curriculum, file):
        self.language, self.curriculum, self.file = language, curriculum, file

    def whole(self):
        kinds = {"meta": Maybe(self.meta(), {})}
        for n, programme in coded(self.curriculum["programmes"]):
            place = f"programmes[{n}]"
            kinds[programme["code"]] = self.programme(programme, place)
            for m, module in coded(programme["modules"]):
                kinds[module["code"]] = self.module(module, f"{place}.modules[{m}]")
                for _l, lesson in coded(module["lessons"]):
                    kinds[lesson["code"]] = Record({"body": Body(self.language)})
        return Record(kinds)

    def meta(self):
        return Record(
            {
                "law_snapshot": Maybe(Notes()),
                "conventions": Maybe(Notes()),
                "review_flags": Maybe(Table(Text(limit(ReviewFlag, "text"))), {}),
            }
        )

    def along(self, kind, entries, place):
        """A list that goes entry by entry with ``entries`` of the curriculum file."""
        length = len(entries) if entries is not None else None
        return ListOf(kind, exactly=length, beside=f"{place} ({self.file})")

    def programme(self, programme, place):
        def same_places(words, spot):
            read = None not in (words["places"], programme["places"])
            if read and words["places"] != programme["places"]:
                (spot / "places").error(
                    _("are other places than those of %(beside)s")
                    % {"beside": f"{place}.places ({self.file})"}
                )

        sectors = {code: Text(limit(Sector, "name")) for code in filled(programme["sectors"])}
        return Record(
            {
                "sectors": Record(sectors),
                "places": self.along(Choice(STATES), programme["places"], f"{place}.places"),
                "access": Labels(ACCESS, self.language, {programme["access"]}),
                "moments": Labels(MOMENTS, self.language, set(MOMENTS.values())),
            },
            also=same_places,
        )

    def module(self, module, place):
        handout = module["handout"] or {}
        questions = module["assessment"]
        return Record(
            {
                "assessment": Questions(self, questions, f"{place}.assessment"),
                "session_plan": self.along(
                    Record(activity_texts()), module["session_plan"], f"{place}.session_plan"
                ),
                "handout_sections": self.along(
                    Text(limit(HandoutSectionRow, "title")),
                    handout.get("sections"),
                    f"{place}.handout.sections",
                ),
                "content_warning": Maybe(
                    SameText(module["content_warning"], self.language, f"{place}.content_warning")
                ),
            }
        )


class Questions:
    """The questions of a module, each with as many options as the curriculum gives it."""

    def __init__(self, shape, questions, place):
        self.shape, self.questions, self.place = shape, questions, place

    def read(self, value, spot):
        found = self.shape.along(Anything(), self.questions, self.place).read(value, spot)
        if found is None or self.questions is None:
            return None
        pairs = enumerate(zip(found, self.questions, strict=False))
        return [self.one(n, source).read(entry, spot[n]) for n, (entry, source) in pairs]

    def one(self, number, source):
        place, source = f"{self.place}[{number}]", source or {}
        return Record(
            {
                "options": self.shape.along(Text(), source.get("options"), f"{place}.options"),
                "explanation": SameText(
                    source.get("explanation"), self.shape.language, f"{place}.explanation"
                ),
            }
        )


class Anything:
    def read(self, value, spot):
        return value


class SameText(Text):
    """A text that the curriculum file says in this language too: both should be the same."""

    def __init__(self, texts, language, place):
        super().__init__()
        self.language, self.place = language, place
        self.expected = (texts or {}).get(language)

    def read(self, value, spot):
        text = super().read(value, spot)
        if text is not None and text != self.expected:
            return spot.error(
                _("says something else than %(beside)s")
                % {"beside": f"{self.place}.{self.language}"}
            )
        return text


class Labels:
    """Words for choices. The interface has its own: a different one is only told."""

    def __init__(self, choices, language, wanted):
        self.choices, self.language, self.wanted = choices, language, wanted

    def read(self, value, spot):
        names = [name for name, choice in self.choices.items() if choice in self.wanted]
        words = Record({name: Text() for name in names}).read(value, spot) or {}
        for name, word in words.items():
            with translation.override(self.language):
                label = str(self.choices[name].label)
            if word is not None and word != label:
                (spot / name).warn(
                    _("the site says “%(label)s” and will go on saying so") % {"label": label}
                )
        return words


def filled(entries):
    """The entries of a list as read, without those that could not be read."""
    return [entry for entry in entries or [] if entry is not None]


def coded(entries):
    """``(index, entry)`` of the entries that have a code."""
    return [(n, entry) for n, entry in enumerate(entries or []) if entry and entry["code"]]
