"""From the facts of all indicators to the figures of one report, and which of them may be shown.

A figure's key is ``(indicator, dimension, value)``; headlines have ``""`` for
both. Figures of people go to ``privacy.domain.disclosure`` together, because
they share their people: what one of them hides, another could give away.
"""

from collections import defaultdict
from dataclasses import dataclass

from curriculum.privacy.domain.disclosure import showable

HEADLINE = ("", "")


@dataclass(frozen=True)
class Measured:
    """An indicator with its facts in one period. ``least`` are the facts that anybody could know."""

    indicator: object
    facts: list
    least: list


def amounts_of(measured):
    """``{key: amount}`` of every figure of one ``Measured``, before anything is withheld."""
    amounts = defaultdict(int)
    code = measured.indicator.code
    amounts[code, *HEADLINE] = sum(fact.count for fact in measured.facts)
    for dimension in measured.indicator.disaggregations:
        for fact in measured.facts:
            amounts[code, dimension, fact.at[dimension]] += fact.count
    return dict(amounts)


def released(all_measured, *, threshold=None):
    """``{key: amount}`` of the figures of a report; None instead of an amount that is withheld."""
    amounts, people = {}, []
    for measured in all_measured:
        amounts |= amounts_of(measured)
        if measured.indicator.counts_people:
            people.append(measured)
    atoms = _Atoms(people)
    figures = {key: atoms.of(key) for key in sorted(atoms.keys(), key=_importance(amounts, people))}
    shown = showable(
        counts=atoms.counts,
        figures=figures,
        equal=atoms.equal,
        least=atoms.least,
        threshold=threshold,
    )
    return {
        key: None if key in figures and key not in shown else amount
        for key, amount in amounts.items()
    }


def _importance(amounts, people):
    """Headlines first, then the indicators in their order, those that are part of another last."""
    ranks = {m.indicator.code: (bool(m.indicator.part_of), n) for n, m in enumerate(people)}

    def importance(key):
        code, dimension, value = key
        return (dimension != "", ranks[code], -amounts[key], dimension, value)

    return importance


class _Atoms:
    """Every fact on people is an atom. So is the rest of a fact of which another one is a part."""

    def __init__(self, people):
        self.counts, self.equal, self.least = {}, [], []
        self.facts = {m.indicator.code: m.facts for m in people}
        self.dimensions = {m.indicator.code: m.indicator.disaggregations for m in people}
        for measured in people:
            code = measured.indicator.code
            self.counts |= {_atom(code, fact.at): fact.count for fact in measured.facts}
            for fact in measured.least:
                self.least.append((self.matching(code, fact.at), fact.count))
        for measured in people:
            if measured.indicator.part_of in self.facts:
                self.add_rests(measured.indicator, measured.facts)

    def add_rests(self, indicator, facts):
        for fact in facts:
            whole = self.matching(indicator.part_of, fact.at)
            part = _atom(indicator.code, fact.at)
            rest = _atom(f"not {indicator.code}", fact.at)
            self.counts[rest] = sum(self.counts[atom] for atom in whole) - fact.count
            self.equal.append((whole, {part, rest}))

    def matching(self, code, at):
        """The atoms of an indicator that have all the marks in ``at``."""
        return {_atom(code, fact.at) for fact in self.facts[code] if at.items() <= fact.at.items()}

    def keys(self):
        for code, dimensions in self.dimensions.items():
            yield (code, *HEADLINE)
            for dimension in dimensions:
                for value in {fact.at[dimension] for fact in self.facts[code]}:
                    yield code, dimension, value

    def of(self, key):
        code, dimension, value = key
        return self.matching(code, {dimension: value} if dimension else {})


def _atom(code, at):
    return code, tuple(sorted(at.items()))
