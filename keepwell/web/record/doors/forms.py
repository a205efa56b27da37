"""What is typed to allocate somebody, to close a record to somebody, to open one in an emergency, and to check that."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from ...access.models import Allocation, Emergency, Restriction
from ...staff.models import Team, User
from ...staff.queries import holding_a_role
from ..forms import DayField
from ..queries import asked

# What brings somebody to open a record that is not usually open to them.
WHY = {
    "danger": "The child may be in danger now",
    "worker-away": "The child’s own worker cannot be reached and something cannot wait",
    "asked": "The police, a hospital or another authority asks in an emergency",
}
KEPT_OUT = (
    ("excluded", "They must not open this record"),
    ("conflict", "It is their own family, or another interest"),
)
PARTS = tuple((part.value, part.label) for part in (Allocation.Part.WORKER, Allocation.Part.NAMED))
OF_A_TEAM = "Somebody named may open the record when it is restricted. For a team this does not matter."
STATES = tuple((kind.value, kind.label) for kind in (Restriction.Kind.RESTRICTED, Restriction.Kind.SEALED))

LONGEST = 2_000  # characters of a reason


def _said(missing, **more):
    """A few sentences, which must be there."""
    area = forms.Textarea(attrs={"spellcheck": "true"})
    errors = {
        "required": missing,
        "max_length": f"Shorten this to {LONGEST:,} characters or fewer",
        "null_characters_not_allowed": "This has a character that cannot be kept: type it again",
    }
    return {"max_length": LONGEST, "widget": area, "error_messages": errors, **more}


def _chosen(choices, missing, **more):
    return {"choices": choices, "error_messages": {"required": missing, "invalid_choice": missing}, **more}


class _Whom(forms.Form):
    """`whom` is one of the people, or of the teams, who work here today."""

    def __init__(self, *args, teams=False, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(pk__in=holding_a_role(date.today()))
        self._there = {f"user-{one.pk}": one for one in people}
        self._there |= {f"team-{one.pk}": one for one in Team.objects.all()} if teams else {}
        choices = [("", "Choose"), *((key, _title(one)) for key, one in self._there.items())]
        self.fields["whom"] = forms.ChoiceField(label="Who", **_chosen(choices, "Choose who"))
        self.order_fields(["kind", "whom"])

    def clean_whom(self):
        return self._there[self.cleaned_data["whom"]]


def _title(one):
    if isinstance(one, Team):
        return f"Everybody of {one.name}"
    return f"{one.name}, {one.job_title}" if one.job_title else one.name


class AllocateForm(_Whom):
    prefix = "allocate"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, teams=True, **kwargs)
        self.fields["part"] = forms.ChoiceField(label="As", **_chosen(PARTS, "Choose as what"), help_text=OF_A_TEAM)
        self.fields["from"] = DayField(label="From", max_length=40, error_messages={"required": "Enter the first day"})
        self.fields["to"] = DayField(label="Last day, if it is known", max_length=40, required=False)

    def clean_to(self):
        first, last = self.cleaned_data.get("from"), self.cleaned_data["to"]
        if first and last and first <= last < date.today():
            raise ValidationError("That last day is over: enter today or a later day, or leave it empty")
        return last

    @property
    def wanted(self):
        said = self.cleaned_data
        part = None if isinstance(said["whom"], Team) else said["part"]
        return {"to": said["whom"], "part": part, "starts_on": said["from"], "ends_on": said["to"]}


class ShutForm(_Whom):
    """One person is kept out of this record."""

    prefix = "shut"
    kind = forms.ChoiceField(label="What it is", **_chosen(KEPT_OUT, "Choose what it is", widget=forms.RadioSelect))
    reason = forms.CharField(label="Why", **_said("Say why"))


class StateForm(forms.Form):
    """The whole record is kept from all but a few."""

    prefix = "state"
    kind = forms.ChoiceField(label="What it is", **_chosen(STATES, "Choose what it is", widget=forms.RadioSelect))
    reason = forms.CharField(label="Why", **_said("Say why"))


class ConflictForm(forms.Form):
    prefix = "conflict"
    reason = forms.CharField(label="How you know them", **_said("Say how you know the child or the family"))


class EmergencyForm(forms.Form):
    """`asked` holds whom they look for: a number, or a name with a date of birth."""

    whom = forms.CharField(
        label="The child’s number, or name and date of birth",
        help_text="For example 3/5/2014 Ama Okafor. The whole name is needed as the record has it: this is no search.",
        max_length=asked.LONGEST,
        error_messages={"required": "Enter the child’s number, or name and date of birth"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    why = forms.ChoiceField(
        label="What has happened?", **_chosen(WHY.items(), "Choose what has happened", widget=forms.RadioSelect)
    )
    reason = forms.CharField(label="Say it in a sentence or two", **_said("Say why you need this record now"))

    def clean_whom(self):
        self.asked = asked.read(self.cleaned_data["whom"], date.today())
        if not self.asked.numbers and not (self.asked.born_on and len(self.asked.words) > 1):
            raise ValidationError("Enter the child’s number, or given name, family name and date of birth")
        return self.asked.text

    @property
    def said(self):
        return f"{WHY[self.cleaned_data['why']]}. {self.cleaned_data['reason']}"


class ReviewForm(forms.Form):
    found = forms.ChoiceField(
        label="What did you find?",
        **_chosen(Emergency.Found.choices, "Choose what you found", widget=forms.RadioSelect),
    )
    note = forms.CharField(
        label="What you looked at, and what follows", **_said("Say what you looked at and what follows from it")
    )
