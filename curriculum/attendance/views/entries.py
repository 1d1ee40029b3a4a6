"""What a phone counted comes in here, in batches, and exactly once."""

from django.db import OperationalError
from django.http import JsonResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from ..domain.counting import Entry, record_entries, tally_of
from ..domain.incoming import MAX_BYTES, read_batch
from ..models import TallyConflict
from ..refusals import SessionRefused
from .base import SessionMixin

#: How the codes of a refused batch are told to a phone. It keeps everything in each case.
STATUS = {"not-yours": 403, "too-many": 413, "busy": 503}


class EntriesView(SessionMixin, View):
    """GET: the counts as they stand. POST: ``{"entries": […]}``, answered item by item.

    At most ``MAX_ENTRIES`` and ``MAX_BYTES`` (``domain/incoming.py``) at once.

    An item is ``{id, dimension, value, delta, captured_at, undoes?}``; its answer
    ``{id, outcome, code, message}`` as ``record_entries`` gives it. Bodies are
    never logged.
    """

    http_method_names = ["get", "post"]

    def get(self, request, pk):
        if not self.is_runner:
            return told("not-yours", _("Only its facilitators and coordinators may do this."), 403)
        return JsonResponse({**standing(self.session), "csrf": get_token(request)})

    def post(self, request, pk):
        if not self.is_runner:
            return told("not-yours", _("Only its facilitators and coordinators may do this."), 403)
        if request.content_type != "application/json" or "Content-Encoding" in request.headers:
            return told("not-json", _("Send plain JSON."), 415)
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES:
            return told("too-many", _("Too much at once. Send it in smaller parts."), 413)
        try:
            answers = self.record(read_batch(request.body))
        except SessionRefused as refusal:
            return told(refusal.code, refusal.message, STATUS.get(refusal.code, 400))
        except UnreadablePostError:
            return told("malformed", _("This could not be read."), 400)
        except OperationalError:
            return told("busy", _("Please send this again."), 503)
        self.session.refresh_from_db()
        return JsonResponse({"answers": answers, **standing(self.session)})

    def record(self, items):
        entries = [item for item in items if isinstance(item, Entry)]
        answered = iter(record_entries(session=self.session, entries=entries, by=self.request.user))
        answers = [next(answered) if isinstance(item, Entry) else item for item in items]
        return [
            {
                "id": answer.id and str(answer.id),
                "outcome": answer.outcome,
                "code": answer.code,
                "message": answer.message,
            }
            for answer in answers
        ]


def standing(session):
    """How a session's counts stand, as the capture screen takes it."""
    tally = tally_of(session=session)
    conflicts = session.conflicts.filter(decision=TallyConflict.Decision.OPEN)
    return {
        "counts": {dimension: tally.of(dimension) for dimension in tally.counts},
        "is_open": session.is_open,
        "conflicts": [
            reverse("curriculum_attendance_admin:conflict", args=[pk])
            for pk in conflicts.values_list("pk", flat=True)
        ],
    }


def told(code, message, status):
    response = JsonResponse({"code": code, "message": message}, status=status)
    if status == 503:
        response["Retry-After"] = "2"
    return response
