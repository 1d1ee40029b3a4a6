from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import admin_urls
from .buttons import print_buttons


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("curriculum/handouts/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def register_print_menu_item():
    url = reverse("curriculum_handouts_admin:centre")
    return MenuItem(_("Print"), url, name="print", icon_name="print", order=220)


@hooks.register("register_icons")
def register_icons(icons):
    return [*icons, "curriculum/handouts/icons/print.svg"]


@hooks.register("register_page_header_buttons")
def page_header_print_buttons(page, user, view_name, next_url=None):
    return print_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def page_listing_print_buttons(page, user, next_url=None):
    return print_buttons(page, user)
