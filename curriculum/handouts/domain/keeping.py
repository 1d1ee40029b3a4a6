"""Finished files, kept by what they hold: a second time nothing is laid out."""

import logging
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from curriculum.conf import settings

from ..base import PrintRefused
from ..editions import STANDARD, Edition, Layout, fitting
from ..models import RenderedDocument
from .composing import Order, Printed

#: The editions that are printed when something is published.
USUAL = (STANDARD, Edition(layout=Layout.BOOKLET, is_imposed=True))

#: A file that is used is marked so once a day, not with every reader.
MARKED_AGAIN = timedelta(days=1)

logger = logging.getLogger(__name__)


def printed(order):
    """The ``Printed`` of an ``Order``: what is kept, or made now and kept where its document allows."""
    if not order.document.is_kept:
        return order.printed()
    rendered = kept(order.key)
    if rendered is not None:
        with rendered.file.open() as file:
            return Printed(file.read(), rendered.pages)
    made = order.printed()
    keep(order, made)
    return made


def print_ahead(*, document, subject):
    """Keep the editions that most ask for, so that nobody waits for them. What fails says so when asked for."""
    usual = dict.fromkeys(fitting(edition, document) for edition in USUAL)
    for edition in usual:
        try:
            printed(Order(document=document, subject=subject, edition=edition))
        except PrintRefused as refusal:
            logger.info("%s was not printed ahead: %s", document.code, refusal.code)


def kept(key):
    """The ``RenderedDocument`` of this key, or None; a row whose file is gone is taken away."""
    rendered = RenderedDocument.objects.filter(key=key).first()
    if rendered is None:
        return None
    if not rendered.file.storage.exists(rendered.file.name):
        rendered.delete()
        return None
    if rendered.used_at < timezone.now() - MARKED_AGAIN:
        RenderedDocument.objects.filter(pk=rendered.pk).update(used_at=timezone.now())
    return rendered


def keep(order, made):
    """Keep a file, and throw out what is too old or too much."""
    rendered = RenderedDocument(
        key=order.key,
        document=order.document.code,
        size=len(made.content),
        pages=made.pages,
    )
    rendered.file.save("sheet.pdf", ContentFile(made.content), save=False)
    try:
        with transaction.atomic():
            rendered.save()
    except IntegrityError:  # somebody else was quicker, with the same bytes
        rendered.file.storage.delete(rendered.file.name)
        return
    tidy_up()


def tidy_up():
    """Delete files that nobody used for long, then the ones used longest ago while there is too much."""
    for rendered in RenderedDocument.objects.old():
        rendered.delete()
    total = RenderedDocument.objects.aggregate(size=Sum("size"))["size"] or 0
    most = settings.HANDOUTS_KEPT_MB << 20
    if total <= most:
        return
    for rendered in RenderedDocument.objects.order_by("used_at").iterator():
        if total <= most:
            return
        total -= rendered.size
        rendered.delete()
