"""The cases UPL-01 to UPL-12 of the threat model, and recordings."""

import io
import re
import time

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from curriculum.learning.domain import pictures, recordings
from curriculum.learning.refusals import LearningRefused

from . import files

Image = get_image_model()
Document = get_document_model()
UUID_NAME = re.compile(r"^(original_images|documents)/[0-9a-f]{32}\.[a-z0-9]+$")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # Wagtail remembers renditions by the picture's number


def errors(content, name="x.jpg"):
    """What the form says about a file, by code; the form never raises anything else."""
    from wagtail.images.forms import get_image_form

    form = get_image_form(Image)(
        {"title": "t", "collection": 1}, {"file": files.upload(content, name)}
    )
    assert not form.is_valid()
    return [error.code for error in form.errors.as_data()["file"]]


def stored(image):
    with image.file.open("rb") as file:
        return file.read()


def add_image(client, content, name="x.jpg", title="x"):
    data = {"title": title, "collection": Collection.get_first_root_node().pk}
    data["file"] = files.upload(content, name)
    return client.post(reverse("wagtailimages:add"), data)


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "svg",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><p>x</p></foreignObject></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><use href="https://example.org/x.svg#a"/></svg>',
    ],
)
def test_upl_01_svg_refused(svg):
    assert errors(svg, "x.svg") == ["invalid_image_extension"]
    assert errors(svg, "x.png") == ["not-a-picture"]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"<html><script>alert(1)</script>", "x.jpg", "not-a-picture"),
        (b"<html><script>alert(1)</script>", "x.jpg.html", "invalid_image_extension"),
        (b"GIF89a<script>alert(1)</script>", "x.gif", "not-a-picture"),
    ],
)
def test_upl_02_html_named_as_a_picture_is_a_form_error(content, name, code):
    assert errors(content, name) == [code]


def test_upl_03_polyglot_jpg_zip_is_reencoded():
    polyglot = files.picture() + b"PK\x03\x04 a whole archive"

    cleaned = pictures.cleaned(ContentFile(polyglot)).read()

    assert b"PK\x03\x04" in polyglot
    assert b"PK\x03\x04" not in cleaned
    assert cleaned.endswith(b"\xff\xd9")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.picture()[:400], "x.jpg"),
        (files.picture("png")[:-40], "x.png"),
        (b"GIF89a\x08\x00\x08\x00\xf7\x00\x00", "x.gif"),
        (b"\x89PNG\r\n\x1a\n", "x.png"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "x.webp"),
    ],
)
def test_upl_04_damaged_pictures_are_form_errors(content, name):
    assert errors(content, name)[0] in {"broken-picture", "not-a-picture"}


@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "avif", "tif"])
def test_upl_05_exif_gps_stripped_from_original_and_every_rendition(extension):
    secret = files.SECRET.encode()
    raw = files.picture(extension)
    assert secret in raw

    image = Image.objects.create(title="Urna", file=files.upload(raw, f"x.{extension}"))
    renditions = [image.get_rendition(spec) for spec in ("original", "width-10", "format-webp")]

    for content in (stored(image), *(stored(rendition) for rendition in renditions)):
        found = Picture.open(io.BytesIO(content))
        assert secret not in content
        assert dict(found.getexif()) == {}
        assert not {"icc_profile", "comment", "xmp", "exif"} & set(found.info)


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
def test_upl_05_orientation_is_applied_first(extension):
    image = Image.objects.create(title="Urna", file=files.upload(files.picture(extension)))

    assert (image.width, image.height) == (20, 40)
    top = Picture.open(io.BytesIO(stored(image))).convert("RGB").getpixel((10, 2))
    assert top[0] > 200
    assert top[2] < 60


def test_upl_06_original_file_not_kept(tmp_path):
    Image.objects.create(title="Urna", file=files.upload(files.picture()))

    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert files.SECRET.encode() not in kept[0].read_bytes()


def test_a_new_file_for_a_picture_is_cleaned_too(admin_client, tmp_path):
    image = Image.objects.create(title="Urna", file=files.upload(files.picture()))
    data = {"title": "Urna", "collection": 1, "file": files.upload(files.picture(), "y.jpg")}

    admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), data)

    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(files.SECRET.encode() not in path.read_bytes() for path in kept)
    image.refresh_from_db()
    assert UUID_NAME.match(image.file.name)


@pytest.mark.parametrize(
    "name",
    ["Juana_Perez_lista.jpg", "../../x.jpg", "a" * 300 + ".jpg", "con\u202egpj.exe.jpg"],
)
@pytest.mark.parametrize("address", ["wagtailimages:add", "wagtailimages:add_multiple"])
def test_upl_09_filename_never_stored(admin_client, tmp_path, name, address):
    data = {"collection": 1}
    if address.endswith("multiple"):
        data["files[]"] = files.upload(files.picture(), name)
    else:
        data |= {
            "title": name.rpartition(".")[0][:255],
            "file": files.upload(files.picture(), name),
        }

    response = admin_client.post(reverse(address), data)

    assert response.status_code in {200, 302}
    image = Image.objects.get()
    assert UUID_NAME.match(image.file.name)
    assert re.fullmatch(r"(Picture|Imagen) [0-9a-f]{6}", image.title)
    assert [
        path.name for path in tmp_path.rglob("*") if path.is_file() and "Juana" in path.name
    ] == []


def test_a_title_that_somebody_wrote_is_kept(admin_client):
    add_image(admin_client, files.picture(), title="Una urna")

    assert Image.objects.get().title == "Una urna"


@pytest.mark.parametrize("size", [(50_000, 50_000), (12_000, 12_000), (5_001, 5_000)])
def test_upl_10_and_11_too_many_pixels_are_refused_at_once(size):
    started = time.monotonic()

    assert errors(files.png_of_size(*size), "x.png") == ["too-many-pixels"]
    assert time.monotonic() - started < 1


def test_upl_12_animated_gif_of_10000_frames():
    assert errors(files.animation(10_000, size=(2, 2)), "x.gif") == ["too-many-frames"]


def test_a_short_animation_keeps_its_frames():
    cleaned = pictures.cleaned(ContentFile(files.animation(5)))

    assert Picture.open(cleaned).n_frames == 5


def test_a_damaged_picture_is_a_sentence_and_not_an_error_page(admin_client):
    response = add_image(admin_client, files.picture()[:400])

    assert response.status_code == 200
    assert not Image.objects.exists()


def test_a_site_may_keep_its_own_way(settings):
    settings.CURRICULUM_LEARNING_CLEAN_UPLOADS = False

    image = Image.objects.create(title="Urna", file=files.upload(files.picture()))

    assert files.SECRET.encode() in stored(image)


@pytest.mark.parametrize(
    ("content", "extension"),
    [(files.mp3(), "mp3"), (files.wav(), "wav"), (files.m4a(), "m4a")],
)
def test_recordings_lose_their_words_and_keep_their_sound(content, extension):
    assert files.SECRET.encode() in content

    document = Document.objects.create(
        title="Voto", file=files.upload(content, f"Juana.{extension}")
    )

    kept = stored(document)
    assert files.SECRET.encode() not in kept
    assert UUID_NAME.match(document.file.name)
    assert document.file.name.endswith(f".{extension}")
    sound = {"mp3": bytes(413), "wav": bytes(range(8)), "m4a": b"sound"}[extension]
    assert sound in kept
    assert (3_800_000_000).to_bytes(4, "big") not in kept


def test_the_kind_of_a_recording_is_what_its_bytes_say():
    cleaned = recordings.cleaned(files.upload(files.wav(), "x.mp3"))

    assert cleaned.name.endswith(".wav")


def test_ogg_says_no_more_than_which_programme_wrote_it():
    plain = files.opus(b"ENCODER=Lavf60")

    assert recordings.cleaned(files.upload(plain, "x.ogg")).read() == plain
    with pytest.raises(LearningRefused) as refusal:
        recordings.cleaned(files.upload(files.opus(b"ARTIST=Juana"), "x.ogg"))
    assert refusal.value.code == "recording-with-words"


@pytest.mark.parametrize(
    "content",
    [b"<html>", b"MZ\x90\x00", files.m4a(handler=b"vide"), files.picture(), b"", b"RIFF"],
)
def test_what_is_no_recording_is_a_form_error(admin_client, content):
    data = {"title": "Voto", "collection": 1, "file": files.upload(content, "x.mp3")}

    response = admin_client.post(reverse("wagtaildocs:add"), data)

    assert response.status_code == 200
    assert not Document.objects.exists()


def test_a_recording_that_is_too_large_is_a_form_error(admin_client, settings):
    settings.CURRICULUM_LEARNING_RECORDING_MAX_MB = 0
    data = {"title": "Voto", "collection": 1, "file": files.upload(files.mp3(), "x.mp3")}

    response = admin_client.post(reverse("wagtaildocs:add"), data)

    assert response.status_code == 200
    assert not Document.objects.exists()


def test_the_name_of_a_document_is_not_stored(admin_client):
    data = {"collection": 1, "files[]": files.upload(files.mp3(), "Juana Perez.mp3")}

    admin_client.post(reverse("wagtaildocs:add_multiple"), data)

    document = Document.objects.get()
    assert UUID_NAME.match(document.file.name)
    assert re.fullmatch(r"(File|Archivo) [0-9a-f]{6}", document.title)


@pytest.mark.parametrize("extension", ["zip", "docm", "docx", "html", "svg", "pdf", "exe"])
def test_documents_that_are_no_recordings_are_refused(admin_client, extension):
    data = {"title": "Voto", "collection": 1, "file": files.upload(files.mp3(), f"x.{extension}")}

    response = admin_client.post(reverse("wagtaildocs:add"), data)

    assert response.status_code == 200
    assert not Document.objects.exists()


def test_a_recording_is_served_as_what_it_is_and_under_no_name(client):
    document = Document.objects.create(title="Voto", file=files.upload(files.mp3(), "Juana.mp3"))

    response = client.get(document.url)

    assert response["Content-Type"] == "audio/mpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "Juana" not in str(response.headers) + document.url
    response.close()
