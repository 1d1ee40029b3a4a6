from wagtail import hooks

from curriculum.people.domain.access import is_operator

#: Pages of Wagtail's own site, in English, about Wagtail.
FOR_OPERATORS = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("construct_help_menu")
def keep_staff_here(request, menu_items):
    if not is_operator(request.user):
        menu_items[:] = [item for item in menu_items if not item.name.startswith(FOR_OPERATORS)]
