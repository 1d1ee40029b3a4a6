"""What the package says about itself, and the names that its members may have."""

import hashlib
import json
import re
from importlib.metadata import PackageNotFoundError, version

from django.utils.translation import gettext as _

from ..refusals import PackageRefused

FORMAT = "curriculum-package"
#: Raised when a package of this version could not be read by an older one.
SCHEMA = 1

MANIFEST = "manifest.json"
README = "README.txt"
LICENCES = "LICENCES.txt"
#: Nothing else is read. No folder, drive, case or accent can be hidden in such a name.
MEMBER = re.compile(
    r"manifest\.json|README\.txt|LICENCES\.txt|data/[a-z0-9][a-z0-9.-]{0,60}\.jsonl"
    r"|media/[0-9a-f]{40}\.[a-z0-9]{1,5}",
    re.ASCII,
)
CHUNK = 64 * 1024


def data_name(code):
    return f"data/{code}.jsonl"


def generator():
    try:
        return f"wagtail-curriculum {version('wagtail-curriculum')}"
    except PackageNotFoundError:
        return "wagtail-curriculum"


def line_of(key, record):
    """One line of a data member: the only way in which a record is written."""
    return json.dumps({"key": key, "record": record}, sort_keys=True, ensure_ascii=False)


def read_json(text, where):
    """Strict JSON: one value for a name, no NaN, no text that a database cannot hold."""
    try:
        value = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_once)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:  # bad UTF-8 and lone surrogates are ValueErrors
        raise damaged(where) from error
    if "\\u0000" in (text if isinstance(text, str) else text.decode(errors="replace")):
        raise damaged(where)
    return value


def _refuse_constant(name):
    raise ValueError(name)


def _once(pairs):
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a name stands twice")
    return value


def digest_and_size(file):
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def damaged(where):
    return PackageRefused(
        "damaged",
        _(
            "The package is damaged (%(where)s). Copy or download it again; "
            "if that does not help, ask for a new one."
        )
        % {"where": where},
    )


def check_manifest(manifest):
    """Refuse what is not a package, or one that a newer version made."""
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise PackageRefused("not-a-package", _("This file is not a curriculum package."))
    schema = manifest.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise damaged(MANIFEST)
    if schema > SCHEMA:
        raise PackageRefused(
            "too-new",
            _(
                "The package was made by a newer version (format %(theirs)d; this site reads "
                "up to %(ours)d). Update this site and try again."
            )
            % {"theirs": schema, "ours": SCHEMA},
        )
    shapes = {"members": dict, "counts": dict, "locales": list, "left_out": list}
    if any(not isinstance(manifest.get(name), shape) for name, shape in shapes.items()):
        raise damaged(MANIFEST)
