"""No published figure, nor the difference of any two, reveals fewer than k people."""

import random
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from curriculum.privacy.domain.disclosure import default_threshold, showable

from .attack import total, unsafe_groups


def one_way(*numbers):
    """A table of one row and its total: ``counts, figures``."""
    counts = dict(enumerate(numbers))
    cells = sorted(counts, key=lambda atom: -counts[atom])
    return counts, {"total": set(counts), **{atom: {atom} for atom in cells}}


def unions_of(atoms):
    atoms = list(atoms)
    return [set(c) for size in range(1, len(atoms) + 1) for c in combinations(atoms, size)]


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [
        ((40, 30, 20), set()),
        ((40, 30, 0), set()),  # nobody is nobody
        ((40, 30, 2), {1, 2}),  # the smallest of the others goes with it
        ((40, 30, 6, 2), {2, 3}),
        ((40, 6, 3, 2), {2, 3}),  # two that protect each other
        ((3,), {"total", 0}),  # the headline figure too
        ((2, 2), {"total", 0, 1}),
        ((9, 4), {0, 1}),
        ((4, 0), {"total", 0}),
    ],
)
def test_small_cells_and_what_would_complete_them_are_hidden(numbers, hidden):
    counts, figures = one_way(*numbers)

    assert set(figures) - showable(counts=counts, figures=figures, threshold=5) == hidden


def test_threshold_itself_may_be_shown():
    counts, figures = one_way(5, 5)

    assert showable(counts=counts, figures=figures, threshold=5) == {"total", 0, 1}


def test_threshold_comes_from_the_settings(settings):
    counts, figures = one_way(9, 9)
    assert (default_threshold(), len(showable(counts=counts, figures=figures))) == (5, 3)

    settings.CURRICULUM_PRIVACY_THRESHOLD = 10

    assert (default_threshold(), showable(counts=counts, figures=figures)) == (10, {"total"})


def test_same_figures_give_the_same_answer_in_any_order_of_atoms():
    counts, figures = one_way(8, 8, 3, 8)
    turned = dict(reversed(counts.items()))

    answers = {frozenset(showable(counts=c, figures=figures)) for c in (counts, turned)}

    assert len(answers) == 1


def test_tables_that_share_a_total_do_not_give_each_other_away():
    """The one session of a programme is the one session of a state: what one table hides, both do."""
    counts = {("A", "north"): 30, ("A", "west"): 20, ("B", "south"): 3}
    figures = {"total": set(counts)}
    for place in (0, 1):
        for value in sorted({atom[place] for atom in counts}):
            figures[value] = {atom for atom in counts if atom[place] == value}

    shown = showable(counts=counts, figures=figures, threshold=5)

    assert shown == {"total", "north"}


def test_nested_figures_of_two_tables_may_not_differ_by_a_few():
    """All of the sector is in the programme, but for three people."""
    counts = {("B", "mining"): 17, ("B", "textile"): 3, ("A", "textile"): 40}
    figures = {
        "programme B": {("B", "mining"), ("B", "textile")},
        "mining": {("B", "mining")},
    }

    assert showable(counts=counts, figures=figures, threshold=5) == {"programme B"}


def test_first_time_figure_may_not_leave_a_few_who_returned():
    counts = {"first": 18, "returned": 2}
    figures = {"came": {"first", "returned"}, "first time": {"first"}}

    assert showable(counts=counts, figures=figures, threshold=5) == {"came"}


def test_same_people_counted_twice_over_protect_and_betray_each_other():
    """Women alone in one programme; the women of the other are the difference."""
    counts = {
        ("P", "women"): 17,
        ("Q", "women"): 2,
        ("Q", "men"): 30,
        ("P", "came"): 17,
        ("Q", "came"): 32,
    }
    equal = [
        ({("P", "women")}, {("P", "came")}),
        ({("Q", "women"), ("Q", "men")}, {("Q", "came")}),
    ]
    figures = {
        "P": {("P", "came")},
        "women": {("P", "women"), ("Q", "women")},
        "men": {("Q", "men")},
    }

    assert showable(counts=counts, figures=figures, equal=equal, threshold=5) == {"P", "men"}


def test_three_people_somewhere_do_not_silence_everything_else():
    counts = {
        **{("large", mark): n for mark, n in zip("wmfa", (30, 20, 25, 25), strict=True)},
        **{("small", mark): n for mark, n in zip("wmfa", (2, 1, 2, 1), strict=True)},
    }
    equal = [({(p, "w"), (p, "m")}, {(p, "f"), (p, "a")}) for p in ("large", "small")]
    came = {atom for atom in counts if atom[1] in "wm"}
    figures = {"came": came, "large": {a for a in came if a[0] == "large"}}

    shown = showable(counts=counts, figures=figures, equal=equal, threshold=5)

    assert shown == {"came"}


def test_sessions_say_how_many_came_at_least():
    """Four sessions each had four people at least: nine in both leave four or five in each."""
    counts, figures = one_way(9, 4, 5)
    del figures[1], figures[2]
    least = [({1}, 4), ({2}, 4)]

    without = showable(counts=counts, figures=figures, threshold=5)
    known = showable(counts=counts, figures=figures, least=least, threshold=5)

    assert (without, known) == ({"total", 0}, {"total"})


def test_every_small_one_way_table_survives_trying_all_tables():
    """Enumerated: all tables of up to four cells of up to five people, at a threshold of three."""
    tried = 0
    for length in (1, 2, 3, 4):
        for numbers in product(range(6), repeat=length):
            counts, figures = one_way(*numbers)
            shown = showable(counts=counts, figures=figures, threshold=3)
            most = 8 if length < 4 else 6
            if list(numbers) != sorted(numbers):
                continue
            tried += 1
            assert not unsafe_groups(
                counts, figures, shown, threshold=3, unions=unions_of(counts), most=most
            ), numbers
    assert tried == 6 + 21 + 56 + 126


def linked_tables(numbers):
    """Two programmes and two states with first-time and returning, and both tables of each."""
    places = [("A", "n"), ("A", "s"), ("B", "s")]
    counts = {(place, mark): next(numbers) for place in places for mark in ("first", "again")}
    everyone = set(counts)
    figures = {"came": everyone, "first": {a for a in everyone if a[1] == "first"}}
    for side in (0, 1):
        for value in sorted({place[side] for place in places}):
            here = {a for a in everyone if a[0][side] == value}
            figures["came", value] = here
            figures["first", value] = {a for a in here if a[1] == "first"}
    least = [({a for a in everyone if a[0] == place}, 1) for place in places]
    return counts, figures, least


@hypothesis_settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 4), min_size=6, max_size=6))
def test_linked_tables_survive_trying_all_tables(numbers):
    counts, figures, least = linked_tables(iter(numbers))
    if any(total(counts, group) < 1 for group, _number in least):
        return

    shown = showable(counts=counts, figures=figures, least=least, threshold=3)

    assert not unsafe_groups(
        counts, figures, shown, threshold=3, unions=unions_of(counts), least=least, most=6
    )


@hypothesis_settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 2), min_size=6, max_size=6))
def test_tables_by_two_marks_survive_trying_all_tables(numbers):
    """Two programmes, in each the same people by gender and by whether they came before."""
    counts, figures, equal, least = {}, {"came": set(), "first": set()}, [], []
    for place, (women, men, first) in zip("AB", (numbers[:3], numbers[3:]), strict=True):
        first = min(first, women + men)
        if not women + men:
            return
        here = {"women": women, "men": men, "first": first, "again": women + men - first}
        counts |= {(place, mark): people for mark, people in here.items()}
        came = {(place, "first"), (place, "again")}
        equal.append(({(place, "women"), (place, "men")}, came))
        least.append((came, 1))
        figures["came"] |= came
        figures["first"].add((place, "first"))
        figures["came", place], figures["first", place] = came, {(place, "first")}
    for gender in ("women", "men"):
        figures[gender] = {("A", gender), ("B", gender)}
    genders = [a for a in counts if a[1] in {"women", "men"}]
    unions = [*unions_of(genders), *unions_of(set(counts) - set(genders))]

    shown = showable(counts=counts, figures=figures, equal=equal, least=least, threshold=2)

    assert not unsafe_groups(
        counts, figures, shown, threshold=2, unions=unions, equal=equal, least=least, most=6
    )


@hypothesis_settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.integers(1, 30))
def test_difference_of_any_two_figures_is_never_a_few_people(seed, sessions):
    """Reports of the size that a partner has: three tables of two indicators on the same sessions."""
    counts, figures = season(random.Random(seed), sessions)

    shown = showable(counts=counts, figures=figures, threshold=5)

    for one, other in product(shown, repeat=2):
        assert not 0 < total(counts, figures[one]) < 5
        if figures[other] < figures[one]:
            assert not 0 < total(counts, figures[one] - figures[other]) < 5


def season(rng, sessions):
    counts = {}
    for _number in range(sessions):
        place = (rng.choice("ABC"), rng.choice("mtc"), rng.choice("ns"))
        came = rng.randint(1, 20)
        first = rng.randint(0, came)
        for mark, people in (("first", first), ("again", came - first)):
            counts[place, mark] = counts.get((place, mark), 0) + people
    figures = {"came": set(counts), "first": {a for a in counts if a[1] == "first"}}
    for side in range(3):
        for value in sorted({a[0][side] for a in counts}):
            here = {a for a in counts if a[0][side] == value}
            figures["came", side, value] = here
            figures["first", side, value] = {a for a in here if a[1] == "first"}
    return counts, figures
