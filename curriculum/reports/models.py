from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportingPeriod(models.Model):
    """The only spans in which anything is reported.

    Free date ranges would break both "first time this period" and disclosure
    control, so periods of one install never overlap.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSING = "closing", _("Closing")
        CLOSED = "closed", _("Closed")

    name = models.CharField(_("name"), max_length=80, unique=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    status = models.CharField(_("state"), max_length=7, choices=Status, default=Status.OPEN)

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="reporting_period_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_closing(self):
        return self.status == self.Status.CLOSING

    @property
    def is_closed(self):
        return self.status == self.Status.CLOSED

    def clean(self):
        if self.starts_on and self.ends_on:
            if self.ends_on < self.starts_on:
                raise ValidationError({"ends_on": _("The last day comes before the first.")})
            overlapping = ReportingPeriod.objects.filter(
                starts_on__lte=self.ends_on, ends_on__gte=self.starts_on
            ).exclude(pk=self.pk)
            if other := overlapping.first():
                raise ValidationError(
                    _("These days overlap with the period “%(other)s”."),
                    params={"other": other},
                )
