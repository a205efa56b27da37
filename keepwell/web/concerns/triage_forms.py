"""What the lead types: whom a concern is about, the decision and why, what is to be done, words mended."""

from django import forms
from django.core.exceptions import ValidationError

from ..record.row_fields import DayField
from .words import CATEGORIES, DECISIONS, IN_FILE, PARTS
from .writing import LineField, NoteField, Watched, chosen

WHY_ALWAYS = "Give the reason: it is kept with every decision, also not to refer"


class SettleForm(forms.Form):
    """children: {uid as text: words} among whom to choose."""

    def __init__(self, data=None, *, children):
        super().__init__(data)
        self.fields["child"] = forms.ChoiceField(
            **chosen("Which child is it?", children.items(), "Choose which child it is", radios=True)
        )


class SeekForm(forms.Form):
    """Another name to look for."""

    q = LineField(label="Look for another name, date of birth or number", required=False)


class DecideForm(Watched):
    category = forms.ChoiceField(**chosen("What kind of concern is it?", CATEGORIES.items(), "Choose what kind it is"))
    decision = forms.ChoiceField(
        **chosen("What do you decide?", DECISIONS.items(), "Choose what you decide", radios=True)
    )
    reason = NoteField(
        label="Why?", missing=WHY_ALWAYS,
        help_text="What you weighed, also why you do not refer. It is kept with the decision.",
    )  # fmt: skip
    feedback = NoteField(
        label="What does the person who raised it hear?", longest=2000,
        help_text="They read this. Say that it was right to write it down, and nothing that is private to the child.",
    )  # fmt: skip


class FileForm(Watched):
    """Does the note belong in the child's file?"""

    in_file = forms.ChoiceField(
        **chosen("Does it belong in the child’s file?", IN_FILE.items(), "Choose whether it belongs there", radios=True)
    )
    why = NoteField(
        label="Why does it belong there, or why not?", longest=2000,
        missing="Give the reason: nothing goes into a child’s file without one",
        help_text="What it says about the child that others who help them must know, or why it says nothing of that.",
    )  # fmt: skip


class DoingForm(forms.Form):
    """owners: {key: words} of those who may read it."""

    def __init__(self, data=None, *, owners):
        super().__init__(data)
        self.fields["what"] = NoteField(label="What is to be done?", missing="Say what is to be done", longest=2000)
        self.fields["owner"] = forms.ChoiceField(**chosen("By whom?", owners.items(), "Choose who does it"))
        self.fields["due_on"] = DayField(label="By which day?", stands=[None])

    def clean_due_on(self):
        if self.cleaned_data["due_on"] is None:
            raise ValidationError("Give the day by which it is to be done")
        return self.cleaned_data["due_on"]


class LinkForm(forms.Form):
    """Somebody of the note is a child of the record. children: {uid as text: words} among whom to choose."""

    def __init__(self, data=None, *, children, said=None):
        super().__init__(data, initial=said)
        self.fields["child"] = forms.ChoiceField(
            **chosen("Which child is it?", children.items(), "Choose which child it is", radios=True)
        )
        self.fields["part"] = forms.ChoiceField(**chosen("Which part?", PARTS.items(), "Choose their part"))
        self.fields["words"] = NoteField(
            label="What their own record says", missing="Say what their own record is to say", longest=2000,
            help_text="This alone stands on their record. Name no other child in it.",
        )  # fmt: skip
        self.fields["why"] = NoteField(
            label="Why does their own record need to say it?", missing="Give the reason why their record needs it",
            longest=2000, help_text="It stands on their record too.",
        )  # fmt: skip


class MendForm(Watched):
    """The words of a note. What it said before stays in its versions."""

    child_words = NoteField(label="The child’s own words")
    seen = NoteField(label="What was seen or heard")
    opinion = NoteField(label="What the person who raised it thinks about it")
    where = LineField(label="Where")
