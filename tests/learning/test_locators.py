"""Which citations a change touches. The forms are those of the content file and of jurists."""

import pytest
from django.core.exceptions import ValidationError

from curriculum.learning.domain.locators import is_read, touches
from curriculum.learning.fields import validate_locator

TOUCHED = [
    # the same article, however it is written
    ("390 Bis", "390 bis"),
    ("3o. Ter", "3o Ter"),
    ("3o", "3"),
    ("artículo 371", "371"),
    ("035", "035-STPS-2018"),
    ("T11", "Transitorio 11"),
    ("C190", "C190"),
    ("2a./J. 40/96", "2a./J. 40/96"),
    # a whole article and its fractions, both ways
    ("371", "371, frac. IX"),
    ("371, frac. IX", "371"),
    ("371-IX", "371, fracción IX"),
    ("371, section IX", "371-IX"),
    ("133-IX", "133-IV, V, IX"),
    ("133-V", "133, fracs. IV a VI"),
    ("132, frac. XXXIV", "132"),
    ("3o. Ter", "3o. Ter V"),
    # what is smaller than a fraction counts as the whole article
    ("357 §2-3", "357"),
    ("357, párrafo 2", "357-I"),
    ("371, lo que sea", "371-IX"),
    # lists and ranges
    ("66 a 69", "68"),
    ("67", "66–69"),
    ("371 y 373", "373"),
    ("684-C", "684-B a 684-E"),
    ("390 Bis, 390 Ter", "390 Ter"),
    ("399 a 400 Bis", "399 Bis"),
    # one letter may be either
    ("358-I", "358"),
    ("330-I", "330-I"),
    # no article: the whole law
    ("", "390 Bis"),
]
NOT_TOUCHED = [
    ("390 Bis", "390"),
    ("390", "390 Bis"),
    ("390 Bis", "390 Ter"),
    ("330", "330-A"),
    ("330-A", "330-B"),
    ("39", "390"),
    ("371", "373"),
    ("371-IX", "371-X"),
    ("371-IX", "371-IX Bis"),
    ("371, frac. IX", "371, fracs. I a IV"),
    ("371, frac. IX", "373, frac. IX"),
    ("66 a 69", "70"),
    ("66 a 69", "65"),
    ("11", "T11"),
    ("190", "C190"),
    ("Voz Laboral 2024", "El Economista 21-08-2025"),
    ("2", "2a./J. 40/96"),
]


@pytest.mark.parametrize(("changed", "cited"), TOUCHED)
def test_a_change_touches_what_rests_on_it(changed, cited):
    assert touches(changed=changed, cited=cited, source="LFT")


@pytest.mark.parametrize(("changed", "cited"), NOT_TOUCHED)
def test_a_change_leaves_its_neighbours_alone(changed, cited):
    assert not touches(changed=changed, cited=cited, source="LFT")
    assert not touches(changed=cited, cited=changed, source="LFT")


@pytest.mark.parametrize(
    ("changed", "cited", "touched"),
    [
        ("123", "123-A-XXII Bis", True),
        ("123-A", "123-A-XXII Bis", True),
        ("123-A-XXII Bis", "123-A", True),
        ("123-A, fracs. IV y XI", "123-A-XI", True),
        ("123-A-XXII", "123-A-XXII Bis", False),
        ("123-B", "123-A-XI", False),
        ("123-B", "123-A", False),
    ],
)
def test_in_the_constitution_a_letter_is_a_part_of_its_article(changed, cited, touched):
    assert touches(changed=changed, cited=cited, source="CPEUM") == touched


@pytest.mark.parametrize(
    ("locator", "read"),
    [("390 Bis", True), ("66 a 69", True), ("Voz Laboral 2024", False), ("2a./J. 40/96", False)],
)
def test_what_is_no_article_is_one_whole(locator, read):
    assert is_read(locator) == read


@pytest.mark.parametrize("locator", ["LFT:390 Bis", "   ", "x" * 121])
def test_an_article_is_written_without_its_law(locator):
    with pytest.raises(ValidationError):
        validate_locator(locator)
