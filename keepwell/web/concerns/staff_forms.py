"""What is typed about a concern about somebody who works here, and what is decided about it."""

from datetime import date

from django import forms

from ..record.told_forms import PastDay
from .words import STAFF_DECISIONS
from .writing import LineField, NoteField, Watched, chosen


class RaiseStaffForm(forms.Form):
    about = LineField(label="Who is it about?", missing="Say who it is about")
    where = LineField(label="Where was it?")
    seen = NoteField(
        label="What you saw or heard", missing="Say what you saw or heard",
        help_text="Only what happened. It need not be much.",
    )  # fmt: skip
    others = LineField(label="Who else saw or heard it?")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDay(label="On which day was it?")
        self.order_fields(["about", "on"])


class DecideStaffForm(Watched):
    harm = forms.BooleanField(
        label="It may have reached the threshold of harm: a child was or may have been harmed, a possible crime "
        "against a child, or behaviour that shows the person may not be suitable to work with children",
        required=False,
    )  # fmt: skip
    officer_told_on = LineField(
        label="On which day was the designated officer told?", longest=40,
        help_text="For example 3/11/2026. Leave it empty if not.",
    )  # fmt: skip
    decision = forms.ChoiceField(
        **chosen("What do you decide?", STAFF_DECISIONS.items(), "Choose what you decide", radios=True)
    )
    reason = NoteField(label="Why?", missing="Give the reason: it is kept with every decision")
    told = NoteField(label="What was said to the person and to others", longest=5000)

    def clean_officer_told_on(self):
        from ..record.forms import DayField

        day = DayField(label="The day the officer was told", required=False, max_length=40).clean(
            self.cleaned_data["officer_told_on"]
        )
        if day and day > date.today():
            raise forms.ValidationError("The day the officer was told must be today or earlier")
        return day.isoformat() if day else ""

    def clean_harm(self):
        return "on" if self.cleaned_data["harm"] else ""
