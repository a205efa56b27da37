"""What came of an action of a plan."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from ..record.forms import DayField
from .models import Followed

LONGEST = 2_000  # characters


class FollowForm(forms.Form):
    came = forms.ChoiceField(
        label="What came of it?", choices=Followed.CAME.items(), widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it", "invalid_choice": "Choose what came of it"},
    )  # fmt: skip
    on = DayField(
        label="Since which day?", help_text="For example 3/5/2026.", max_length=40,
        error_messages={"required": "Enter the day on which it was done, or decided"},
    )  # fmt: skip
    note = forms.CharField(
        label="What helped, or why not?", required=False, max_length=LONGEST, widget=forms.Textarea,
        help_text="Say why when it will not be done.",
        error_messages={"max_length": f"Shorten this to {LONGEST:,} characters or fewer",
                        "null_characters_not_allowed": "This has a character that cannot be kept: type it again"},
    )  # fmt: skip

    def clean_on(self):
        if self.cleaned_data["on"] > date.today():
            raise ValidationError("Give a day that has come")
        return self.cleaned_data["on"]

    def clean(self):
        if self.cleaned_data.get("came") == "dropped" and not self.cleaned_data.get("note", "").strip():
            self.add_error("note", "Say why it will not be done")
        return self.cleaned_data
