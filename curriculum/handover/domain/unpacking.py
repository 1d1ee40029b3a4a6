"""Reading a package that somebody hands over. Nothing is ever unpacked to disk by its name."""

import stat
import struct
import zipfile
import zlib
from contextlib import ExitStack, contextmanager

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from curriculum.conf import settings

from ..refusals import PackageRefused
from .manifest import (
    CHUNK,
    MANIFEST,
    MEMBER,
    check_manifest,
    damaged,
    data_name,
    digest_and_size,
    read_json,
)

MEGABYTE = 1024 * 1024
#: The longest record: a lesson of a thousand pages is shorter.
MAX_LINE = 16 * MEGABYTE
#: What a zip file can do to its reader.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, IndexError, OverflowError, NotImplementedError, RuntimeError),
)
FIRST_HEADER = b"PK\x03\x04"
END_HEADER = b"PK\x05\x06"
END_SIZE = 22


@contextmanager
def open_package(file, *, progress=None):
    """Verify the whole package in the seekable binary ``file`` and give it as a ``Package``.

    Checked before anything of it is used: its size, that it is nothing but a
    zip file, names and sizes of its members, the manifest, and the SHA-256 sum
    and every record of each member. Raises ``PackageRefused`` with a code:
    ``not-a-package``, ``damaged``, ``too-large``, ``unsafe-name``,
    ``duplicate-name`` or ``too-new``.
    """
    _check_size(file)
    _check_edges(file)
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(zipfile.ZipFile(file))
            package = Package(archive, _check_members(archive))
            package.verify(progress or _silent)
        except BROKEN as error:
            raise damaged("zip") from error
        yield package


def _silent(done, total, message=""):
    pass


def _check_size(file):
    size = file.seek(0, 2)
    if size > settings.HANDOVER_MAX_PACKAGE_MB * MEGABYTE:
        raise too_large()


def _check_edges(file):
    """A package begins with its first member and ends with its directory: nothing hides there."""
    file.seek(0)
    if file.read(4) != FIRST_HEADER:
        raise PackageRefused("not-a-package", _("This file is not a curriculum package."))
    size = file.seek(0, 2)
    file.seek(max(0, size - END_SIZE))
    if file.read(4) != END_HEADER:
        raise damaged("zip")


def _check_members(archive):
    """``{name: ZipInfo}``, from the directory alone."""
    infos = archive.infolist()
    if len(infos) > settings.HANDOVER_MAX_MEMBERS:
        raise too_large()
    if not infos or min(info.header_offset for info in infos) != 0:
        raise PackageRefused(
            "not-a-package",
            _("This file is not a curriculum package alone: something precedes it."),
        )
    members = {}
    for info in infos:
        _check_member(info)
        if info.filename in members:
            raise PackageRefused(
                "duplicate-name", _("The package holds two files of the same name.")
            )
        members[info.filename] = info
    if sum(info.file_size for info in infos) > settings.HANDOVER_MAX_UNPACKED_MB * MEGABYTE:
        raise too_large()
    return members


def _check_member(info):
    is_plain = stat.S_IFMT(info.external_attr >> 16) in {0, stat.S_IFREG}
    if not is_plain or info.orig_filename != info.filename or not MEMBER.fullmatch(info.filename):
        raise PackageRefused(
            "unsafe-name",
            _("The package holds a file that has no place in it, so nothing of it was read."),
        )
    if info.file_size > settings.HANDOVER_MAX_MEMBER_MB * MEGABYTE:
        raise too_large()
    if info.flag_bits & 0x1 or info.compress_type not in {
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    }:
        raise damaged(info.filename)


def too_large():
    return PackageRefused(
        "too-large",
        _(
            "The package is larger than this site accepts. Whoever looks after the site can "
            "raise the limits (CURRICULUM_HANDOVER_MAX_…)."
        ),
    )


def parse_date_or_none(text):
    try:
        return parse_date(text)
    except ValueError:
        return None


class Package:
    """A verified package."""

    def __init__(self, archive, members):
        self._archive = archive
        self._members = members
        self.manifest = self._read_manifest()
        #: ``{resource code: {key: record}}``
        self.records = {}

    def _read_manifest(self):
        if MANIFEST not in self._members:
            raise PackageRefused("not-a-package", _("This file is not a curriculum package."))
        with self.open(MANIFEST) as file:
            manifest = read_json(file.read(self._members[MANIFEST].file_size + 1), MANIFEST)
        check_manifest(manifest)
        return manifest

    def verify(self, progress):
        """Compare what is there with what the manifest says, and read every record."""
        expected = self.manifest["members"]
        if set(expected) != set(self._members) - {MANIFEST}:
            raise damaged(MANIFEST)
        for number, name in enumerate(sorted(expected)):
            progress(number, len(expected), _("Checking the package"))
            with self.open(name) as file:
                digest, size = digest_and_size(file)
            if expected[name] != {"sha256": digest, "size": size}:
                raise damaged(name)
        for name in sorted(expected):
            if name.startswith("data/"):
                self._read_records(name)

    def _read_records(self, name):
        code = name.removeprefix("data/").removesuffix(".jsonl")
        records = {}
        with self.open(name) as file:
            lines = iter(lambda: file.readline(MAX_LINE + 1), b"")
            for number, line in enumerate(lines, start=1):
                if len(line) > MAX_LINE:
                    raise too_large()
                entry = read_json(line, f"{name}:{number}")
                if not (
                    isinstance(entry, dict)
                    and set(entry) == {"key", "record"}
                    and isinstance(entry["key"], str)
                    and isinstance(entry["record"], dict)
                    and entry["key"] not in records
                ):
                    raise damaged(f"{name}:{number}")
                records[entry["key"]] = entry["record"]
        if data_name(code) != name or self.manifest["counts"].get(code, 0) != len(records):
            raise damaged(name)
        self.records[code] = records

    def open(self, name):
        """The member of this name, which never gives more than its directory entry says."""
        return self._archive.open(self._members[name])

    @property
    def created_on(self):
        """The day on which it was made, as an ISO date, or an empty string."""
        day = self.manifest.get("created_on")
        return day if isinstance(day, str) and parse_date_or_none(day) else ""

    def has(self, name):
        return name in self._members

    def copy(self, name, to):
        with self.open(name) as file:
            while chunk := file.read(CHUNK):
                to.write(chunk)
