"""The kit of a session: two files, and what fails is named."""

import io
import re

import pytest
from django_scopes import scopes_disabled
from pypdf import PdfReader

from curriculum.attendance.domain.kits import Wishes, volumes_of
from curriculum.handouts.base import documents
from curriculum.handouts.domain import estimating, kits, press
from curriculum.handouts.domain.composing import Order
from curriculum.handouts.editions import Edition, Layout
from tests.factories.learning import make_tree
from tests.factories.people import make_partner
from tests.handouts.pdfs import codes_on, failed_rules, text_of, type_sizes
from tests.handouts.pictures import lesson_with_a_broken_picture

from .kits import ahead, made, pages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return make_partner()


@pytest.fixture
def school():
    return make_tree(lessons=1)


def test_a_kit_is_two_valid_files_that_tell_neither_place_nor_day(partner, school):
    """One run of page numbers, so many copies as people, each document on a sheet of its own."""
    session = ahead(partner=partner, modules=[school.module], expected=2, place="Casa del canario")

    kit, steps = made(session)

    assert [file.name for file in kit.files] == ["facilitacion.pdf", "participantes.pdf"]
    assert kit.failures == []
    for file in kit.files:
        assert failed_rules(file.content) == []
        assert pages_of(file.content) == file.pages
        text = text_of(file.content)
        assert session.reference in text
        assert f"Página {file.pages} de {file.pages}" in text
        assert "canario" not in text
        assert f"{session.local_date.day} de" not in text
    starts = starts_of_parts(kit.files[1].content)
    assert len(starts) == 8  # two booklets, two sheets A and two B, two tally sheets
    assert all(page % 2 == 0 for page in starts), starts
    assert text_of(kit.files[0].content).count("Guía de facilitación") > 4
    version = documents.get("module-handout").version(school.module)
    for file in kit.files:
        assert version in text_of(file.content, pages=(3, 4))
    assert [done for done, _total, _message in steps] == sorted(done for done, *_ in steps)
    assert all(done <= total for done, total, _message in steps)


def test_the_printer_may_make_the_copies(partner, school):
    session = ahead(partner=partner, modules=[school.module], expected=3)

    kit, _steps = made(session, every_copy=False, with_questions=False)

    text = text_of(kit.files[1].content)
    assert "imprimir 3 copias" in text
    assert len(starts_of_parts(kit.files[1].content)) == 3
    booklet = Order(document=documents.get("module-handout"), subject=school.module).printed()
    assert kit.more_sides == 2 * booklet.pages
    assert kit.more_sheets == 2 * -(-booklet.pages // 2)


def starts_of_parts(pdf):
    """The pages (from 0) on which the parts of a bound file begin, by its named destinations."""
    reader = PdfReader(io.BytesIO(pdf))
    return sorted(
        reader.get_destination_page_number(place)
        for name, place in reader.named_destinations.items()
        if re.fullmatch(r"part-\d+", name)
    )


def test_a_broken_part_is_named_and_the_rest_comes_out(partner, school):
    lesson_with_a_broken_picture(module=school.module, title="La mesa")
    session = ahead(partner=partner, modules=[school.module], expected=2)

    kit, _steps = made(session)

    labels = [label for label, _reason in kit.failures]
    assert any("Folleto" in label for label in labels)
    assert all("La mesa" in reason for _label, reason in kit.failures)
    assert [file.name for file in kit.files] == ["facilitacion.pdf", "participantes.pdf"]
    assert "Vinieron" in text_of(kit.files[1].content)


def test_a_part_that_cannot_be_laid_out_is_named_too(partner, school, monkeypatch):
    session = ahead(partner=partner, modules=[school.module], expected=2)
    monkeypatch.setattr(press, "MAX_PAGES", 5)

    kit, _steps = made(session, with_questions=False)

    assert any("Folleto" in label for label, _reason in kit.failures)
    assert all("5" in reason for _label, reason in kit.failures)


def test_more_copies_than_a_file_holds_go_into_a_second(partner, school, monkeypatch):
    session = ahead(partner=partner, modules=[school.module], expected=6)
    monkeypatch.setattr(kits, "FILE_PAGES", 26)

    kit, _steps = made(session)

    names = [file.name for file in kit.files]
    assert names[:3] == ["facilitacion.pdf", "participantes.pdf", "participantes-2.pdf"]
    assert kit.failures == []
    assert all(file.pages <= 30 for file in kit.files)


def test_a_file_that_is_too_much_for_the_machine_is_made_as_two(partner, school, monkeypatch):
    session = ahead(partner=partner, modules=[school.module], expected=3)
    whole = made(session)[0].files[1]
    monkeypatch.setattr(press, "MAX_PAGES", whole.pages - 1)

    kit, _steps = made(session)

    assert kit.failures == []
    names = [file.name for file in kit.files]
    assert names == ["facilitacion.pdf", "participantes.pdf", "participantes-2.pdf"]
    starts = [len(starts_of_parts(file.content)) for file in kit.files]
    assert sum(starts[1:]) == len(starts_of_parts(whole.content)) == 3 + 3 + 3 + 2


def test_large_print_leaves_the_tally_sheet_as_it_is_and_cards_have_no_back(partner, school):
    session = ahead(partner=partner, modules=[school.module], expected=11)

    kit, _steps = made(
        session,
        every_copy=False,
        with_questions=False,
        with_cards=True,
        edition=Edition(layout=Layout.LARGE),
    )

    pdf = kit.files[1].content
    booklet, first, second, cards = starts_of_parts(pdf)
    alone = Order(document=documents.get("tally-sheet"), subject=session).printed()
    assert second - first == alone.pages == 2
    assert type_sizes(pdf, page=first + 1) == type_sizes(alone.content, page=1)
    assert min(type_sizes(pdf, page=booklet + 2)) >= 14
    codes = [len(codes_on(pdf, page + 1)) for page in range(cards, kit.files[1].pages)]
    assert codes == [10, 0, 10]


def test_tally_sheets_have_room_for_whoever_comes(partner):
    session = ahead(partner=partner)

    def labels(people):
        with scopes_disabled():
            _for_facilitators, for_participants = volumes_of(session, Wishes(people=people))
        return [part.label for part in for_participants.parts]

    assert labels(100) == ["Hoja de conteo 1", "Hoja de conteo 2"]
    assert labels(150) == [f"Hoja de conteo {number}" for number in ("1.1", "1.2", "2.1", "2.2")]


def test_an_estimate_leaves_for_later_what_takes_too_long(partner, school, monkeypatch):
    monkeypatch.setattr(estimating, "PATIENCE", 0)
    session = ahead(partner=partner, modules=[school.module])

    with scopes_disabled():
        volumes = volumes_of(session, Wishes())
    estimate = estimating.estimate_kit(volumes, side_price=None)

    assert estimate.uncounted == sum(len(volume.parts) for volume in volumes)
    assert (estimate.sides, estimate.sheets, estimate.cost) == (0, 0, None)


def test_a_booklet_lies_beside_the_tagged_file(partner, school):
    session = ahead(partner=partner, modules=[school.module], expected=1)

    kit, _steps = made(session, with_booklet=True, edition=Edition(low_ink=True))

    assert [file.name for file in kit.files] == [
        "facilitacion.pdf",
        "participantes.pdf",
        "cuadernillo-1.pdf",
    ]
