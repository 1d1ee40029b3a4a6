"""What is wrong with a file: every place at once, each with its path and the reason."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ...refusals import LearningRefused


@dataclass(frozen=True)
class Problem:
    file: str
    path: str
    reason: str

    def __str__(self):
        return ": ".join(part for part in (self.file, self.path, self.reason) if part)


@dataclass
class Problems:
    """Collects: ``errors`` refuse the import, ``warnings`` are only told."""

    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)

    def refuse_if_any(self):
        if self.errors:
            raise ImportRefused(self.errors)


@dataclass(frozen=True)
class Spot:
    """A place in a file, ``spot / "lessons" [1]``, where an error or a warning can be noted."""

    problems: Problems
    file: str
    path: str = ""

    def __truediv__(self, name):
        return Spot(self.problems, self.file, f"{self.path}.{name}" if self.path else str(name))

    def __getitem__(self, index):
        return Spot(self.problems, self.file, f"{self.path}[{index}]")

    def error(self, reason):
        self.problems.errors.append(Problem(self.file, self.path, reason))

    def warn(self, reason):
        self.problems.warnings.append(Problem(self.file, self.path, reason))


class ImportRefused(LearningRefused):
    """Nothing was imported; ``problems`` says why, one ``Problem`` a place."""

    def __init__(self, problems):
        self.problems = list(problems)
        lines = "\n".join(str(problem) for problem in self.problems)
        super().__init__("invalid-content", f"{_('Nothing was imported.')}\n{lines}")
