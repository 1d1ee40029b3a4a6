"""A report's figures and caveats in words: the same ones on screen, in files and on paper."""

from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from curriculum.languages import cldr_locale
from curriculum.templatetags.curriculum_tags import long_date


def withheld_word():
    """One mark for everything that is withheld: a reason would tell the number."""
    return _("withheld")


def figure_text(figure):
    """«1,460», «38.5», or the mark of a figure that is withheld."""
    if figure.is_withheld:
        return withheld_word()
    pattern = "#,##0.0" if isinstance(figure.number, Decimal) else "#,##0"
    return format_decimal(figure.number, format=pattern, locale=cldr_locale())


def span_text(period):
    """«1 de julio de 2026 a 30 de septiembre de 2026»."""
    return _("%(first)s to %(last)s") % {
        "first": long_date(period.starts_on),
        "last": long_date(period.ends_on),
    }


def withheld_note(report):
    return _(
        "“%(mark)s” stands for fewer than %(threshold)s people, or for a number from which "
        "somebody could work out so small a group."
    ) % {"mark": withheld_word(), "threshold": report.threshold}


def provisional_note(period):
    if period.is_closing:
        return _(
            "This period is being closed: please close and correct its last sessions now. Until "
            "it is closed these figures still change, so don’t pass them on yet."
        )
    return _(
        "This period is not closed, so these figures still change. Please don’t pass them on yet: "
        "whoever compares the reports of two days sees what lies between them. Whoever runs this "
        "site closes it once its last day, %(date)s, is over."
    ) % {"date": long_date(period.ends_on)}


def notes_of(report):
    """Sentences that belong to every copy of a report; the first is the most important."""
    notes = [provisional_note(report.period)] if report.is_provisional else []
    if report.has_withheld:
        notes.append(withheld_note(report))
    return [*notes, *report.warnings]
