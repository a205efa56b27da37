"""What somebody says who looked at two records that may be of the same child."""

from datetime import date

from django import forms

from ..models import Pair
from ..queries import asked

LONGEST = 2_000  # characters of a reason
TWO = [(code, words) for code, words in Pair.SAID.items() if code != "unsure"]


def _said(label, missing):
    errors = {
        "required": missing, "max_length": f"Shorten this to {LONGEST:,} characters or fewer",
        "null_characters_not_allowed": "This has a character that cannot be kept: type it again",
    }  # fmt: skip
    return {"label": label, "max_length": LONGEST, "widget": forms.Textarea, "error_messages": errors}


class SettleForm(forms.Form):
    """They are two children."""

    prefix = "two"
    said = forms.ChoiceField(
        label="Who are they?", choices=TWO, widget=forms.RadioSelect,
        error_messages={"required": "Choose who they are", "invalid_choice": "Choose who they are"},
    )  # fmt: skip


class MergeForm(forms.Form):
    """They are one child. `records`: [(uid, words)] of the two."""

    prefix = "one"
    reason = forms.CharField(**_said("How do you know that they are the same child?", "Say how you know"))
    sure = forms.BooleanField(
        label="I have compared both records, and they are of the same child",
        error_messages={"required": "Compare both records, then tick the box"},
    )

    def __init__(self, data=None, *, records):
        super().__init__(data)
        missing = "Choose which record stays"
        self.fields["keep"] = forms.ChoiceField(
            label="Which record stays?", choices=records, widget=forms.RadioSelect,
            error_messages={"required": missing, "invalid_choice": missing},
        )  # fmt: skip
        self.order_fields(["keep", "reason", "sure"])


class UndoForm(forms.Form):
    """They were two children after all."""

    reason = forms.CharField(**_said("How do you know that they are two children?", "Say how you know"))


class OtherForm(forms.Form):
    """The other record that is meant. `asked` holds whom they mean."""

    number = forms.CharField(
        label="The other record: number, or name and date of birth", max_length=200,
        help_text="For example 3/5/2014 Ama Okafor. The whole name is needed as the record has it: this is no search.",
        error_messages={
            "required": "Enter the number of the other record, or the name and date of birth in it",
            "null_characters_not_allowed": "This has a character that cannot be kept: type it again",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def clean_number(self):
        self.asked = asked.read(self.cleaned_data["number"], date.today())
        if not self.asked.numbers and not (self.asked.born_on and len(self.asked.words) > 1):
            raise forms.ValidationError("Enter a number, or given name, family name and date of birth")
        return self.asked.text
