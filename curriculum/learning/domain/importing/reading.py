"""A YAML file as plain data. Says where the writing itself is wrong."""

from pathlib import Path

import yaml
from django.utils.translation import gettext as _

#: Lists and tables inside each other; a curriculum has ten.
DEEPEST = 30


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Plain data only, and no key twice: YAML alone would silently keep the second."""

    def construct_object(self, node, deep=False):
        try:
            return super().construct_object(node, deep=deep)
        except ValueError as error:  # as 2026-13-45, which has the form of a date
            raise _error(str(error), node.start_mark) from error

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key_node, _value in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _error(_("a key is a word, not a list or a table"), key_node.start_mark)
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                reason = _("the key %(key)s is written twice") % {"key": key}
                raise _error(reason, key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def load(path, spot):
    """The content of a YAML file, or None with the reason noted at ``spot``."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        return spot.error(_("cannot be read: %(reason)s") % {"reason": error.strerror})
    except UnicodeDecodeError:
        return spot.error(_("is not text in UTF-8"))
    try:
        _refuse_the_endless(text)
        return yaml.load(text, Loader=Loader)  # noqa: S506 -- derived from the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return spot.error(
            _("line %(line)d, column %(column)d: %(reason)s")
            % {"line": mark.line + 1, "column": mark.column + 1, "reason": error.problem}
        )
    except yaml.YAMLError as error:
        return spot.error(str(error))


def _refuse_the_endless(text):
    """Before anything is built: a few lines that refer to each other can fill the memory."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent):
            reason = _("refers to another place in the file (*%(name)s): write its text here")
            raise _error(reason % {"name": event.anchor}, event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise _error(_("has too many lists inside each other"), event.start_mark)


def _error(reason, mark):
    return yaml.MarkedYAMLError(problem=reason, problem_mark=mark)
