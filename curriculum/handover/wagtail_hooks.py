from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import admin_urls
from .permissions import may_export, may_import


class HandoverMenuItem(MenuItem):
    def is_shown(self, request):
        return may_export(request.user) or may_import(request.user)


@hooks.register("register_admin_urls")
def register_handover_urls():
    return [path("curriculum/handover/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def register_handover_menu_item():
    return HandoverMenuItem(
        _("Handover"),
        reverse("curriculum_handover_admin:index"),
        name="curriculum-handover",
        icon_name="download",
        order=9200,
    )


@hooks.register("register_permissions")
def register_handover_permissions():
    return Permission.objects.filter(content_type__app_label="curriculum_handover")
