"""What the sessions of a period add up to: sessions, hours, attendances, people reached."""

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from curriculum.languages import cldr_locale
from curriculum.learning.enums import State
from curriculum.reports.base import Dimension, Fact, Indicator, dimensions, indicators

from .domain.figures import GENDERS, NONE, SEVERAL, figures_of
from .domain.values import programme_titles, sector_labels, values_of
from .enums import Dimension as Tally

OF_SESSIONS = ("programme", "sector", "state")


@dimensions.register
class ProgrammeDimension(Dimension):
    """A discreet programme stands under its discreet title: reports are passed on."""

    code = "programme"
    label = gettext_lazy("Programme")
    order = 10

    def labels(self, values):
        keys = [value for value in values if value not in {SEVERAL, NONE}]
        titles = programme_titles(keys)
        missing = _("A programme that is no longer here")
        return {
            **{key: titles[key] for key in sorted(titles, key=titles.get)},
            **{key: missing for key in keys if key not in titles},
            SEVERAL: _("More than one programme"),
            NONE: _("No programme"),
        }


@dimensions.register
class SectorDimension(Dimension):
    code = "sector"
    label = gettext_lazy("Sector")
    order = 20

    def labels(self, values):
        return {**sector_labels(), NONE: _("No sector stated")}


@dimensions.register
class StateDimension(Dimension):
    code = "state"
    label = gettext_lazy("State")
    order = 30

    def labels(self, values):
        return dict(State.choices)


@dimensions.register
class GenderDimension(Dimension):
    code = "gender"
    label = gettext_lazy("Gender")
    order = 40

    def labels(self, values):
        return values_of(Tally.GENDER)


class SessionIndicator(Indicator):
    """Of the held sessions of a period; all of them share the same queries."""

    disaggregations = OF_SESSIONS
    gather = staticmethod(figures_of)

    def amount(self, group):
        raise NotImplementedError

    def facts(self, gathered):
        return [Fact(place.at, self.amount(group)) for place, group in gathered.groups.items()]


@indicators.register
class Sessions(SessionIndicator):
    code = "sessions"
    label = gettext_lazy("Sessions")
    definition = gettext_lazy(
        "Meetings of the programme that were held: training sessions, and visits of accompaniment."
    )
    unit = gettext_lazy("sessions")
    counting_rule = gettext_lazy(
        "A session counts once it is closed, on its own day in its own place. Sessions that were "
        "cancelled, postponed or suspended do not count. A session with modules of several "
        "programmes counts once, under “More than one programme”."
    )
    data_quality_note = gettext_lazy(
        "Complete only when all sessions of the period are closed. Those that wait are named here."
    )
    order = 10

    def amount(self, group):
        return group.sessions

    def warnings(self, gathered):
        if not gathered.unclosed:
            return []
        names = format_list(gathered.unclosed, locale=cldr_locale())
        return [
            ngettext(
                "One session is over and not closed, so it is not counted: %(names)s.",
                "%(count)s sessions are over and not closed, so they are not counted: %(names)s.",
                len(gathered.unclosed),
            )
            % {"count": len(gathered.unclosed), "names": names}
        ]


@indicators.register
class Hours(SessionIndicator):
    code = "hours"
    label = gettext_lazy("Hours")
    definition = gettext_lazy("How long the sessions that were held took, added up.")
    unit = gettext_lazy("hours of session")
    counting_rule = gettext_lazy(
        "The minutes that a session really took, as written down when it was closed, whether one "
        "person came or thirty. Rounded to a tenth of an hour, each figure by itself."
    )
    data_quality_note = gettext_lazy("As exact as the minutes that the facilitators wrote down.")
    scale = 60
    order = 20

    def amount(self, group):
        return group.minutes


@indicators.register
class Attendances(SessionIndicator):
    code = "attendances"
    label = gettext_lazy("Attendances")
    definition = gettext_lazy("How many came, session by session, added up.")
    unit = gettext_lazy("attendances")
    counting_rule = gettext_lazy(
        "Whoever comes to two sessions counts twice. People are counted at the door or on a tally "
        "sheet, without names. Gender is asked of the group; “prefers not to say” and “not "
        "asked” are answers, and together they add up to all who came."
    )
    data_quality_note = gettext_lazy(
        "Where gender was not asked, all who came stand under “Not asked”."
    )
    counts_people = True
    disaggregations = (*OF_SESSIONS, "gender")
    order = 30

    def facts(self, gathered):
        return [
            Fact({**place.at, "gender": gender}, group.genders[gender])
            for place, group in gathered.groups.items()
            for gender in GENDERS
            if group.genders[gender] or not place.women_only
        ]

    def least(self, gathered):
        return [Fact(place.at, group.sessions) for place, group in gathered.groups.items()]

    def warnings(self, gathered):
        return _not_asked(
            gathered.gender_not_asked,
            ngettext(
                "In one session not everybody’s gender was asked.",
                "In %(count)s sessions not everybody’s gender was asked.",
                gathered.gender_not_asked,
            ),
        )


@indicators.register
class PeopleReached(SessionIndicator):
    code = "people-reached"
    label = gettext_lazy("People reached")
    definition = gettext_lazy(
        "How many people came at least once in this period, without knowing who they are."
    )
    unit = gettext_lazy("people")
    counting_rule = gettext_lazy(
        "Whoever comes for the first time in this period says so and is counted as new, once, in "
        "that session. The figure adds up those who were new. It is never added up over periods: "
        "whoever comes again next year is new again."
    )
    data_quality_note = gettext_lazy(
        "Rests on what people say. Whoever is new and says otherwise is missing, whoever is not "
        "new and says so counts twice. Where nobody asked, nobody is counted as new."
    )
    counts_people = True
    part_of = "attendances"
    order = 40

    def amount(self, group):
        return group.first_time

    def warnings(self, gathered):
        return _not_asked(
            gathered.first_time_not_asked,
            ngettext(
                "In one session not everybody was asked whether they were new: more people may "
                "have been reached.",
                "In %(count)s sessions not everybody was asked whether they were new: more people "
                "may have been reached.",
                gathered.first_time_not_asked,
            ),
        )


def _not_asked(count, sentence):
    return [sentence % {"count": count}] if count else []
