"""Links that Wagtail offers and then refuses to follow.

On pages that one may walk through but not edit, those above a partner's
section, they lead to the page's history and usage; on words that one may read
but not change, to their translation.
"""

import swapper
from django.urls import NoReverseMatch, reverse
from wagtail.permissions import policy_registry

Page = swapper.load_model("wagtailcore", "Page")

VIEWS = ("wagtailadmin_pages:history", "wagtailadmin_pages:usage")


def take_away(*, context, user):
    """Take them out of what a view is about to show of one page."""
    page = context.get("parent_page") or context.get("page")
    if not isinstance(page, Page) or not _is_passage(page, user):
        return
    context["history_url"] = None
    for button in context.get("header_buttons") or ():
        _shorten(button, page)
    for panel in context.get("side_panels") or ():
        panel.history_url = panel.usage_url = None


def take_away_from_row(buttons, *, page, user):
    """The same for a row of a list of pages."""
    if _is_passage(page, user):
        for button in buttons:
            _shorten(button, page)


def take_away_translation(buttons, *, snippet, user):
    """The same for a row of a list of snippets."""
    policy = policy_registry.get_by_type(type(snippet))
    if not policy.user_has_permission_for_instance(user, "change", snippet):
        closed = _translation_url(snippet)
        buttons[:] = [button for button in buttons if button.url != closed]


def _translation_url(snippet):
    """Where ``wagtail.contrib.simple_translation`` translates it, None where that is not installed."""
    options = snippet._meta
    args = [options.app_label, options.model_name, snippet.pk]
    try:
        return reverse("simple_translation:submit_snippet_translation", args=args)
    except NoReverseMatch:
        return None


def _is_passage(page, user):
    return bool(page.pk) and not page.permissions_for_user(user).can_edit()


def _shorten(button, page):
    """Take the dead ends out of the menu behind ``button``, if it has one."""
    closed = {reverse(view, args=[page.pk]) for view in VIEWS}
    inner = getattr(button, "dropdown_buttons", None)
    if inner:
        inner[:] = [item for item in inner if item.url not in closed]
