"""The screen that somebody holds in one hand while people come in."""

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from ..domain.counting import tally_of, undoable_by
from ..domain.tallies import ONE_WAY
from ..domain.values import values_of
from ..domain.words import excess_words, gap_words, missing_words
from ..enums import Dimension
from .base import RunnerMixin
from .entries import standing

#: Stands in sentences where the screen puts a number.
N = "{n}"


class CountView(RunnerMixin, TemplateView):
    template_name = "curriculum/attendance/count.html"

    def get_context_data(self, **kwargs):
        tally = tally_of(session=self.session)
        return super().get_context_data(
            tally=tally,
            groups=[self.group(tally, dimension) for dimension in ONE_WAY],
            standing={
                **standing(self.session),
                "csrf": get_token(self.request),
                "entries": reverse("curriculum_attendance_admin:entries", args=[self.session.pk]),
                "undoable": [
                    {"id": str(entry.pk), "value": entry.value, "at": entry.captured_at}
                    for entry in undoable_by(session=self.session, by=self.request.user)
                ],
            },
            words=screen_words(),
            **kwargs,
        )

    def group(self, tally, dimension):
        counted = tally.of(dimension)
        rows = [
            (value, label, counted.get(value, 0)) for value, label in values_of(dimension).items()
        ]
        return {
            "dimension": dimension,
            "rows": rows,
            "sum": gap_words(tally.total - sum(counted.values()), is_begun=bool(counted)),
        }


def screen_words():
    """Every sentence that the screen says by itself; pairs are for one and for several."""
    return {
        "values": values_of(Dimension.ARRIVAL),
        "came": [
            ngettext("%(number)s person came.", "%(number)s people came.", number) % {"number": N}
            for number in (1, 2)
        ],
        "unsaved": [
            ngettext(
                "%(number)s tap is not saved yet.", "%(number)s taps are not saved yet.", number
            )
            % {"number": N}
            for number in (1, 2)
        ],
        "refused": [
            ngettext("%(number)s tap was not counted.", "%(number)s taps were not counted.", number)
            % {"number": N}
            for number in (1, 2)
        ],
        "missing": [missing_words(number, N) for number in (1, 2)],
        "excess": [excess_words(number, N) for number in (1, 2)],
        "complete": gap_words(0),
        "untouched": gap_words(0, is_begun=False),
        "saved": _("All saved"),
        "saving": _("Saving…"),
        "closed": _("This session is closed. Nothing more is counted here."),
        "offline": _("No connection right now. You can go on counting: keep this page open."),
        "trying": _("No connection. Keep this page open: it tries again by itself."),
        "signedOut": _(
            "You are signed out. Keep this page open, sign in on another tab and come back here."
        ),
        "undo": _("Undo: %(what)s, %(time)s") % {"what": "{what}", "time": "{time}"},
        "nothing": _("Nothing to undo"),
        "undone": _("Undone."),
    }
