"""What is written into a life story: a title, words, when it was, whose words, a picture."""

from django import forms
from django.core.exceptions import ValidationError

from .. import files
from ..models import LifeStoryEntry
from ..models.lifestory import OLDEST
from ..row_fields import DayField
from ..told_forms import PastDay

PICTURES = (files.JPEG.media_type, files.PNG.media_type)
LONGEST_TITLE, LONGEST_WORDS, LONGEST_SHOWS = 120, 20_000, 300


class OptionalPastDay(PastDay):
    """A day that has come, or none."""

    def __init__(self, **rest):
        DayField.__init__(self, stands=[None], required=False, **rest)


class EntryForm(forms.Form):
    """`media`, after a valid form: (media type, content) of the picture as it is kept, or None."""

    whose = forms.ChoiceField(
        label="Whose words are these?", choices=LifeStoryEntry.WHOSE.items(), widget=forms.RadioSelect,
        error_messages={"required": "Choose whose words these are", "invalid_choice": "Choose whose words these are"},
    )  # fmt: skip
    title = forms.CharField(
        label="Title", max_length=LONGEST_TITLE, help_text="A few words, as in a photo album: My first day at school.",
        error_messages={
            "required": "Give it a title", "max_length": f"Shorten the title to {LONGEST_TITLE} characters or fewer",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    words = forms.CharField(
        label="What happened", max_length=LONGEST_WORDS, widget=forms.Textarea,
        help_text="Write to the child: you. If the child says it, write it as they say it.",
        error_messages={
            "required": "Write what happened",
            "max_length": f"Shorten what happened to {LONGEST_WORDS:,} characters or fewer",
        },
    )  # fmt: skip
    age = forms.IntegerField(
        label="Or how old was the child?", required=False, min_value=0, max_value=OLDEST,
        help_text="In years. Leave it empty when you gave the day.",
        error_messages={
            "invalid": "How old the child was must be a whole number of years, such as 4",
            "min_value": f"How old the child was must be 0 to {OLDEST}",
            "max_value": f"How old the child was must be 0 to {OLDEST}",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    picture = forms.FileField(
        label="Picture", required=False, allow_empty_file=True,
        help_text=f"A JPEG or PNG of up to {files.LARGEST // 1024**2} MB. Where and when it was taken is "
        "removed from it.",
    )  # fmt: skip
    shows = forms.CharField(
        label="What is to be seen in the picture?", required=False, max_length=LONGEST_SHOWS,
        help_text="For somebody who cannot see it.",
        error_messages={"max_length": f"Shorten what is to be seen to {LONGEST_SHOWS} characters or fewer"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    field_order = ["whose", "title", "words", "on", "age", "picture", "shows"]
    media = None

    def __init__(self, *given, **rest):
        super().__init__(*given, **rest)
        self.fields["on"] = OptionalPastDay(
            label="On which day was it?", help_text="Leave day, month and year empty when nobody knows."
        )
        self.order_fields(self.field_order)

    def clean_picture(self):
        given = self.cleaned_data["picture"]
        if not given:
            return None
        try:
            handed = files.read(given)
        except files.FileError as trouble:
            raise ValidationError(str(trouble)) from None
        if handed.media_type not in PICTURES:
            raise ValidationError(f"{handed.name} is no picture that can be shown: choose a JPEG or PNG.")
        self.media = (handed.media_type, handed.content)
        return given

    def clean(self):
        said = self.cleaned_data
        if said.get("on") and said.get("age") is not None:
            self.add_error("age", "Give the day or the age, not both")
        if said.get("picture") and not said.get("shows"):
            self.add_error("shows", "Say what is to be seen in the picture, and choose the picture again")
        elif self.errors and said.get("picture"):
            self.add_error("picture", "Choose the picture again: a browser does not keep it")
        return said

    @property
    def wanted(self):
        """What the actions take."""
        said = self.cleaned_data
        shown = (*self.media, said["shows"]) if self.media else None
        return {name: said[name] for name in ("whose", "title", "words", "on", "age")} | {"picture": shown}
