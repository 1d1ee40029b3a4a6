"""Making a package: the same content gives the same bytes on the same day."""

import hashlib
import json
import zipfile
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from ..base import resources
from ..refusals import PackageRefused
from .carrier import Sender
from .manifest import (
    CHUNK,
    FORMAT,
    LICENCES,
    MANIFEST,
    README,
    SCHEMA,
    data_name,
    digest_and_size,
    generator,
    line_of,
)
from .readme import TEXT

#: A member bears no time: when something was written is nobody's business.
NO_TIME = (1980, 1, 1, 0, 0, 0)
MODE = 0o644 << 16


@dataclass
class Inventory:
    """Everything that leaves: ``{resource code: {key: record}}``."""

    sender: Sender
    records: dict = field(default_factory=dict)


def take_inventory(*, user=None, expected=None, progress=None):
    """Gather all that ``user`` may carry away (None: everything) as an ``Inventory``.

    ``expected`` are the records of a package to compare with: links to its
    pages count, even where the page is a draft here.
    """
    sender = Sender(user=user, expected=expected)
    inventory = Inventory(sender)
    everything = list(resources)
    for resource in everything:
        resource.announce(sender)
    # What is pointed at is packed after what points at it, so that only what is used leaves.
    for number, resource in enumerate(reversed(everything)):
        if progress:
            progress(number, len(everything) * 2, resource.label)
        inventory.records[resource.code] = dict(resource.records(sender))
    return inventory


def pack(*, to, user=None, progress=None):
    """Write the package of all that ``user`` may carry away to the binary file ``to``.

    Returns the manifest. Refuses with ``PackageRefused("empty")`` when no page leaves.
    """
    inventory = take_inventory(user=user, progress=progress)
    if not inventory.sender.pages:
        raise PackageRefused(
            "empty", _("Nothing has been published yet, so there is nothing to carry away.")
        )
    texts = {README: TEXT.encode(), LICENCES: licences_text().encode()}
    for resource in resources:
        lines = (line_of(key, record) for key, record in inventory.records[resource.code].items())
        texts[data_name(resource.code)] = "".join(f"{line}\n" for line in lines).encode()
    media = dict(sorted(inventory.sender.media.items()))
    manifest = _manifest(inventory, texts, media)
    texts = {MANIFEST: _pretty(manifest).encode(), **texts}
    with zipfile.ZipFile(to, "w") as archive:
        for name in sorted(texts, key=lambda name: (name != MANIFEST, name)):
            archive.writestr(_member(name, zipfile.ZIP_DEFLATED), texts[name])
        for number, (name, open_file) in enumerate(media.items()):
            if progress:
                progress(len(media) + number, len(media) * 2, _("Packing pictures and recordings"))
            member = _member(name, zipfile.ZIP_STORED)
            with open_file() as file, archive.open(member, "w") as packed:
                while chunk := file.read(CHUNK):
                    packed.write(chunk)
    return manifest


def _manifest(inventory, texts, media):
    members = {
        name: {"sha256": hashlib.sha256(text).hexdigest(), "size": len(text)}
        for name, text in texts.items()
    }
    for name, open_file in media.items():
        with open_file() as file:
            digest, size = digest_and_size(file)
        members[name] = {"sha256": digest, "size": size}
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "generator": generator(),
        "created_on": timezone.localdate().isoformat(),
        "locales": sorted(inventory.records.get("locales", {})),
        "licences": licences(),
        "counts": {code: len(records) for code, records in inventory.records.items() if records},
        "left_out": [
            page for resource in resources for page in resource.left_out(inventory.sender)
        ],
        "members": dict(sorted(members.items())),
    }


def licences():
    return list(dict.fromkeys(line for resource in resources for line in resource.licences()))


def licences_text():
    return "\n".join(
        [*licences(), "", "Software: wagtail-curriculum, BSD-3-Clause (not in this package)", ""]
    )


def _pretty(data):
    return json.dumps(data, sort_keys=True, ensure_ascii=False, indent=1) + "\n"


def _member(name, compression):
    member = zipfile.ZipInfo(name, NO_TIME)
    member.create_system = 3
    member.external_attr = MODE
    member.compress_type = compression
    return member
