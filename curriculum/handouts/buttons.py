"""What may be printed of a page, in the menus that Wagtail shows beside its title."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from .base import documents

#: Behind Wagtail's own buttons.
PRIORITY = 80


def print_buttons(page, user):
    """Yield a ``Button`` for each document of ``page`` that ``user`` may print.

    A programme gets one, which opens the print centre with what belongs to it.
    """
    page = page.specific
    for number, document in enumerate(documents):
        if document.may_print(user, page):
            yield _button(
                _("Print: %(document)s") % {"document": document.label},
                document.dialogue_url(document.key(page)),
                PRIORITY + number,
            )
    groups = {group for document in documents if (group := document.group_of(page))}
    for group in groups:
        url = f"{reverse('curriculum_handouts_admin:centre')}?{urlencode({'group': group})}"
        yield Button(_("Print"), url, icon_name="print", priority=PRIORITY)


def _button(label, url, priority):
    return Button(label, url, icon_name="print", priority=priority)
