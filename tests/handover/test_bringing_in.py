"""All or nothing, again and again, and into schools that have gone on by themselves."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django_scopes import scopes_disabled
from wagtail.images import get_image_model
from wagtail.models import Page

from curriculum.handover.base import resources
from curriculum.handover.domain.bringing_in import apply_import, plan_import
from curriculum.handover.domain.packing import pack
from curriculum.handover.domain.unpacking import open_package
from curriculum.handover.refusals import PackageRefused
from curriculum.learning.domain.listening import captions_of
from curriculum.learning.models import (
    HelpContact,
    ModuleSnapshot,
    Recording,
    ShortAddress,
    Theme,
)
from curriculum.pages.models import LessonPage, ModulePage, ProgrammePage

from ..factories import learning as make
from ..learning import files
from .tampering import change_record, repacked

pytestmark = pytest.mark.django_db


def rows():
    with scopes_disabled():
        return {
            model._meta.label: model._base_manager.count()
            for model in apps.get_models()
            if model._meta.managed
        }


def media_tree():
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in Path(django_settings.MEDIA_ROOT).rglob("*")
        if path.is_file()
    }


def bring_in(data, **kwargs):
    with open_package(BytesIO(data)) as package:
        return apply_import(package=package, **kwargs)


def plan_of(data):
    with open_package(BytesIO(data)) as package:
        return plan_import(package=package)


def refused(data):
    before = rows(), media_tree()
    with pytest.raises(PackageRefused) as refusal:
        bring_in(data)
    assert (rows(), media_tree()) == before
    return refusal.value.code


def lessons(language="es-mx"):
    return LessonPage.objects.filter(locale__language_code=language).order_by("path")


def test_plan_says_what_would_be_added(package_bytes):
    plan = plan_of(package_bytes)

    assert {change.resource.code for change in plan.added} >= {"learning.pages", "pictures"}
    assert "Más tiempo para la ronda." in [change.title for change in plan.added]
    assert rows()["curriculum_pages.LessonPage"] == 0


@pytest.mark.parametrize("code", [resource.code for resource in resources])
def test_half_way_exception_rolls_back_db_and_media(package_bytes, monkeypatch, code):
    """PKG-10: at the last record of each kind."""
    resource = resources.get(code)
    plan = plan_of(package_bytes)
    if not any(change.resource is resource for change in (*plan.added, *plan.changed)):
        pytest.skip("an empty install has all of this")
    restore = resource.restore

    def fail(key, record, receiver):
        restore(key, record, receiver)
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(resource, "restore", fail, raising=False)
    before = rows(), media_tree()

    with pytest.raises(RuntimeError, match="the disk is full"):
        bring_in(package_bytes)

    assert (rows(), media_tree()) == before


def test_record_that_cannot_be_brought_in_refuses_the_whole(package_bytes):
    def forget(entry):
        entry["record"]["website"] = "javascript:alert(1)"

    bad = repacked(package_bytes, change=change_record("data/learning.help-contacts.jsonl", forget))

    assert refused(bad) == "invalid-record"


@pytest.mark.parametrize(
    ("member", "edit", "code"),
    [
        ("learning.themes", {"unheard": 1}, "invalid-record"),
        ("learning.themes", {"name": 7 * "x" * 100}, "invalid-record"),
        ("learning.pages", {"kind": "blog"}, "invalid-record"),
        ("learning.pages", {"title": {"a": 1}, "slug": ["x"]}, "invalid-record"),
        ("learning.pages", {"parent": "home:fr"}, "parent-missing"),
        ("learning.snapshots", {"data": {"module": "other"}}, "invalid-record"),
    ],
)
def test_senseless_records_are_refused(package_bytes, member, edit, code):
    change = change_record(f"data/{member}.jsonl", lambda entry: entry["record"].update(edit))

    assert refused(repacked(package_bytes, change=change)) == code


def test_language_that_this_site_does_not_speak_is_refused(package_bytes):
    def foreign(entry):
        entry["key"] = entry["key"].replace(":es-mx", ":fr")

    bad = repacked(package_bytes, change=change_record("data/learning.themes.jsonl", foreign))

    assert refused(bad) == "locale-missing"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (".jpg", ".svg", "unsafe-file"),
        (".mp3", ".html", "unsafe-file"),
        (".jpg", ".png", "unsafe-picture"),
    ],
)
def test_files_of_other_kinds_are_refused(package_bytes, old, new, code):
    """PKG-09: what could run or hold entities (SVG, office files) is not accepted at all."""

    def rename(members):
        for name in [name for name in members if name.endswith(old)]:
            members[name.replace(old, new)] = members.pop(name)
            for data in [data for data in members if data.startswith("data/")]:
                members[data] = members[data].replace(
                    name.encode(), name.replace(old, new).encode()
                )

    assert refused(repacked(package_bytes, change=rename)) == code


def test_local_edit_is_shown_and_then_overwritten(package_bytes):
    bring_in(package_bytes)
    lesson = lessons().first()
    theirs = lesson.summary
    lesson.summary = "Lo que aquí se cambió."
    make.publish(lesson)

    plan = plan_of(package_bytes)
    assert [(change.title, change.fields) for change in plan.changed] == [
        (lesson.title, ["summary"])
    ]

    bring_in(package_bytes)
    lesson.refresh_from_db()
    assert lesson.summary == theirs
    assert lesson.revisions.count() == 3
    assert plan_of(package_bytes).does_nothing


def test_plan_that_no_longer_holds_is_refused(package_bytes):
    plan = plan_of(package_bytes)
    Theme.objects.create(
        locale=make.make_locales()[0],
        code="x",
        name="y",
        translation_key=next(c.key for c in plan.added if c.resource.code == "learning.themes")[
            :36
        ],
    )

    with pytest.raises(PackageRefused) as refusal:
        bring_in(package_bytes, expected=plan.digest)

    assert refusal.value.code == "plan-changed"


def test_order_of_lessons_comes_back(package_bytes):
    bring_in(package_bytes)
    first, second = lessons()
    first.move(second, pos="right")
    assert [lesson.pk for lesson in lessons()] == [second.pk, first.pk]

    bring_in(package_bytes)

    assert [lesson.pk for lesson in lessons()] == [first.pk, second.pk]


def test_unpublished_page_is_published_again(package_bytes):
    bring_in(package_bytes)
    lessons().first().unpublish()
    assert [change.title for change in plan_of(package_bytes).changed] == [lessons().first().title]

    bring_in(package_bytes)

    assert lessons().first().live


def test_deleted_page_comes_back_at_its_short_address(package_bytes):
    bring_in(package_bytes)
    lesson = lessons().first()
    address = ShortAddress.objects.get(page_id=lesson.pk).code
    lesson.delete()

    bring_in(package_bytes)

    assert ShortAddress.objects.get(code=address).page_id == lessons().first().pk


def test_id_collision_with_local_page(package_bytes):
    """PKG-12: pages of this install keep their numbers and their content."""
    tree = make.make_tree(lessons=3)
    before = {page.pk: page.title for page in Page.objects.exclude(depth=1)}

    bring_in(package_bytes)

    assert {p.pk: p.title for p in Page.objects.filter(pk__in=before)} == before
    assert {lesson.pk for lesson in lessons()} > {lesson.pk for lesson in tree.lessons}


def test_richtext_links_to_foreign_ids_do_not_resolve_to_local_pages(package_bytes):
    """PKG-13: an id in the package is not a page of this install."""
    victim = make.make_lesson()
    link = f'<p><a linktype="page" id="{victim.pk}">x</a></p>'
    bad = edited_first_text(package_bytes, link)

    # What is left of the text is not what the package says, so the whole is refused.
    assert refused(bad) == "not-the-same"


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="javascript:alert(1)">x</a></p>',
        '<p><a href=" jav&#x09;ascript:alert(1)">x</a></p>',
        '<p><a href="data:text/html;base64,PHNjcmlwdD4=">x</a></p>',
        '<p onclick="alert(1)">x</p>',
        "<script>alert(1)</script>",
        '<embed embedtype="image" id="1" format="left" alt="">',
    ],
)
def test_javascript_and_data_urls_refused(package_bytes, html):
    """PKG-14."""
    assert refused(edited_first_text(package_bytes, html)) == "not-the-same"


def edited_first_text(data, html):
    def edit(entry):
        for block in entry["record"].get("body", []):
            if block["type"] == "text":
                block["value"] = html

    return repacked(data, change=change_record("data/learning.pages.jsonl", edit))


def test_package_of_one_school_is_merged_into_another(package_bytes):
    bring_in(package_bytes)
    make.make_tree(lessons=1)
    other = BytesIO()
    pack(to=other)
    lessons().first().get_parent().specific.delete()

    plan = bring_in(other.getvalue())

    # Only what linked to the lesson that was gone.
    assert {tuple(change.fields) for change in plan.changed} == {("body",)}
    assert ModulePage.objects.count() == 3


def test_site_without_a_room_leaves_its_records_out(package_bytes):
    bad = repacked(
        package_bytes,
        change=lambda members: members.update(
            {"data/plants.jsonl": b'{"key": "a", "record": {}}\n'}
        ),
    )

    plan = bring_in(bad)

    assert plan.unknown == ["plants"]
    assert plan_of(bad).does_nothing


def test_snapshots_keep_their_identity_and_their_order(package_bytes):
    with open_package(BytesIO(package_bytes)) as package:
        expected = list(package.records["learning.snapshots"])

    bring_in(package_bytes)

    assert [
        str(s.pk) for s in ModuleSnapshot.objects.order_by("translation_key", "locale", "sequence")
    ] == expected


def test_pictures_and_recordings_are_there(package_bytes):
    bring_in(package_bytes)

    picture = get_image_model().objects.get()
    assert (picture.title, picture.width, picture.height) == ("Asamblea", 24, 16)
    assert picture.uploaded_by_user is None
    with picture.file.open() as file:
        assert file.read(3) == b"\xff\xd8\xff"
    picture.file.close()
    recording = Recording.objects.exclude(fallback="").get()
    assert (recording.state, recording.seconds) == ("done", 61)
    with recording.fallback.open() as file:
        assert b"sound" in file.read()


def film():
    [found] = [child.value for child in lessons().last().body if child.block_type == "video"]
    return found


def test_captions_are_there_and_stay_with_their_film(package_bytes, client):
    bring_in(package_bytes)

    response = client.get(captions_of(document=film()["captions"]))
    assert response["Content-Type"] == "text/vtt"
    assert "Una urna." in response.getvalue().decode()


def test_a_package_from_before_there_were_captions(package_bytes):
    def forget(entry):
        for block in entry["record"].get("body", []):
            if block["type"] == "video":
                del block["value"]["captions"]

    old = repacked(package_bytes, change=change_record("data/learning.pages.jsonl", forget))

    bring_in(old)

    assert film()["captions"] is None
    assert plan_of(old).does_nothing


def test_a_form_for_older_telephones_with_words_inside_is_refused(package_bytes):
    """PKG: what a package says of itself is not believed."""
    with open_package(BytesIO(package_bytes)) as package:
        (record,) = package.records["learning.recordings"].values()
    spoken = files.m4a()
    assert files.SECRET.encode() in spoken

    def change(members):
        members[record["file"]] = spoken

    assert refused(repacked(package_bytes, change=change)) == "invalid-record"


def test_vocabularies_are_there(package_bytes):
    bring_in(package_bytes)

    assert list(HelpContact.objects.values_list("states", flat=True)) == [["NLE"]]
    programme = ProgrammePage.objects.get(locale__language_code="es-mx")
    assert [sector.name for sector in programme.sectors.all()] == ["Minería"]
    assert programme.colophon.licence == "CC BY-SA 4.0"
