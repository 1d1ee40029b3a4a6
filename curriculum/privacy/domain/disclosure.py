"""Which figures may be shown together. Nothing else in the package decides what is suppressed.

A figure adds up *atoms*: the smallest groups of people that can be told apart,
for example everybody who came to the sessions of one programme, sector and
state. The outsider in mind knows how many sessions there were, of what and
where, and every figure that is shown; he does not know how many people came to
each. A group of fewer than ``threshold`` people is safe from him as long as

- it could as well be ``threshold`` people or more, and
- at least ``threshold`` different sizes of it remain possible.

Every other group that is made of atoms is then safe too, differences between
shown figures included: a group is never smaller than the atoms in it.

Figures are taken in order of importance, and one is shown only if all small
groups stay safe beside what is shown already. Small figures, the figure that
would complete a table, and figures that give each other away across tables are
all withheld by this one rule. "Could as well be" is never estimated: it is
shown by a second set of whole numbers that agrees with every figure shown. So
the rule errs only on the side of silence.

Method: cell suppression for linked tables, as in Hundepool and others,
*Statistical Disclosure Control* (2012), ch. 4, with the audit by exhibited
tables instead of by linear programming.
"""

from collections import defaultdict
from fractions import Fraction
from math import lcm

from curriculum.conf import settings


def default_threshold():
    """The smallest number of people that may be shown (``CURRICULUM_PRIVACY_THRESHOLD``)."""
    return max(int(settings.PRIVACY_THRESHOLD), 1)


def showable(*, counts, figures, equal=(), least=(), threshold=None):
    """Keys of the figures that may be shown together, as a set. Deterministic.

    ``counts``: ``{atom: people}``. An atom that is known to be empty is left
    out; one that only happens to be empty is there with 0.
    ``figures``: ``{key: atoms}``, the most important first.
    ``equal``: pairs of groups of atoms that hold the same people, sorted by
    different marks (by gender; by whether they came for the first time).
    ``least``: pairs of a group and how many it holds at least: a session that
    was held had somebody in it.
    """
    threshold = default_threshold() if threshold is None else threshold
    floors = [(frozenset(group), number) for group, number in least]
    knowledge = _Knowledge(counts)
    for one, other in equal:
        knowledge = knowledge.adding(_difference(one, other)) or knowledge
    groups = [{atom} for atom in counts] + [set(atoms) for atoms in figures.values()]
    small = [group for group in groups if 0 < _sum(counts, group) < threshold]
    shown = set()
    for key, atoms in figures.items():
        more = knowledge.adding(dict.fromkeys(atoms, 1))
        if more is None:  # whoever sees the others can work it out already
            shown.add(key)
        elif _Outsider(counts, floors, more.moves()).is_in_doubt_about(small, threshold):
            shown.add(key)
            knowledge = more
    return shown


def _sum(counts, group):
    return sum(counts[atom] for atom in group)


def _difference(one, other):
    row = defaultdict(int)
    for atom in one:
        row[atom] += 1
    for atom in other:
        row[atom] -= 1
    return {atom: factor for atom, factor in row.items() if factor}


class _Knowledge:
    """The sums that are known, as a system of equations in reduced form.

    ``rows``: ``{pivot: {atom: factor}}``: the pivot and the atoms of its row, each
    times its factor, add up to something known. No pivot stands in another row.
    """

    def __init__(self, counts, rows=None):
        self.counts = counts
        self.rows = rows or {}

    def adding(self, row):
        """What is known when the sum of ``row`` is known too; None if that is nothing new."""
        row = dict(row)
        for pivot in [atom for atom in row if atom in self.rows]:
            _subtract(row, self.rows[pivot], row.pop(pivot))
        if not row:
            return None
        # Large atoms become pivots, so that each small one is free to be moved on its own.
        pivot = max(row, key=lambda a: (abs(row[a]) == 1, self.counts[a], repr(a)))
        factor = row.pop(pivot)
        row = {atom: _whole(Fraction(value) / factor) for atom, value in row.items()}
        rows = {}
        for other, known in self.rows.items():
            if pivot in known:
                known = dict(known)
                _subtract(known, row, known.pop(pivot))
            rows[other] = known
        return _Knowledge(self.counts, {**rows, pivot: row})

    def moves(self):
        """Changes of the counts that leave every known sum as it is, one for each free atom."""
        moves = {atom: {atom: 1} for atom in self.counts if atom not in self.rows}
        for pivot, row in self.rows.items():
            for atom, factor in row.items():
                moves[atom][pivot] = -factor
        return [_in_whole_numbers(move) for move in moves.values()]


def _subtract(row, other, times):
    for atom, factor in other.items():
        value = _whole(row.get(atom, 0) - times * factor)
        if value:
            row[atom] = value
        else:
            row.pop(atom, None)


def _whole(number):
    return int(number) if number == int(number) else number


def _in_whole_numbers(move):
    times = lcm(*(Fraction(factor).denominator for factor in move.values()))
    return {atom: int(factor * times) for atom, factor in move.items()}


class _Outsider:
    """Somebody who tries all sizes of a group that agree with what is known."""

    def __init__(self, counts, floors, moves):
        self.counts = counts
        self.floors_of = defaultdict(list)
        for floor in floors:
            for atom in floor[0]:
                self.floors_of[atom].append(floor)
        self.moves_of = defaultdict(list)
        for move in moves:
            for atom in move:
                self.moves_of[atom].append(move)

    def is_in_doubt_about(self, groups, threshold):
        return all(self.doubts(group, threshold) for group in groups)

    def doubts(self, group, threshold):
        """Whether enough sizes of ``group`` are possible, ``threshold`` or more among them."""
        sizes = {_sum(self.counts, group)}
        for sign in (1, -1):
            for size in self.sizes(group, sign):
                sizes.add(size)
                if len(sizes) >= threshold and max(sizes) >= threshold:
                    return True
        return False

    def sizes(self, group, sign):
        """Yield possible sizes of ``group``, ever larger (``sign`` 1) or smaller (-1)."""
        counts = dict(self.counts)
        moves = {id(move): move for atom in group for move in self.moves_of[atom]}.values()
        slopes = [(move, sum(move.get(atom, 0) for atom in group)) for move in moves]
        steps = [(move, sign if slope > 0 else -sign) for move, slope in slopes if slope]
        is_moving = True
        while is_moving:
            is_moving = False
            for move, direction in steps:
                while self.step(counts, move, direction, group, sign):
                    is_moving = True
                    yield _sum(counts, group)

    def step(self, counts, move, direction, group, sign):
        """Make one step of ``move`` in ``counts``, together with another one that makes it possible."""
        before = _sum(counts, group)
        _add(counts, move, direction)
        low = self.too_low(counts, move)
        if low is None:
            return True
        for other in self.moves_of[low]:
            towards = 1 if other[low] > 0 else -1
            _add(counts, other, towards)
            is_further = sign * (_sum(counts, group) - before) > 0
            if is_further and self.too_low(counts, {**move, **other}) is None:
                return True
            _add(counts, other, -towards)
        _add(counts, move, -direction)
        return False

    def too_low(self, counts, changed):
        """An atom that has fallen below nobody, or with its group below a floor; else None."""
        for atom in changed:
            if counts[atom] < 0:
                return atom
        for atom in changed:
            for group, number in self.floors_of[atom]:
                if _sum(counts, group) < number:
                    return atom
        return None


def _add(counts, move, times):
    for atom, factor in move.items():
        counts[atom] += times * factor
