"""What the log says of a change of the law: who recorded it, and why it was taken back."""

from wagtail.models import ModelLogEntry


def recorders_of(*, change):
    """The ids of the users who recorded it. Empty for one that came from another install."""
    entries = _entries(change, "record").exclude(user=None)
    return set(entries.values_list("user", flat=True))


def reason_of(*, change):
    """Why it was withdrawn, in a line; "" for one that was not, or was elsewhere."""
    entry = _entries(change, "withdraw").last() if change.withdrawn_on else None
    return entry.data["reason"] if entry else ""


def _entries(change, verb):
    entries = ModelLogEntry.objects.for_instance(change).order_by("timestamp", "pk")
    return entries.filter(action=f"curriculum.law_change.{verb}")
