from django.db import models
from django.utils.translation import gettext_lazy as _


class Package(models.Model):
    """No table: it carries the permissions to take a school away and to bring one in."""

    class Meta:
        managed = False
        verbose_name = _("package")
        verbose_name_plural = _("packages")
        default_permissions = ()
        permissions = [
            ("export_package", _("Carry the published curriculum away in a package")),
            ("import_package", _("Bring a package in, and overwrite what it holds")),
        ]

    def __str__(self):
        return str(self._meta.verbose_name)
