"""Packages as somebody with bad intentions, or a bad cable, would hand them over."""

import hashlib
import json
import zipfile
from io import BytesIO

from curriculum.handover.domain.unpacking import open_package


def members_of(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members):
    """A zip file of ``(name or ZipInfo, bytes)`` pairs, in their order."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


def repacked(data, *, change=None, manifest=None):
    """The package with members changed (``change``) and its manifest made to agree.

    ``manifest`` may then change the manifest itself.
    """
    members = members_of(data)
    stated = json.loads(members.pop("manifest.json"))
    if change:
        change(members)
    stated["members"] = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for name, content in members.items()
    }
    for name, content in members.items():
        if name.startswith("data/"):
            stated["counts"][name[5:-6]] = content.count(b"\n")
    if manifest:
        manifest(stated)
    return zipped([("manifest.json", json.dumps(stated)), *members.items()])


def change_record(name, edit):
    """A ``change`` for ``repacked``: ``edit(entry)`` on every entry of a data member."""

    def change(members):
        entries = [json.loads(line) for line in members[name].splitlines()]
        for entry in entries:
            edit(entry)
        members[name] = b"".join(json.dumps(entry).encode() + b"\n" for entry in entries)

    return change


def read(data):
    with open_package(BytesIO(data)) as package:
        return package
