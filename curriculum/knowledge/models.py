"""What sessions taught us. Nobody who came, and nobody who taught, is named here."""

import uuid

import swapper
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from curriculum.learning.domain.glossary import folded

PAGE_MODEL = swapper.get_model_name("wagtailcore", "Page")
TEXT_LENGTH = 1200


class LessonLearnedQuerySet(models.QuerySet):
    def of_module(self, translation_key):
        """Learnings that belong to a module, in whatever language it was taught."""
        return self.filter(modules__translation_key=translation_key)

    def saying(self, text):
        """Learnings that say every word of ``text``, whatever its capitals and accents."""
        found = self
        for word in folded(text).split():
            found = found.filter(words__contains=word)
        return found

    def in_period(self, period):
        """Learnings of the months that a ``ReportingPeriod`` touches."""
        return self.filter(month__range=(period.starts_on.replace(day=1), period.ends_on))


class LessonLearned(models.Model):
    """What was learned in a session, and what one would do differently.

    Outlives its session: ``month`` is the first day of the month in which the
    session was, and ``modules`` carry the modules' translation keys.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(
        "curriculum_people.PartnerOrganisation",
        verbose_name=_("partner organisation"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    session = models.ForeignKey(
        "curriculum_attendance.TrainingSession",
        verbose_name=_("session"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="learnings",
    )
    month = models.DateField(_("month"), db_index=True)
    learned = models.TextField(
        _("What did we learn?"), blank=True, validators=[MaxLengthValidator(TEXT_LENGTH)]
    )
    would_change = models.TextField(
        _("What would we do differently?"),
        blank=True,
        validators=[MaxLengthValidator(TEXT_LENGTH)],
    )
    themes = models.ManyToManyField(
        "curriculum_learning.Theme", verbose_name=_("themes"), blank=True, related_name="+"
    )
    #: Both texts without capitals and accents: databases search in ways of their own.
    words = models.TextField(editable=False)

    objects = ScopedManager(
        partner="partner", _manager_class=models.Manager.from_queryset(LessonLearnedQuerySet)
    )

    class Meta:
        verbose_name = _("lesson learned")
        verbose_name_plural = _("lessons learned")
        ordering = ["-month", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(learned="", would_change=""), name="lesson_learned_says_something"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="lesson_learned_on_month"),
        ]

    def __str__(self):
        """Neutral: it stands in logs."""
        return f"{self.month:%Y-%m} {str(self.pk)[:8]}"

    def save(self, **kwargs):
        self.words = folded(f"{self.learned} {self.would_change}")
        super().save(**kwargs)


class LearnedAbout(models.Model):
    """A module that a learning belongs to. The key outlives the page."""

    lesson_learned = models.ForeignKey(
        LessonLearned, on_delete=models.CASCADE, related_name="modules"
    )
    page = models.ForeignKey(PAGE_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    translation_key = models.UUIDField(db_index=True)

    objects = ScopedManager(partner="lesson_learned__partner")

    class Meta:
        verbose_name = _("module of a lesson learned")
        verbose_name_plural = _("modules of lessons learned")
        constraints = [
            models.UniqueConstraint(
                fields=["lesson_learned", "translation_key"], name="learned_about_once"
            )
        ]

    def __str__(self):
        return f"{self._meta.model_name} {self.pk}"
