"""Certificates: a name is typed, printed, and kept nowhere; a code says that the sheet is genuine."""

import io
import logging
import re
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from django.apps import apps
from django.conf import settings as django_settings
from django.core.cache import caches
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate
from PIL import Image

from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import render
from curriculum.handouts.domain.genuine import is_genuine
from curriculum.handouts.editions import Edition, Paper
from curriculum.handouts.models import PrintChoice, RenderedDocument
from curriculum.templatetags.curriculum_tags import month_and_year
from tests.factories.learning import make_module, make_tree, translate
from tests.factories.people import make_partner, make_trainer
from tests.handouts.pdfs import all_bytes, failed_rules, opened, structure_types, text_of

pytestmark = pytest.mark.django_db

CERTIFICATE = documents.get("certificate")
OF_PROGRAMME = documents.get("programme-certificate")
NAME = "Xochiquetzal Canario Ñuñez"
TYPED = {"paper": "letter", "copies": "1", "side_price": "1.00"}
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")


@pytest.fixture
def module():
    return make_tree(lessons=1).module


@pytest.fixture
def trainer(client):
    user = make_trainer(partner=make_partner())
    client.force_login(user)
    return user


def dialogue(document, subject):
    return document.dialogue_url(document.key(subject))


@pytest.mark.parametrize("language", ["es-mx", "en"])
@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_it_is_a_valid_tagged_pdf(module, paper, language):
    subject = module if language == "es-mx" else translate(module)
    options = {"names": [NAME, "Ana " * 20]}

    pdf = render(
        document=CERTIFICATE, subject=subject, edition=Edition(paper=paper), options=options
    )

    assert failed_rules(pdf) == []
    assert structure_types(pdf).count("H1") == 2
    with opened(pdf) as read:
        assert str(read.Root.Lang) == {"es-mx": "es-MX", "en": "en"}[language]
        assert len(read.pages) == 2
        assert [round(float(side)) for side in read.pages[0].mediabox[2:]] == (
            [842, 595] if paper == Paper.A4 else [792, 612]
        )
    text = text_of(pdf)
    assert "2 h 30 min" in text.replace("\xa0", " ")
    assert not re.search(r"firma\b|signature", text.casefold())


def test_every_sheet_has_a_name_and_a_code_of_its_own_that_can_be_scanned(module):
    pdf = render(document=CERTIFICATE, subject=module, options={"names": ["Ana", "Luis", "Eva"]})

    text = text_of(pdf)
    codes = CODE.findall(text)
    assert len(set(codes)) == 3
    assert all(map(is_genuine, codes))
    assert [name in text for name in ("Ana", "Luis", "Eva")] == [True] * 3
    pages = subprocess.run(
        ["pdftoppm", "-r", "120", "-gray", "-l", "1", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(pages)))
    assert found.text.endswith(f"/autenticidad/{codes[0]}/")


def test_a_scanned_code_leads_to_the_answer_in_the_language_of_the_sheet(client, module):
    english = translate(module)
    code = CODE.search(text_of(render(document=CERTIFICATE, subject=english)))[0]

    page = client.get(f"/en/genuine/{code}/").content.decode()

    assert "this document is genuine" in page
    assert english.title not in page


def test_names_are_posted_and_nothing_of_them_is_in_address_name_or_title(client, trainer, module):
    answer = client.post(dialogue(CERTIFICATE, module), {**TYPED, "names": f"{NAME}\n\n  Luis  "})

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="constancia-1.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert NAME in text_of(answer.content)
    with opened(answer.content) as read:
        assert len(read.pages) == 2
        assert set(read.docinfo.keys()) <= {"/Title", "/Producer"}
        assert str(read.docinfo["/Title"]) == module.title
        assert "Canario" not in str(read.open_metadata())


def every_row():
    """All that stands in the database, as one text."""
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            parts += [repr(row) for row in cursor.fetchall()]
    return "\n".join(parts)


def test_what_was_typed_is_kept_nowhere(client, trainer, module, caplog):
    private = Path(django_settings.STORAGES["curriculum_private"]["OPTIONS"]["location"])
    url = dialogue(CERTIFICATE, module)
    typed = {**TYPED, "names": NAME, "issued": "canario-fecha"}

    with caplog.at_level(logging.DEBUG):
        printed = client.post(url, typed)
        counted = client.post(f"{url}estimate/", typed)
        mistaken = client.post(url, {**typed, "copies": "0"})

    # It could have leaked: it was printed, and shown again to whoever mistyped the rest.
    assert NAME in text_of(printed.content)
    assert "canario-fecha" in text_of(printed.content)
    assert counted.context["estimate"].pages == 1
    assert NAME in mistaken.content.decode()
    assert NAME not in counted.content.decode()
    rows = every_row()
    assert trainer.username in rows
    assert "Canario" not in rows
    assert "canario-fecha" not in rows
    assert not RenderedDocument.objects.exists()
    logged = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert "Canario" not in logged
    for cache in caches.all():
        assert "Canario" not in repr(getattr(cache, "_cache", {}))
    files = [file for file in private.rglob("*") if file.is_file()] if private.exists() else []
    assert [file for file in files if NAME.encode() in file.read_bytes()] == []
    assert "Canario" not in str(client.session.items())
    assert PrintChoice.objects.get(user=trainer).copies == 1


def test_no_table_could_hold_a_certificate():
    names = {model.__name__.casefold() for model in apps.get_models()}

    assert not [name for name in names if "certificate" in name or "constancia" in name]


def test_an_address_prints_no_certificate_and_its_query_fills_in_no_name(client, trainer, module):
    sheet = reverse("curriculum_handouts:sheet", args=["certificate", CERTIFICATE.key(module)])

    assert client.get(sheet, {"names": NAME}).status_code == 404
    assert NAME not in client.get(dialogue(CERTIFICATE, module), {"names": NAME}).content.decode()
    assert CERTIFICATE.url(module) == dialogue(CERTIFICATE, module)
    assert CERTIFICATE.options({"names": NAME}) == {}


def test_blank_sheets_have_a_line_to_write_on(client, trainer, module):
    answer = client.post(dialogue(CERTIFICATE, module), {**TYPED, "blanks": "3"})

    text = text_of(answer.content)
    with opened(answer.content) as read:
        assert len(read.pages) == 3
    assert len(set(CODE.findall(text))) == 3


def test_pages_are_counted_without_the_names(client, trainer, module):
    url = f"{dialogue(CERTIFICATE, module)}estimate/"

    many = client.post(url, {**TYPED, "names": "a\nb\nc", "copies": "2"}).context["estimate"]
    blank = client.post(url, {**TYPED, "names": "", "blanks": "2"}).context["estimate"]

    assert (many.pages, many.sheets) == (3, 6)
    assert (blank.pages, blank.sheets) == (2, 2)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"names": "\n".join(f"Persona {n}" for n in range(41))}, "names"),
        ({"names": "x" * 81}, "names"),
        ({"blanks": "41"}, "blanks"),
        ({"issued": "x" * 61}, "issued"),
    ],
    ids=["too many", "too long", "too many blank ones", "date too long"],
)
def test_too_much_is_refused_and_nothing_is_printed(client, trainer, module, typed, field):
    answer = client.post(dialogue(CERTIFICATE, module), {**TYPED, **typed})

    assert answer["Content-Type"].startswith("text/html")
    assert answer.context["own"].errors.keys() == {field}


def test_the_month_is_todays_unless_another_day_is_typed(client, trainer, module):
    url = dialogue(CERTIFICATE, module)

    usual = text_of(client.post(url, TYPED).content)
    other = text_of(client.post(url, {**TYPED, "issued": "3 de mayo de 2027"}).content)

    assert month_and_year(localdate()) in usual
    assert "3 de mayo de 2027" in other
    assert month_and_year(localdate()) not in other


def test_the_dialogue_asks_browsers_to_forget_the_names_too(client, trainer, module):
    page = client.get(dialogue(CERTIFICATE, module)).content.decode()

    (box,) = re.findall(r"<textarea[^>]*>", page)
    assert 'autocomplete="off"' in box
    assert 'spellcheck="false"' in box


def test_a_programmes_hours_are_those_of_its_modules():
    programme = make_tree(modules=3, lessons=1).programme

    text = text_of(render(document=OF_PROGRAMME, subject=programme))

    assert "7 h 30 min" in text.replace("\xa0", " ")
    assert programme.title in text
    assert OF_PROGRAMME.file_name(programme) == "constancia.pdf"


def test_a_discreet_programme_is_not_named_on_it():
    module = make_tree(lessons=1, is_discreet=True).module
    module.title = "Canario de acoso"

    pdf = render(document=CERTIFICATE, subject=module)

    assert module.neutral_title in text_of(pdf)
    assert b"Canario" not in all_bytes(pdf)


def test_only_staff_certify_and_only_what_is_published(client, module):
    draft = make_module(live=False)
    url, of_draft = dialogue(CERTIFICATE, module), dialogue(CERTIFICATE, draft)

    assert client.get(url).status_code == 302
    client.force_login(make_trainer(partner=make_partner()))
    assert client.get(url).status_code == 200
    assert client.get(of_draft).status_code == 404
