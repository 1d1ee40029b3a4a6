"""What an outsider can find out, by trying every table there could be."""


def tables(counts, figures, shown, *, equal=(), least=(), most):
    """Every ``{atom: people}`` of at most ``most`` an atom that agrees with all that is known.

    It leaves larger ones out, so it finds rather too few: a group that is in
    doubt here is in doubt.
    """
    known = [(set(figures[key]), total(counts, figures[key])) for key in shown]
    for table in _grown({}, list(counts), known, equal, most):
        if all(total(table, group) >= number for group, number in least):
            yield table


def _grown(table, atoms, known, equal, most):
    """``table`` with every number for the next of ``atoms`` that nothing known rules out."""
    if not atoms:
        yield dict(table)
        return
    atom, *rest = atoms
    open_ = set(rest)
    sums = [
        (bool(group & open_), number - total(table, group & set(table)))
        for group, number in known
        if atom in group
    ]
    ready = [
        pair for pair in equal if atom in pair[0] | pair[1] and not open_ & (pair[0] | pair[1])
    ]
    for people in range(most + 1):
        table[atom] = people
        if all(people <= left if later else people == left for later, left in sums) and all(
            total(table, one) == total(table, other) for one, other in ready
        ):
            yield from _grown(table, rest, known, equal, most)
        del table[atom]


def total(counts, atoms):
    return sum(counts[atom] for atom in atoms)


def unsafe_groups(counts, figures, shown, *, threshold, unions, equal=(), least=(), most):
    """The small groups, any union of atoms among them, of which the outsider learns too much."""
    small = {frozenset(group) for group in unions if 0 < total(counts, group) < threshold}
    sizes = {group: set() for group in small}
    for table in tables(counts, figures, shown, equal=equal, least=least, most=most):
        for group in small:
            sizes[group].add(total(table, group))
    return {
        group: found
        for group, found in sizes.items()
        if max(found) < threshold or (is_single(group, figures) and len(found) < threshold)
    }


def is_single(group, figures):
    """One atom or one figure, of which the exact range matters too."""
    return len(group) == 1 or group in {frozenset(atoms) for atoms in figures.values()}
