"""What is typed in this room."""

from django import forms

LONGEST = 1_000  # characters of a reason


class MarkForm(forms.Form):
    """Why an event is significant, or is no longer. `was` is what the person saw."""

    was = forms.ChoiceField(choices=[("1", "significant"), ("0", "not significant")], widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why",
        help_text="One sentence. It stands in the chronology, also when it is printed for a court.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"spellcheck": "true"}),
        error_messages={
            "required": "Say why in one sentence",
            "max_length": f"Shorten this to {LONGEST:,} characters or fewer",
            "null_characters_not_allowed": "This has a character that cannot be kept: type it again",
        },
    )
