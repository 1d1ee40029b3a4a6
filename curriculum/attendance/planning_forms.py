"""What somebody fills in to plan a session, to change the plan, or to say why it is not held."""

import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name
from wagtail.coreutils import get_content_languages

from curriculum.learning.models import Sector
from curriculum.templatetags.curriculum_tags import as_list

from .domain.planning import own_zone, teachables
from .domain.values import sector_labels
from .enums import FacilitationRole, Form, TimeZone, zone_of
from .models import TrainingSession

#: How long an accompaniment takes when nobody says otherwise.
VISIT_MINUTES = 20
#: Where a refusal of a verb is shown; others stand above the form.
FIELD_OF_REFUSAL = {
    "module-not-published": "modules",
    "women-only": "audience",
    "not-a-member": "facilitators",
    "period-closed": "day",
    "reason-missing": "reason",
}


class RolesWidget(forms.Widget):
    """One line a person, with the choice of what they do. ``choices`` are ``(pk, name)``."""

    template_name = "curriculum/attendance/widgets/roles.html"
    choices = ()

    def value_from_datadict(self, data, files, name):
        return {str(pk): data.get(f"{name}-{pk}", "") for pk, _name in self.choices}

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}-{pk}" in data for pk, _name in self.choices)

    def id_for_label(self, id_):
        return ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        chosen = value or {}
        context["widget"]["people"] = [
            {"name": f"{name}-{pk}", "label": label, "role": chosen.get(str(pk), "")}
            for pk, label in self.choices
        ]
        context["widget"]["roles"] = [("", _("does not take part")), *FacilitationRole.choices]
        return context


class RolesField(forms.Field):
    """``{user: FacilitationRole}`` of those who take part."""

    widget = RolesWidget

    def set_people(self, people):
        self.people = {str(user.pk): user for user in people}
        self.widget.choices = [(pk, get_user_display_name(u)) for pk, u in self.people.items()]

    def clean(self, value):
        roles = {pk: role for pk, role in (value or {}).items() if role}
        if set(roles.values()) - set(FacilitationRole.values):
            raise forms.ValidationError(_("Choose one of the roles in the list."))
        if not roles:
            raise forms.ValidationError(_("Choose at least one person who facilitates."))
        return {self.people[pk]: role for pk, role in roles.items()}

    def has_changed(self, initial, data):
        return initial != data


class DayInput(forms.DateInput):
    """The phone's own calendar."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class TimeInput(forms.TimeInput):
    """The phone's own clock."""

    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


def moment_of(*, day, time, zone):
    """An aware moment on the clock ``zone``, or None for an hour that is left out that night."""
    moment = datetime.datetime.combine(day, time, tzinfo=ZoneInfo(zone))
    exists = moment.astimezone(datetime.UTC).astimezone(moment.tzinfo).time() == time
    return moment if exists else None


def hour_left_out():
    return _("That night the clocks go forward, and this hour does not exist. Choose another one.")


class PlanForm(forms.ModelForm):
    """``verb_arguments()`` are what ``plan_session`` and ``change_session`` take."""

    modules = forms.MultipleChoiceField(
        label=gettext_lazy("Modules"), required=False, widget=forms.CheckboxSelectMultiple
    )
    day = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)
    time = forms.TimeField(label=gettext_lazy("Begins at"), widget=TimeInput)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Clock"),
        required=False,
        help_text=gettext_lazy("Some towns on the border keep another hour than their state."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False)
    facilitators = RolesField(label=gettext_lazy("Who facilitates"))

    class Meta:
        model = TrainingSession
        fields = (
            "form",
            "audience",
            "modality",
            "language",
            "state",
            "time_zone",
            "planned_minutes",
            "place",
            "expected",
            "accommodations",
        )
        widgets = {
            "form": forms.RadioSelect,
            "audience": forms.RadioSelect,
            "modality": forms.RadioSelect,
        }
        help_texts = {
            "place": gettext_lazy(
                "Only its facilitators and your coordinators see this. "
                "It is erased once the session is over."
            ),
        }

    def __init__(self, *args, user, partner, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.partner = partner
        self.teachables = teachables(user=user)
        self.fields["modules"].choices = _shelved(self.teachables.values())
        self.fields["language"].choices = list(get_content_languages().items())
        self.fields["time_zone"].choices = [
            ("", _("as in most of the state")),
            *TimeZone.choices,
        ]
        self.fields["sector"].choices = [("", _("several or none")), *sector_labels().items()]
        self.fields["facilitators"].set_people(people)
        for name in ("form", "audience", "modality"):
            self.fields[name].choices = TrainingSession._meta.get_field(name).choices

        self.fields["planned_minutes"].required = False

    def clean(self):
        cleaned = super().clean()
        self.pages = self._pages_in(cleaned.get("language"), cleaned.get("modules") or [])
        if cleaned.get("form") == Form.TRAINING and "modules" in cleaned and not self.pages:
            self.add_error("modules", _("Choose what will be taught."))
        day, time, state = (cleaned.get(name) for name in ("day", "time", "state"))
        if day and time and state:
            cleaned["starts_at"] = moment_of(
                day=day, time=time, zone=cleaned.get("time_zone") or zone_of(state)
            )
            if cleaned["starts_at"] is None:
                self.add_error("time", hour_left_out())
        return cleaned

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not 2000 <= day.year <= timezone.now().year + 3:
            raise forms.ValidationError(_("Check the year."))
        return day

    def _pages_in(self, language, keys):
        """The chosen modules in the session's language, in the order of their programmes."""
        chosen = [module for key, module in self.teachables.items() if key in keys]
        lacking = [module.title for module in chosen if language not in module.pages]
        if language and lacking:
            name = dict(self.fields["language"].choices)[language]
            message = _("Not published in this language (%(language)s): %(titles)s.")
            titles = as_list(lacking)
            self.add_error("modules", message % {"language": name, "titles": titles})
        return [module.pages[language].specific for module in chosen if language in module.pages]

    def verb_arguments(self):
        cleaned = self.cleaned_data
        details = {name: cleaned[name] for name in self.Meta.fields}
        if not details["time_zone"]:
            details["time_zone"] = zone_of(details["state"])
        if not details["planned_minutes"]:
            details["planned_minutes"] = (
                sum(p.duration_minutes for p in self.pages) or VISIT_MINUTES
            )
        return {
            **details,
            "starts_at": cleaned["starts_at"],
            "sector": Sector.objects.filter(code=cleaned["sector"]).order_by("pk").first(),
            "modules": self.pages,
            "facilitators": cleaned["facilitators"],
        }


def show_refusal(form, refusal):
    """Say what a verb refused at the field that it is about."""
    field = FIELD_OF_REFUSAL.get(refusal.code)
    form.add_error(field if field in form.fields else None, refusal.message)


def plan_of(session):
    """The form's initial values for a session that is planned already."""
    return {
        "modules": [key.hex for key in session.modules.values_list("translation_key", flat=True)],
        "day": session.local_start.date(),
        "time": session.local_start.time(),
        "time_zone": own_zone(session),
        "sector": session.sector.code if session.sector else "",
        "facilitators": {
            str(pk): role for pk, role in session.facilitations.values_list("user", "role")
        },
    }


def _shelved(modules):
    """Choices by programme, in their order."""
    return [
        (programme, [(module.key, module.title) for module in found])
        for programme, found in groupby(modules, key=lambda module: module.programme)
    ]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One line, without names. It stays in the session's history."),
    )


class PostponeForm(ReasonForm):
    day = forms.DateField(
        label=gettext_lazy("New day"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("Leave this empty while you do not know it yet."),
    )
    time = forms.TimeField(label=gettext_lazy("Begins at"), required=False, widget=TimeInput)

    def __init__(self, *args, zone, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean(self):
        cleaned = super().clean()
        day, time = cleaned.get("day"), cleaned.get("time")
        if day and not time and "time" not in self.errors:
            self.add_error("time", _("Write at what time it begins on the new day."))
        elif day and time:
            cleaned["starts_at"] = moment_of(day=day, time=time, zone=self.zone)
            if cleaned["starts_at"] is None:
                self.add_error("time", hour_left_out())
        return cleaned
