"""What is typed to look for words in notes, and to move a note to another child."""

from datetime import date

from django import forms

from ..forms import DayField
from ..queries import asked
from . import marking

LONGEST = 200  # letters looked for
WHOSE = {"mine": "Children I work with", "all": "Every child whose record is open to me"}
NOT_KEPT = "This has a character that cannot be kept: type it again"


class WordsForm(forms.Form):
    """Words, of whose notes, and of which days."""

    words = forms.CharField(
        label="Words in notes", max_length=LONGEST,
        help_text="Every word must stand in the same note. Endings do not matter: “visit” finds “visited”. "
        "What is written of adoptions is not searched.",
        error_messages={
            "required": "Enter a word", "max_length": f"Shorten what you look for to {LONGEST} characters or fewer",
            "null_characters_not_allowed": "Enter a word",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    whose = forms.ChoiceField(
        label="Whose notes?", choices=list(WHOSE.items()), initial="mine", widget=forms.RadioSelect, required=False,
        error_messages={"invalid_choice": "Choose whose notes"},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first"] = DayField(label="From", required=False, max_length=40)
        self.fields["last"] = DayField(label="To", required=False, max_length=40)

    def clean_words(self):
        if not marking.stems(self.cleaned_data["words"]):
            raise forms.ValidationError("Enter a word")
        return self.cleaned_data["words"]

    def clean(self):
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", "To must be the same day as From, or later")
        return self.cleaned_data


class MoveNoteForm(forms.Form):
    """The right child, and why. `asked` holds whom they mean."""

    number = forms.CharField(
        label="The right child’s number, or name and date of birth", max_length=LONGEST,
        help_text="For example 3/5/2014 Ama Okafor. The whole name is needed as the record has it: this is no search.",
        error_messages={
            "required": "Enter the right child’s number, or name and date of birth",
            "null_characters_not_allowed": NOT_KEPT,
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    reason = forms.CharField(
        label="Why does it belong there?", max_length=2_000, widget=forms.Textarea,
        error_messages={
            "required": "Say why it belongs there", "null_characters_not_allowed": NOT_KEPT,
            "max_length": "Shorten this to 2,000 characters or fewer",
        },
    )  # fmt: skip

    def clean_number(self):
        self.asked = asked.read(self.cleaned_data["number"], date.today())
        if not self.asked.numbers and not (self.asked.born_on and len(self.asked.words) > 1):
            raise forms.ValidationError("Enter the child’s number, or given name, family name and date of birth")
        return self.asked.text
