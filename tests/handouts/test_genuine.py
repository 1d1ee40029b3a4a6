"""Whether a sheet is genuine: codes that nobody keeps, and the page that answers for them."""

import pytest

from curriculum.handouts.domain.crockford import DIGITS
from curriculum.handouts.domain.genuine import address_of, is_genuine, new_code

pytestmark = pytest.mark.django_db

ADDRESSES = {"es-mx": "/autenticidad/", "en": "/en/genuine/"}
YES = {"es-mx": "este documento es auténtico", "en": "this document is genuine"}
NO = {"es-mx": "No conocemos este código", "en": "We don’t know this code"}


@pytest.fixture(params=["es-mx", "en"])
def language(request):
    return request.param


def test_a_code_is_four_groups_of_four_digits_and_never_the_same():
    codes = [new_code() for _n in range(50)]

    assert len(set(codes)) == 50
    assert all([len(group) for group in code.split("-")] == [4] * 4 for code in codes)
    assert set("".join(codes)) <= {*DIGITS, "-"}
    assert all(map(is_genuine, codes))


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", ""),
        lambda code: f"  {code} \n",
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
        lambda code: code.replace("-", "\u200b–"),
        lambda code: "".join(chr(ord(c) + 0xFEE0) if c != "-" else c for c in code),
    ],
    ids=["small", "spaced", "run on", "surrounded", "O and l", "o and I", "odd dashes", "wide"],
)
def test_a_code_is_read_however_it_is_typed(typed, settings):
    settings.SECRET_KEY = "some key"
    for _n in range(20):  # most of them have a 0 or a 1
        assert is_genuine(typed(new_code()))


def test_one_wrong_digit_is_noticed_wherever_it_is():
    code = new_code().replace("-", "")

    for place, digit in enumerate(code):
        others = DIGITS.replace(digit, "")
        for other in (others[0], others[-1]):
            assert not is_genuine(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("typed", ["", "-", "ABCD", "0" * 16, "é" * 16, "U" * 16, "x" * 5000])
def test_nothing_else_is_genuine(typed):
    assert not is_genuine(typed)


def test_a_code_is_good_as_long_as_its_key_is_kept(settings):
    settings.SECRET_KEY = "the first"
    code = new_code()
    settings.SECRET_KEY = "the second"

    assert not is_genuine(code)
    settings.SECRET_KEY_FALLBACKS = ["another", "the first"]
    assert is_genuine(code)


def test_the_printed_addresses_are_those_of_the_page(settings, language):
    settings.WAGTAILADMIN_BASE_URL = "https://school.example/"

    assert address_of(language=language) == f"https://school.example{ADDRESSES[language]}"
    assert address_of(code="A1-B2", language=language) == (
        f"https://school.example{ADDRESSES[language]}A1-B2/"
    )


def answers(client, address, code):
    """What the page says to a scanned and to a typed code."""
    return [client.get(f"{address}{code}/"), client.post(address, {"code": code})]


def test_a_genuine_code_is_said_to_be_that_and_nothing_else(client, language):
    code = new_code()

    for answer in answers(client, ADDRESSES[language], code):
        page = answer.content.decode()
        assert answer.status_code == 200
        assert YES[language] in page
        assert NO[language] not in page
        assert code in page


def test_a_wrong_code_says_what_to_do(client, language):
    for answer in answers(client, ADDRESSES[language], "ABCD-EFGH"):
        page = answer.content.decode()
        assert YES[language] not in page
        assert NO[language] in page
        assert "ABCD-EFGH" in page
        assert f'action="{ADDRESSES[language]}"' in page


def test_the_form_asks_without_answering(client, language):
    for answer in (
        client.get(ADDRESSES[language]),
        client.post(ADDRESSES[language], {"code": " "}),
        client.post(ADDRESSES[language]),
    ):
        page = answer.content.decode()
        assert (YES[language] in page, NO[language] in page) == (False, False)
        assert 'name="code"' in page


def test_it_leaves_no_trace_and_is_not_found(client, language):
    for answer in answers(client, ADDRESSES[language], new_code()):
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in answer.content.decode()
        assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_it_asks_no_token_of_a_reader(language):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post(ADDRESSES[language], {"code": new_code()})

    assert answer.status_code == 200


def test_the_other_language_is_one_tap_away(client):
    code = new_code()

    assert f'href="/en/genuine/{code}/"' in client.get(f"/autenticidad/{code}/").content.decode()


def test_what_is_typed_is_shown_as_text(client):
    page = client.post("/autenticidad/", {"code": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page
    assert "SCRIPT" not in page.split("<h1")[0]


def test_other_methods_are_refused(client):
    assert client.put("/autenticidad/").status_code == 405
