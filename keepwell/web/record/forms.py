"""What a reader types: the text to find a child by, and the kinds and dates of a chronology."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from .queries import asked
from .queries.tellings import KINDS


class FindForm(forms.Form):
    """`asked` holds what was understood, after a valid form."""

    q = forms.CharField(
        label="Name, date of birth or number",
        help_text="Names in any order, as they sound, or as they were. A number can be the council’s own, a UPN or an "
        "NHS number.",
        max_length=asked.LONGEST,
        error_messages={
            "required": "Enter a name, a date of birth or a number",
            "max_length": f"Shorten what you look for to {asked.LONGEST} characters or fewer",
            "null_characters_not_allowed": "Enter a name, a date of birth or a number",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_q(self):
        self.asked = asked.read(self.cleaned_data["q"], date.today())
        if self.asked.impossible:
            raise ValidationError(
                f"{self.asked.impossible[0]} is not a date in any calendar: check day, month and year"
            )
        if self.asked.more_dates:
            raise ValidationError("Look for one date of birth at a time")
        if not self.asked.is_enough:
            raise ValidationError("Enter at least two letters of a name, a date of birth or a number")
        return self.asked.text


class DayField(forms.CharField):
    """A day as people write it: 3/5/2014, 3 May 2014 or 2014-05-03."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        read = asked.read(text, date.today())
        if read.born_on is None or read.words or read.numbers or read.more_dates:
            raise ValidationError(f"{self.label} must be a real date, such as 3/5/2024 or 3 May 2024")
        return read.born_on


class ChronologyForm(forms.Form):
    """Kinds and days to show. Wrong values are errors; the chronology is then shown whole."""

    kind = forms.MultipleChoiceField(
        label="Kinds", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose kinds from the list"},
    )  # fmt: skip

    significant = forms.BooleanField(label="Only what is marked as significant", required=False)

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        # Every kind may be asked for, so that a kept address still works where there is nothing of it.
        self.fields["kind"].choices = KINDS.items()
        self.there = kinds
        for name, label in (("from", "From"), ("to", "To")):
            self.fields[name] = DayField(label=label, required=False, max_length=40, widget=forms.TextInput)

    @property
    def kind_error(self):
        return self.errors["kind"][0] if "kind" in self.errors else None

    def boxes(self):
        """The kinds that there are, as the checkboxes component takes them."""
        chosen = self.data.getlist("kind")
        return [{"value": k, "text": f"{KINDS[k]} ({n})", "checked": k in chosen} for k, n in self.there.items()]

    def clean(self):
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and last < first:
            self.add_error("to", "To must be the same day as From, or later")
        return self.cleaned_data
