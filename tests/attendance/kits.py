"""Sessions that lie ahead, and their kits made without a job."""

import datetime

from django.utils import timezone
from django_scopes import scopes_disabled

from curriculum.attendance.domain.kits import Wishes, volumes_of
from curriculum.handouts.domain.kits import make_kit
from tests.factories.attendance import make_session
from tests.handouts.pdfs import opened


def ahead_by(days, **kwargs):
    return make_session(starts_at=timezone.now() + datetime.timedelta(days=days), **kwargs)


def ahead(**kwargs):
    return ahead_by(2, **kwargs)


def made(session, **wishes):
    steps = []
    with scopes_disabled():
        kit = make_kit(
            volumes_of(session, Wishes(**wishes)),
            progress=lambda done, total, message="": steps.append((done, total, message)),
        )
    return kit, steps


def pages_of(pdf):
    with opened(pdf) as document:
        return len(document.pages)
