"""What is typed in this room: alerts, supervision, moves, answers to approvals, and how one is reminded."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from ..record.forms import DayField
from ..staff.models import User
from ..staff.queries import holding_a_role
from .models import Approval

LONGEST, SHORT = 4_000, 200  # characters of a text, of a line


def _said(missing, most=LONGEST, **more):
    errors = {
        "required": missing,
        "max_length": f"Shorten this to {most:,} characters or fewer",
        "null_characters_not_allowed": "This has a character that cannot be kept: type it again",
    }
    return {"max_length": most, "error_messages": errors, **more}


def _day(missing="", **more):
    return {"max_length": 40, "error_messages": {"required": missing}, "required": bool(missing), **more}


AREA = {"widget": forms.Textarea(attrs={"spellcheck": "true"})}


class _Alert(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.CharField(
            label="What kind of alert", help_text="In two or three words, such as Allergy or Home visits.",
            **_said("Say what kind of alert it is", SHORT),
        )  # fmt: skip
        missing = "Say what everybody must know"
        self.fields["text"] = forms.CharField(label="What everybody must know", **_said(missing), **AREA)
        missing = "Enter the day on which somebody looks at it again"
        self.fields["review_on"] = DayField(
            label="Look at it again on", help_text="For example 3/5/2027.", **_day(missing)
        )

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day <= date.today():
            raise ValidationError("Look at it again on a day after today")
        return day


class AlertForm(_Alert):
    """A warning that belongs at the top of the child's page."""


class AlertReviewForm(_Alert):
    """What somebody decided who looked at an alert again."""

    KEEP, END = "keep", "end"
    decided = forms.ChoiceField(
        label="What did you decide?", widget=forms.RadioSelect,
        choices=((KEEP, "It still holds"), (END, "It no longer holds: end it today")),
        error_messages={"required": "Choose what you decided", "invalid_choice": "Choose what you decided"},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.data.get("decided") == self.END:
            for field in ("kind", "text", "review_on"):
                self.fields[field].required = False

    def clean_review_on(self):
        return None if self.data.get("decided") == self.END else super().clean_review_on()


class _Staff(forms.Form):
    """Fields that name somebody who works here today."""

    def people(self, label, missing, **more):
        there = User.objects.filter(pk__in=holding_a_role(date.today())).order_by("name")
        self._there = {str(one.pk): one for one in there}
        titles = (
            (pk, f"{one.name}, {one.job_title}" if one.job_title else one.name) for pk, one in self._there.items()
        )
        errors = {"required": missing, "invalid_choice": missing}
        return forms.ChoiceField(label=label, choices=[("", "Choose"), *titles], error_messages=errors, **more)

    def person(self, name):
        return self._there.get(self.cleaned_data[name])


class SupervisionForm(_Staff):
    """A note about a child's case in supervision, with up to one action that follows."""

    on = DayField(label="Day of the supervision", **_day("Enter the day of the supervision"))
    text = forms.CharField(label="What you talked about and decided", **_said("Say what you talked about"), **AREA)
    action = forms.CharField(label="What is to be done", required=False, **_said("", SHORT))
    due_on = DayField(label="By when", help_text="For example 3/5/2027.", **_day())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["given_to"] = self.people("Who does it", "Choose who does it", required=False)
        self.order_fields(["on", "text", "action", "given_to", "due_on"])

    def clean_on(self):
        if self.cleaned_data["on"] > date.today():
            raise ValidationError("The supervision cannot be on a day still to come")
        return self.cleaned_data["on"]

    def clean(self):
        said = self.cleaned_data
        if said.get("action") and not said.get("given_to"):
            self.add_error("given_to", "Choose who does it")
        if not said.get("action") and (said.get("given_to") or said.get("due_on")):
            self.add_error("action", "Say what is to be done, or leave who and when empty")
        return said


class MoveForm(_Staff):
    """Several children of one worker get another."""

    def __init__(self, *args, children, without=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["children"] = forms.MultipleChoiceField(
            label="Children", choices=children, widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose at least one child", "invalid_choice": "Choose children from the list"},
        )  # fmt: skip
        self.fields["to"] = self.people("Who works with them from then on", "Choose who works with them")
        if without is not None:
            self.fields["to"].choices = [one for one in self.fields["to"].choices if one[0] != str(without.pk)]
        self.fields["on"] = DayField(label="From", help_text="Their first day with the children, such as 3/5/2027.",
                                     **_day("Enter the first day"))  # fmt: skip
        self.fields["reason"] = forms.CharField(label="Why", **_said("Say why"), **AREA)

    def clean_on(self):
        if self.cleaned_data["on"] < date.today():
            raise ValidationError("The first day cannot be over: enter today or a later day")
        return self.cleaned_data["on"]


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label="Your answer", widget=forms.RadioSelect,
        choices=((Approval.Answer.APPROVED, "Approve it"), (Approval.Answer.RETURNED, "Give it back to be changed")),
        error_messages={"required": "Choose your answer", "invalid_choice": "Choose your answer"},
    )  # fmt: skip
    comment = forms.CharField(label="Comment", required=False, **_said(""), **AREA)

    def clean(self):
        said = self.cleaned_data
        if said.get("answer") == Approval.Answer.RETURNED and not said.get("comment", "").strip():
            self.add_error("comment", "Say what has to be changed before it can be approved")
        return said


class LookForm(forms.Form):
    """What a keeper of the policy found who looked at a source again."""

    said = forms.CharField(
        label="What did you find?", help_text="What stays as it is, and what you changed. Name no child.",
        **_said("Say what you found"), **AREA,
    )  # fmt: skip


class RemindForm(forms.Form):
    by_email = forms.BooleanField(label="Send me an e-mail in the morning when something is overdue or due this week",
                                  required=False)  # fmt: skip
