"""What a coordinator says before kits are printed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.handouts.editions import Edition, Layout, Paper
from curriculum.templatetags.curriculum_tags import long_date

from .domain.kits import PEOPLE, Wishes

#: So many kits in one job at the most: more are seldom carried by one person.
MOST = 40
EDITION = ("paper", "layout", "low_ink", "neutral")
WITH = ("with_questions", "with_cards", "with_booklet")
HABITS = ("copies", *WITH)


class SessionsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, session):
        start = session.local_start
        parts = [
            session.reference,
            f"{long_date(start.date())}, {start:%H:%M}",
            session.quiet_title,
        ]
        return " · ".join(part for part in parts if part)


class KitForm(forms.Form):
    sessions = SessionsField(
        label=_("Sessions"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one session.")},
    )
    people = forms.IntegerField(
        label=_("People"),
        required=False,
        min_value=1,
        max_value=500,
    )
    paper = forms.ChoiceField(
        label=_("Paper"),
        choices=[(paper, paper.label) for paper in (Paper.LETTER, Paper.A4)],
        widget=forms.RadioSelect,
    )
    layout = forms.ChoiceField(
        label=_("Layout"),
        choices=[(layout, layout.label) for layout in (Layout.STANDARD, Layout.LARGE)],
        widget=forms.RadioSelect,
    )
    low_ink = forms.BooleanField(
        label=_("Low ink"), required=False, help_text=_("No areas of black, thin bars.")
    )
    neutral = forms.BooleanField(
        label=_("Neutral cover"),
        required=False,
        help_text=_("The number alone, so that nobody sees what it is about."),
    )
    copies = forms.ChoiceField(
        label=_("Copies"),
        choices=[
            ("file", _("All copies in the file: print it once")),
            ("printer", _("One of each: the printer makes the copies")),
        ],
        widget=forms.RadioSelect,
        initial="file",
    )
    with_questions = forms.BooleanField(
        label=_("Question sheets"),
        required=False,
        initial=True,
        help_text=_("Two for each person, A and B: one before the session, the other after it."),
    )
    with_cards = forms.BooleanField(label=_("Cards"), required=False)
    with_booklet = forms.BooleanField(
        label=_("Also the booklet to be stapled"),
        required=False,
        help_text=_("One file more for each module, two pages on a side."),
    )

    def __init__(self, data=None, *, sessions, choice, **kwargs):
        initial = {
            "paper": choice.paper if choice.paper == Paper.A4 else Paper.LETTER,
            "layout": choice.layout if choice.layout == Layout.LARGE else Layout.STANDARD,
            "low_ink": choice.low_ink,
            "neutral": choice.neutral,
            **{name: value for name, value in choice.kit.items() if name in HABITS},
            **kwargs.pop("initial", {}),
        }
        super().__init__(data, initial=initial, **kwargs)
        self.fields["people"].help_text = _(
            "Empty: as many as each session expects, and %(people)s where nobody said."
        ) % {"people": PEOPLE}
        self.fields["sessions"].queryset = sessions

    def clean_sessions(self):
        sessions = self.cleaned_data["sessions"]
        if len(sessions) > MOST:
            raise forms.ValidationError(
                _("At most %(most)s kits are printed at once."), params={"most": MOST}
            )
        return sessions

    @property
    def edition(self):
        return Edition(**{name: self.cleaned_data[name] for name in EDITION})

    @property
    def habits(self):
        """What is chosen alike for the next kits; how many people come is each session's own."""
        return {name: self.cleaned_data[name] for name in HABITS}

    @property
    def wishes(self):
        said = self.cleaned_data
        return Wishes(
            people=said["people"] or 0,
            edition=self.edition,
            every_copy=said["copies"] == "file",
            **{name: said[name] for name in WITH},
        )

    @property
    def params(self):
        """What the job is told, as JSON."""
        said = self.cleaned_data
        plain = {name: value for name, value in vars(self.wishes).items() if name != "edition"}
        return {
            "sessions": [str(session.pk) for session in said["sessions"]],
            "references": [session.reference for session in said["sessions"]],
            "wishes": plain,
            "edition": vars(self.edition),
        }
