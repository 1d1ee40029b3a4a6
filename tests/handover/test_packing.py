"""What leaves, and what must not."""

import json
import zipfile
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scopes_disabled
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from curriculum.handover.domain.packing import pack
from curriculum.handover.refusals import PackageRefused
from curriculum.knowledge.models import LessonLearned

from ..factories import learning as make
from ..factories.media import make_picture, picture_bytes
from ..factories.people import make_coordinator, make_partner
from .school import SECRET, build_school
from .tampering import members_of

pytestmark = pytest.mark.django_db


def packed(**kwargs):
    file = BytesIO()
    manifest = pack(to=file, **kwargs)
    return manifest, members_of(file.getvalue())


def records(members, code):
    return [json.loads(line) for line in members[f"data/{code}.jsonl"].splitlines()]


def test_package_contains_no_personal_data(media):
    """PKG-15: planted in users, pictures and sessions, and found there before it is looked for."""
    partner = build_school()
    with scopes_disabled():
        assert partner.memberships.filter(user__username=SECRET).exists()
    for kind in ("PNG", "JPEG"):
        data = picture_bytes(kind=kind, secret=SECRET)
        assert SECRET.encode() in data
        picture = make_picture(data=data, name=f"con-datos.{kind.lower()}")
        block = {"image": picture, "alternative_text": "x", "credit": "x"}
        make.make_lesson(body=[("picture", block)])

    manifest, members = packed()

    assert manifest["counts"]["pictures"] == 3
    everything = b"".join(members.values())
    for secret in (SECRET, str(media), "example.org/", "localhost", "testserver"):
        found = everything.count(secret.encode())
        assert found == (1 if secret == "example.org/" else 0), secret


def test_member_bears_no_time_and_no_owner(package_bytes):
    with zipfile.ZipFile(BytesIO(package_bytes)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.extra for info in archive.infolist()} == {b""}
        assert archive.comment == b""


def test_same_content_gives_the_same_bytes():
    build_school()
    first, second = BytesIO(), BytesIO()

    pack(to=first)
    pack(to=second)

    assert first.getvalue() == second.getvalue()


def test_drafts_are_named_as_left_out(package_bytes):
    manifest = json.loads(members_of(package_bytes)["manifest.json"])

    assert [(page["kind"], page["reason"]) for page in manifest["left_out"]] == [
        ("lesson", "changes"),
        ("lesson", "draft"),
    ]
    assert manifest["left_out"][1]["title"] == "Apenas un borrador"
    assert "nadie ha aprobado" not in str(members_of(package_bytes))


def test_manifest_says_what_is_inside(package_bytes):
    manifest = json.loads(members_of(package_bytes)["manifest.json"])

    assert manifest["locales"] == ["en", "es-mx"]
    assert manifest["counts"]["learning.pages"] == 14
    assert manifest["counts"]["knowledge.lessons-learned"] == 1
    assert manifest["generator"].startswith("wagtail-curriculum")
    assert "CC BY-SA 4.0" in manifest["licences"][0]
    assert b"CC BY-SA 4.0" in members_of(package_bytes)["LICENCES.txt"]


def test_nothing_published_is_nothing_to_carry_away():
    with pytest.raises(PackageRefused) as refused:
        packed()

    assert refused.value.code == "empty"


def test_a_story_without_a_lesson_that_leaves_stays_too():
    tree = make.make_tree(lessons=1)
    make.make_win(section=tree.section, lessons=[tree.lesson])
    make.make_brief(section=tree.section, lessons=[tree.lesson], licence="CC0")
    tree.lesson.unpublish()

    manifest, members = packed()

    assert [(page["kind"], page["reason"]) for page in manifest["left_out"]] == [
        ("lesson", "draft"),
        ("win", "alone"),
        ("research_brief", "alone"),
    ]
    assert "win" not in [entry["record"]["kind"] for entry in records(members, "learning.pages")]


def test_private_page_and_what_stands_below_it_stay():
    tree = make.make_tree(lessons=1)
    PageViewRestriction.objects.create(page=tree.module, restriction_type="login")

    manifest, members = packed()

    assert [entry["record"]["kind"] for entry in records(members, "learning.pages")] == [
        "section",
        "programme",
    ]
    assert [page["reason"] for page in manifest["left_out"]] == ["private", "private"]


def test_what_stands_below_a_draft_stays():
    tree = make.make_tree(lessons=1)
    tree.module.unpublish()

    manifest, _members = packed()

    assert manifest["counts"]["learning.pages"] == 2
    assert [page["reason"] for page in manifest["left_out"]] == ["draft", "above"]


def test_link_to_what_does_not_leave_becomes_text():
    draft = make.make_lesson(live=False)
    make.make_lesson(
        body=[("text", RichText(f'<p><a linktype="page" id="{draft.pk}">allá</a>.</p>'))]
    )

    _manifest, members = packed()

    lesson = records(members, "learning.pages")[-1]["record"]
    assert lesson["body"][0]["value"] == "<p>allá.</p>"


def test_coordinator_carries_away_what_her_own_partner_learned():
    ours, theirs = make_partner(), make_partner()
    make.make_lesson()
    with scopes_disabled():
        for partner, text in ((ours, "nuestro"), (theirs, "ajeno")):
            LessonLearned.objects.create(partner=partner, month="2026-10-01", learned=text)

    _manifest, members = packed(user=make_coordinator(partner=ours))

    learned = records(members, "knowledge.lessons-learned")
    assert [entry["record"]["learned"] for entry in learned] == ["nuestro"]


def test_coordinator_is_not_told_of_another_partners_drafts():
    ours = make_partner()
    section = make.make_home().get_children().live().last().specific
    mine = make.make_programme(section=section, title="Borrador propio")
    make.make_lesson(title="Borrador ajeno", live=False)
    make.make_lesson()
    mine.unpublish()

    manifest, members = packed(user=make_coordinator(partner=ours))

    assert [page["title"] for page in manifest["left_out"]] == ["Borrador propio"]
    assert "Borrador ajeno" not in str(members)


def test_learning_names_neither_session_nor_partner_staff(package_bytes):
    (entry,) = records(members_of(package_bytes), "knowledge.lessons-learned")

    assert sorted(entry["record"]) == [
        "learned",
        "modules",
        "month",
        "section",
        "themes",
        "would_change",
    ]


def test_command_writes_the_package_and_says_what_is_in_it(tmp_path, capsys):
    make.make_lesson()
    make.make_lesson(live=False, title="A medias")

    call_command("export_curriculum", tmp_path / "school.zip")

    said = capsys.readouterr().out
    assert "left out (draft): lesson es-mx A medias" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["media", "school.zip"]


def test_command_that_is_refused_leaves_no_file(tmp_path):
    with pytest.raises(CommandError):
        call_command("export_curriculum", tmp_path / "school.zip")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["media"]
