"""A YAML file as plain data. Says where the writing itself is wrong."""

from pathlib import Path

import yaml
from django.utils.translation import gettext as _


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Plain data only, and no key twice: YAML alone would silently keep the second."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    problem=_("the key %(key)s is written twice") % {"key": key},
                    problem_mark=key_node.start_mark,
                )
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
        return yaml.load(text, Loader=Loader)  # noqa: S506 -- derived from the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return spot.error(
            _("line %(line)d, column %(column)d: %(reason)s")
            % {"line": mark.line + 1, "column": mark.column + 1, "reason": error.problem}
        )
    except yaml.YAMLError as error:
        return spot.error(str(error))
