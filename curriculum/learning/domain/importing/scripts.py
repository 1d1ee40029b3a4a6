"""Scripts of the facilitators: a folder beside the curriculum, with one file a module.

``LLR-1.yaml`` is that of module LLR-1 and says everything in every language:

- ``module``: the code once more.
- ``rows``: one entry for each row of its session plan, with ``cues``: a list of ``say``,
  ``ask`` and ``do``. An activity without a cue is printed as it stands in the plan.
- ``plan_b``: what to do when time is short or something fails, each a ``condition`` and an
  ``action``.

``review-flag.yaml``, if it is there, is a flag that every module with a script gets: ``code``,
and ``text`` in each language. It stands in the guide alone.
"""

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from ...blocks import ScriptBlock
from ...models import ReviewFlag
from ...rows import ContingencyRow
from .problems import Spot
from .reading import load
from .schema import Choice, ListOf, Maybe, Record, Slug, Text
from .shapes import limit
from .translated_shapes import coded

SCRIPT = ScriptBlock()
KINDS = SCRIPT.child_blocks
FLAG_FILE = "review-flag.yaml"


@dataclass(frozen=True)
class Scripts:
    """``modules``: the files as read, by code. ``flag``: its file, or None."""

    modules: dict = field(default_factory=dict)
    flag: dict | None = None

    def flags_of(self, code):
        """The codes of the flags that a module gets with its script."""
        return [self.flag["code"]] if self.flag and code in self.modules else []

    def add_to(self, rows, *, code, language):
        """Put script and plan B of one module into its ``rows`` (by relation) of one language."""
        if code not in self.modules:
            return
        script = self.modules[code]
        for row, entry in zip(rows["session_plan"], script["rows"], strict=True):
            row["script"] = [(kind, texts[language]) for kind, texts in entry["cues"]]
        rows["contingencies"] = [
            {name: texts[language] for name, texts in case.items()} for case in script["plan_b"]
        ]


def read_scripts(*, folder, languages, source, file, problems):
    """The ``Scripts`` in ``folder``, None for none; what is wrong is noted in ``problems``.

    ``source`` is the curriculum as its shape read it from ``file``.
    """
    if folder is None:
        return Scripts()
    folder = Path(folder)
    if not folder.is_dir():
        Spot(problems, folder.name).error(_("is not a folder"))
    modules = _modules(source)
    shape = ScriptShape(languages=languages, file=file)
    read, flag = {}, None
    for path in sorted(folder.glob("*.yaml")):
        spot = Spot(problems, path.name)
        raw = load(path, spot)
        if raw is None:
            continue
        if path.name == FLAG_FILE:
            flag = shape.flag().read(raw, spot)
        elif path.stem not in modules:
            spot.error(_("no module has the code %(code)s") % {"code": path.stem})
        else:
            read[path.stem] = shape.module(*modules[path.stem]).read(raw, spot)
    return Scripts(read, flag)


def _modules(source):
    """``{code: (its place in the file, module)}`` of the modules that could be read."""
    return {
        module["code"]: (f"programmes[{n}].modules[{m}]", module)
        for n, programme in coded(source["programmes"])
        for m, module in coded(programme["modules"])
    }


class ScriptShape:
    """The shapes of the files, for a curriculum read from ``file``."""

    def __init__(self, *, languages, file):
        self.languages, self.file = languages, file

    def says(self, size):
        return Record({language: Text(size) for language in self.languages})

    def flag(self):
        return Record(
            {
                "code": Slug(limit(ReviewFlag, "code")),
                "text": self.says(limit(ReviewFlag, "text")),
            }
        )

    def module(self, place, module):
        plan = module["session_plan"]
        case = {name: self.says(limit(ContingencyRow, name)) for name in ("condition", "action")}
        return Record(
            {
                "module": Choice({module["code"]: module["code"]}),
                "rows": ListOf(
                    Record({"cues": ListOf(Cue(self.says), at_most=SCRIPT.meta.max_num)}),
                    exactly=None if plan is None else len(plan),
                    beside=f"{place}.session_plan ({self.file})",
                ),
                "plan_b": ListOf(Record(case)),
            }
        )


class Cue:
    """One cue, given back as ``(kind, texts)``. ``says`` makes the shape of a text of some length."""

    def __init__(self, says):
        self.shape = Record(
            {kind: Maybe(says(block.field.max_length)) for kind, block in KINDS.items()}
        )

    def read(self, value, spot):
        found = self.shape.read(value, spot)
        if found is not None and len(value) != 1:
            return spot.error(
                _("should have one of these: %(kinds)s") % {"kinds": ", ".join(KINDS)}
            )
        return next(((kind, texts) for kind, texts in (found or {}).items() if texts), None)
