import pytest
from django.utils.translation import override

from curriculum.learning.domain import references


@pytest.mark.parametrize(
    ("citations", "written"),
    [
        ([], ""),
        (["LFT:390 Bis"], "LFT, art. 390 Bis"),
        (["LFT:684-E", "LFT:3o. Ter", "LFT:527"], "LFT, arts. 3o. Ter, 527, and 684-E"),
        (["CPEUM:123-A-XXII Bis"], "Constitution, art. 123-A, XXII Bis"),
        (["DECRETO2019:T11"], "2019 Decree, transitory article 11"),
        (["OIT:C190"], "ILO, Convention 190"),
        (["TMEC:31-A"], "USMCA, annex 31-A"),
        (["NOM:035"], "Mexican standard, 035"),
        (["SCJN:2a./J. 40/96"], "SCJN, 2a./J. 40/96"),
        (["PRENSA:Voz Laboral 2024"], "Press, Voz Laboral 2024"),
        (["LFT:1", "LSS:101", "LFT:2"], "LFT, arts. 1 and 2; LSS, art. 101"),
        (["no es una cita"], ""),
    ],
)
def test_citations_read_as_people_write_them(citations, written):
    with override("en"):
        assert references.written(citations=citations) == written


def test_lists_follow_the_language():
    with override("es-mx"):
        assert references.written(citations=["LFT:1", "LFT:2"]) == "LFT, arts. 1 y 2"


def test_sources_are_named_once():
    citations = ["LFT:1", "CPEUM:123", "LFT:2"]

    assert references.sources_in(citations=citations) == ["LFT", "CPEUM"]
