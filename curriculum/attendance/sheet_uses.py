"""In how many of one's own sessions a printed module was taught, and when last."""

from django.db.models import Count, Max
from django.utils.translation import ngettext

from curriculum.learning.sheet_uses import SheetUse, sheet_uses
from curriculum.templatetags.curriculum_tags import long_date

from .domain.access import takes_part
from .enums import Status
from .models import TaughtModule


@sheet_uses.register
class Taught(SheetUse):
    code = "attendance.taught"

    def of(self, snapshots, user):
        if not takes_part(user):
            return {}
        taught = TaughtModule.objects.filter(
            snapshot__in=[snapshot.pk for snapshot in snapshots], session__status=Status.HELD
        )
        rows = taught.order_by().values("snapshot").annotate(
            times=Count("session", distinct=True), last=Max("session__local_date")
        )  # fmt: skip
        return {row["snapshot"]: _sentence(row["times"], row["last"]) for row in rows}


def _sentence(times, last):
    message = ngettext(
        "taught in %(count)s session, on %(date)s",
        "taught in %(count)s sessions, last on %(date)s",
        times,
    )
    return message % {"count": times, "date": long_date(last)}
