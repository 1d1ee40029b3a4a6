"""The demo's curriculum files and its pages, said in the same words, so that they can be compared."""

import re
from copy import deepcopy
from pathlib import Path

import yaml
from bs4 import BeautifulSoup
from django.utils import translation

import cms
from curriculum.learning.domain.importing.shapes import ACCESS, CONFIDENCE, MOMENTS, STATES

FOLDER = Path(cms.__file__).parent / "content"
#: What says where an entry stands and not what it says; a discreet page has another slug.
STRUCTURE = {"slug", "modules", "lessons"}
LANGUAGES = {"es": "es-mx", "en": "en"}


class Files:
    def __init__(self):
        self.source, self.english = (
            yaml.safe_load((FOLDER / name).read_text())
            for name in ("curriculum.yaml", "curriculum-en.yaml")
        )
        self.scripts = {
            path.stem: yaml.safe_load(path.read_text())
            for path in (FOLDER / "scripts").glob("*.yaml")
        }
        self.flag = self.scripts.pop("review-flag")
        self.programmes = self.source["programmes"]
        self.modules = [module for p in self.programmes for module in p["modules"]]
        for module in self.modules:
            module["script"] = self.scripts[module["code"]]
            module.setdefault("review_flags", []).append(self.flag["code"])
        self.lessons = [lesson for m in self.modules for lesson in m["lessons"]]

    def beside(self, entry, language):
        return self.english[entry["code"]] if language == "en" else {}

    def body(self, lesson, language):
        return self.beside(lesson, language).get("body", lesson["body_es"])


def words_of(text):
    return re.findall(r"\w+", text.casefold())


def words_of_markdown(text):
    """Without the numbers of a numbered list, which the browser writes."""
    return words_of(re.sub(r"^\s*\d+[.)]\s", "", text, flags=re.MULTILINE))


def words_on_page(page):
    """What a reader reads of a lesson's text."""
    with translation.override(page.locale.language_code):
        html = page.body.render_as_block()
    return words_of(BeautifulSoup(html, "html.parser").get_text(" "))


def missing_word(expected, found):
    """The first of ``expected`` that does not come, in its turn, in ``found``; None if all do."""
    rest = iter(found)
    return next((word for word in expected if word not in rest), None)


class Written:
    """What the files say of one entry. Each value is taken out: ``left`` is what nobody asked for."""

    def __init__(self, entry, beside, language):
        self.entry, self.beside, self.language = deepcopy(entry), beside, language

    def take(self, name, default=None):
        return self.entry.pop(name, default)

    def says(self, name):
        return self.take(name, {}).get(self.language, "")

    @property
    def left(self):
        return set(self.entry) - STRUCTURE

    def heading(self):
        return {"code": self.take("code"), "title": self.says("title"), **self.texts("summary")}

    def texts(self, *names):
        return {name: self.says(name) for name in names}

    def programme(self):
        return {
            **self.heading(),
            **self.texts("audience", "discreet_title", "discreet_summary"),
            "sectors": set(self.take("sectors")),
            "places": [STATES[place] for place in self.take("places")],
            "access": ACCESS[self.take("access")],
            "is_listed": self.take("listed", True),
            "is_discreet": self.take("discreet", False),
            "drawing": self.take("drawing", "book"),
        }

    def module(self):
        script = self.take("script")
        return {
            **self.heading(),
            **self.texts("accompaniment", "content_warning"),
            "duration_minutes": self.take("duration_minutes"),
            "safety_note": self.says("safety"),
            "review_flags": set(self.take("review_flags", [])),
            **self.handout(self.take("handout")),
            "objectives": [[objective[self.language]] for objective in self.take("objectives")],
            "key_messages": [
                [m[self.language], m["source"], CONFIDENCE[m.get("confidence", "alta")]]
                for m in self.take("key_messages")
            ],
            "session_plan": self.plan(self.take("session_plan"), script["rows"]),
            "contingencies": [
                [case["condition"][self.language], case["action"][self.language]]
                for case in script["plan_b"]
            ],
            "assessment_items": self.questions(self.take("assessment")),
        }

    def handout(self, handout):
        titles = self.beside.get("handout_sections", handout["sections"])
        return {
            "handout_title": handout["title"][self.language],
            "handout_pages": handout["pages"],
            "handout_sections": [[title] for title in titles],
        }

    def plan(self, rows, scripts):
        texts = self.beside.get("session_plan", rows)
        return [
            [
                row["minutes"],
                MOMENTS[row["moment"]],
                *(words[name] for name in ACTIVITY),
                [(kind, cue[kind][self.language]) for cue in script["cues"] for kind in cue],
            ]
            for row, words, script in zip(rows, texts, scripts, strict=True)
        ]

    def questions(self, items):
        pairs = zip(items, self.beside.get("assessment", items), strict=True)
        return [
            [
                item["question"][self.language],
                words["options"],
                words["options"][item["answer"]],
                item["explanation"][self.language],
                item["source"],
            ]
            for item, words in pairs
        ]

    def lesson(self):
        self.take("body_es")  # compared word by word
        return {
            **self.heading(),
            "citations": self.take("sources"),
            "valid_as_of": self.take("valid_as_of"),
            "review_by": self.take("review_by"),
            "review_flags": set(self.take("review_flags", [])),
            "confidence": CONFIDENCE[self.take("confidence", "alta")],
        }


ACTIVITY = ("objective", "activity", "technique", "materials", "responsible")
ROWS = {
    "objectives": ["text"],
    "key_messages": ["text", "citations", "confidence"],
    "session_plan": ["minutes", "moment", *ACTIVITY, "script"],
    "contingencies": ["condition", "action"],
    "assessment_items": ["question", "options", "right", "explanation", "citations"],
    "handout_sections": ["title"],
}


def kept(page, names):
    """The same of a page: its fields ``names``, rows as lists, records by code, days as text."""
    return {name: _kept(page, name) for name in names}


def _kept(page, name):
    value = getattr(page, name)
    if name in ROWS:
        return [[_of_row(row, field) for field in ROWS[name]] for row in value.all()]
    if hasattr(value, "all"):
        return {record.code for record in value.all()}
    return value.isoformat() if hasattr(value, "isoformat") else value


def _of_row(row, field):
    if field == "script":
        return [(cue.block_type, cue.value) for cue in row.script]
    return row.options[row.correct_option - 1] if field == "right" else getattr(row, field)
