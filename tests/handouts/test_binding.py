"""Several documents bound into one file."""

import re

import pytest

from curriculum.handouts.base import documents
from curriculum.handouts.domain.binding import bind
from curriculum.handouts.domain.composing import Order, render_html
from curriculum.pages.models import KeyMessage
from tests.factories.learning import make_module
from tests.handouts.pdfs import failed_rules, lines_of

pytestmark = pytest.mark.django_db

HANDOUT, GUIDE = documents.get("module-handout"), documents.get("facilitator-guide")
NOTE = re.compile(r"(\d+)\. LFT, art")


def test_each_part_and_each_copy_begins_its_notes_at_one():
    messages = [KeyMessage(text=f"Recuerda {n}.", citations=[f"LFT:{n}"]) for n in (357, 358, 371)]
    module = make_module(key_messages=messages, lessons=1)
    handout, guide = (Order(document=each, subject=module) for each in (HANDOUT, GUIDE))
    alone = notes_of(handout.printed().content)

    html, sheet = bind(
        title="Participantes",
        language="es-mx",
        parts=[("Cuaderno", handout, 2), ("Guía", guide, 1)],
    )
    pdf = render_html(html=html, sheet=sheet)

    assert alone == [1, 2, 3]
    assert notes_of(pdf) == 3 * alone
    assert failed_rules(pdf) == []


def notes_of(pdf):
    """The numbers of the notes at the feet of all pages, in order."""
    return [int(found[1]) for page in lines_of(pdf) for line in page if (found := NOTE.match(line))]
