"""What higher rooms know of printed sheets: a room that counts sessions knows where they went."""

from curriculum.registry import Registry


class SheetUse:
    """One way in which sheets were used. Registered in a room's ``sheet_uses`` seam file."""

    code = ""
    order = 100

    def of(self, snapshots, user):
        """``{snapshot id: sentence}`` for those of which ``user`` may know something."""
        raise NotImplementedError


sheet_uses = Registry("sheet_uses")


def note_uses(*, sheets, user):
    """Give each snapshot of these ``Sheets`` its ``uses``: the sentences of all rooms."""
    snapshots = [snapshot for each in sheets for snapshot in each.snapshots]
    found = [use.of(snapshots, user) for use in sheet_uses]
    for snapshot in snapshots:
        snapshot.uses = [sentences[snapshot.pk] for sentences in found if snapshot.pk in sentences]
