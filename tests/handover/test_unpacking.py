"""What is handed over is refused whole, with a reason, before anything of it is used."""

import json
import random
import stat
import zipfile
import zlib

import pytest

from curriculum.handover.domain.manifest import SCHEMA
from curriculum.handover.refusals import PackageRefused

from .tampering import change_record, members_of, read, repacked, zipped

# The shared package is made in the test database.
pytestmark = pytest.mark.django_db


def refusal(data):
    with pytest.raises(PackageRefused) as refused:
        read(data)
    return refused.value.code


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "/etc/passwd",
        "C:\\evil.txt",
        "data/../../evil.jsonl",
        "data\\evil.jsonl",
        "media/" + "a" * 40 + ".jpg/",
        "data/ñ.jsonl",
    ],
)
def test_zip_slip_absolute_symlink_dotdot(package_bytes, name):
    """PKG-01: names are looked at before anything is read, and nothing is extracted by name."""
    assert refusal(zipped([*members_of(package_bytes).items(), (name, b"x")])) == "unsafe-name"


def test_name_behind_a_zero_byte_is_refused(package_bytes):
    name = "media/" + "a" * 40 + ".jpg0.txt"
    honest = zipped([*members_of(package_bytes).items(), (name, b"x")])

    assert refusal(honest.replace(b".jpg0.txt", b".jpg\0.txt")) in {"unsafe-name", "damaged"}


def test_symbolic_link_is_refused(package_bytes):
    link = zipfile.ZipInfo("media/" + "a" * 40 + ".jpg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert refusal(zipped([*members_of(package_bytes).items(), (link, b"/etc/passwd")])) == (
        "unsafe-name"
    )


def test_zip_bomb_is_refused_by_its_stated_size(package_bytes, settings):
    """PKG-02."""
    settings.CURRICULUM_HANDOVER_MAX_UNPACKED_MB = 2
    bomb = repacked(
        package_bytes,
        change=lambda members: members.update(
            {f"media/{n:040x}.mp3": b"\0" * 1024 * 1024 for n in range(3)}
        ),
    )
    assert len(bomb) < 100_000

    assert refusal(bomb) == "too-large"


def test_lying_size_is_never_read_beyond(package_bytes):
    """PKG-02: a directory that states less than the data unpack to."""
    name = "media/" + "b" * 40 + ".mp3"
    honest = repacked(
        package_bytes, change=lambda members: members.update({name: b"\0" * 5_000_000})
    )
    size, lie = (5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")
    assert honest.count(size) == 2

    assert refusal(honest.replace(size, lie)) == "damaged"


@pytest.mark.parametrize(
    ("limit", "value"),
    [("PACKAGE_MB", 0), ("UNPACKED_MB", 0), ("MEMBER_MB", 0), ("MEMBERS", 3)],
)
def test_oversized_is_refused(package_bytes, settings, limit, value):
    setattr(settings, f"CURRICULUM_HANDOVER_MAX_{limit}", value)

    assert refusal(package_bytes) == "too-large"


def test_duplicate_entry_names(package_bytes):
    """PKG-03."""
    members = [*members_of(package_bytes).items(), ("README.txt", b"another")]
    with pytest.warns(UserWarning, match="Duplicate name"):
        double = zipped(members)

    assert refusal(double) == "duplicate-name"


@pytest.mark.parametrize("prefix", [b"GIF89a", b"PK\x03\x04" + b"\0" * 40])
def test_prefix_polyglot(package_bytes, prefix):
    """PKG-04."""
    assert refusal(prefix + package_bytes) == "not-a-package"


def test_something_behind_the_package_is_refused(package_bytes):
    assert refusal(package_bytes + b"<script>") == "damaged"


def test_truncated_at_every_64k(package_bytes):
    """PKG-05. The shared package is small: made larger by a recording that does not compress."""
    noise = random.Random(7).randbytes(400_000)
    large = repacked(
        package_bytes,
        change=lambda members: members.update({"media/" + "c" * 40 + ".mp3": noise}),
    )
    assert len(large) > 6 * 65536

    for length in [0, 3, 4, 21, *range(65536, len(large), 65536), len(large) - 1]:
        assert refusal(large[:length]) in {"damaged", "not-a-package"}, length


def test_every_flipped_byte_of_a_record_is_noticed(package_bytes):
    members = members_of(package_bytes)
    for name in [name for name in members if name != "manifest.json"]:
        flipped = bytearray(members[name])
        if flipped:
            flipped[len(flipped) // 2] ^= 1
            assert refusal(zipped({**members, name: bytes(flipped)}.items())) == "damaged"


def test_missing_or_unlisted_member(package_bytes):
    """PKG-06."""
    members = members_of(package_bytes)
    less = {name: data for name, data in members.items() if name != "README.txt"}
    more = {**members, "data/other.jsonl": b""}

    assert refusal(zipped(less.items())) == "damaged"
    assert refusal(zipped(more.items())) == "damaged"


def test_wrong_sum_in_the_manifest(package_bytes):
    """PKG-06."""
    wrong = repacked(
        package_bytes,
        manifest=lambda stated: stated["members"]["README.txt"].update(sha256="0" * 64),
    )

    assert refusal(wrong) == "damaged"


def test_wrong_crc(package_bytes):
    crc = zlib.crc32(members_of(package_bytes)["README.txt"]).to_bytes(4, "little")
    assert package_bytes.count(crc) == 2

    assert refusal(package_bytes.replace(crc, b"\0\0\0\0")) == "damaged"


@pytest.mark.parametrize(
    ("value", "code"),
    [(SCHEMA + 1, "too-new"), (0, "damaged"), ("1", "damaged"), (True, "damaged")],
)
def test_newer_major_version_refused(package_bytes, value, code):
    """PKG-08."""
    other = repacked(package_bytes, manifest=lambda stated: stated.update(schema=value))

    assert refusal(other) == code


@pytest.mark.parametrize(
    "line",
    [
        b'{"key": "a", "record": {"x": NaN}}\n',
        b'{"key": "a", "record": {"x": 1, "x": 2}}\n',
        b'{"key": "a", "record": {"x": "\\ud800"}}\n',
        b'{"key": "a", "record": {"x": "\\u0000"}}\n',
        b'{"key": "a", "record": {"x": "\xff"}}\n',
        b'{"key": "a", "record": []}\n',
        b'{"key": 1, "record": {}}\n',
        b'{"record": {}}\n',
        b'{"key": "a"\n',
        b"[" * 100_000 + b"\n",
        b'{"key": "a", "record": {}}\n' * 2,
    ],
)
def test_bad_json_is_refused(package_bytes, line):
    def change(members):
        members["data/learning.themes.jsonl"] = line

    assert refusal(repacked(package_bytes, change=change)) == "damaged"


@pytest.mark.parametrize(
    "data",
    [b"", b"not a zip", zipped([("word/document.xml", b"<x/>")]), zipped([("README.txt", b"x")])],
)
def test_other_files_are_not_packages(data):
    assert refusal(data) in {"not-a-package", "unsafe-name"}


def test_manifest_of_another_format_is_refused(package_bytes):
    other = repacked(package_bytes, manifest=lambda stated: stated.update(format="course"))

    assert refusal(other) == "not-a-package"


@pytest.mark.parametrize("names", [("A" * 40, "a" * 40), ("é", "e\u0301")])
def test_case_insensitive_and_nfd_filenames(package_bytes, names):
    """PKG-17: no two names can mean the same file, since only one spelling is allowed."""
    members = [*members_of(package_bytes).items(), *((f"media/{n}.jpg", b"x") for n in names)]

    assert refusal(zipped(members)) == "unsafe-name"


def test_tampering_as_such_is_not_refused(package_bytes):
    """The tools of these tests make packages that are read when nothing is wrong with them."""

    def shout(entry):
        entry["record"]["name"] = entry["record"]["name"].upper()

    read(repacked(package_bytes))
    read(repacked(package_bytes, change=change_record("data/learning.themes.jsonl", shout)))
    assert json.loads(members_of(package_bytes)["manifest.json"])["schema"] == SCHEMA
