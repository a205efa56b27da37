"""What is typed about a pupil's school life. Each form's `wanted` is what its action takes."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from keepwell.attendance.files import LARGEST
from keepwell.attendance.register import Session
from keepwell.codes.attendance import CODES

from ..record.row_fields import DayField
from .models import HALVES, Exclusion, PlanStage
from .reasons import REASONS

LONG, SHORT = 4_000, 200  # characters
PART = 40_000  # characters of a part of an education, health and care plan
TARGETS = tuple((n, f"what_{n}", f"owner_{n}", f"by_{n}") for n in (1, 2, 3, 4))  # the boxes of each target


class PastDay(DayField):
    """A day that has come."""

    def __init__(self, *, label, required=True, **rest):
        super().__init__(stands=[None], label=label, required=required, **rest)

    def clean(self, value):
        day = super().clean(value)
        if day is None and self.required:
            raise ValidationError(f"{self.label}: give the day, such as 27 3 2026")
        if day and day > date.today():
            raise ValidationError(f"{self.label} must be today or earlier")
        return day


class AnyDay(DayField):
    """A day that may lie ahead."""

    def __init__(self, *, label, required=False, **rest):
        super().__init__(stands=[None], label=label, required=required, **rest)

    def clean(self, value):
        day = super().clean(value)
        if day is None and self.required:
            raise ValidationError(f"{self.label}: give the day, such as 27 3 2026")
        return day


def _area(label, longest=LONG, **more):
    errors = {
        "required": f"{label}: write something here",
        "max_length": f"{label}: shorten it to {longest:,} characters or fewer",
        "null_characters_not_allowed": f"{label}: it has a character that cannot be kept; type it again",
    }
    return {"label": label, "max_length": longest, "error_messages": errors, **more}


def _one_of(label, choices, missing, **more):
    errors = {"required": missing, "invalid_choice": missing}
    return {"label": label, "choices": list(choices), "error_messages": errors, **more}


class RegisterFileForm(forms.Form):
    file = forms.FileField(
        label="Register file",
        help_text="CSV or .xlsx, with headings. A row a pupil and day: pupil number, date, AM, PM. Or a row a pupil "
        "and week: pupil number, week beginning, and the marks in one column or a column a session.",
        error_messages={
            "required": "Choose the register file",
            "empty": "The file is empty: export the register again",
            "missing": "Choose the register file",
        },
    )

    def clean_file(self):
        if self.cleaned_data["file"].size > LARGEST:
            raise ValidationError("The file is larger than 50 MB: export one year, or one term, at a time")
        return self.cleaned_data["file"]


class AmendForm(forms.Form):
    """One mark is put right."""

    half = forms.TypedChoiceField(**_one_of("Session", HALVES, "Choose morning or afternoon"), coerce=int,
                                  widget=forms.RadioSelect)  # fmt: skip
    code = forms.ChoiceField(
        **_one_of("Mark", [("", "Choose"), *((c, f"{c}  {one.words}") for c, one in CODES.items())], "Choose the mark")
    )
    reason = forms.CharField(**_area("Why is it amended?", SHORT))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDay(label="Day")
        self.order_fields(["on", "half", "code", "reason"])

    def clean(self):
        said = super().clean()
        if said.get("code") in ("/", "\\") and "half" in said:  # both say present; the session says which it is
            said["code"] = "/\\"[said["half"]]
        return said

    @property
    def wanted(self):
        said = self.cleaned_data
        return {"session": Session(said["on"], said["half"]), "code": said["code"], "reason": said["reason"]}


class ExclusionForm(forms.Form):
    kind = forms.ChoiceField(**_one_of("What is it?", Exclusion.KINDS.items(), "Choose what it is"),
                             widget=forms.RadioSelect)  # fmt: skip
    sessions = forms.IntegerField(
        label="Sessions", required=False, min_value=1, max_value=90,
        help_text="Half days. No pupil may be suspended for more than 45 school days in one school year.",
        error_messages={
            "invalid": "Sessions must be a whole number, such as 4", "min_value": "Sessions must be 1 or more",
            "max_value": "Sessions must be 90 or fewer: more than 45 school days in a year are not allowed",
        },
    )  # fmt: skip
    reasons = forms.MultipleChoiceField(**_one_of("Reasons", REASONS.items(), "Choose one reason or more"),
                                        widget=forms.CheckboxSelectMultiple)  # fmt: skip
    note = forms.CharField(**_area("What happened, and what the pupil says of it"), required=False,
                           widget=forms.Textarea)  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"] = PastDay(label="First day")
        self.fields["ends_on"] = AnyDay(label="Last day")
        self.fields["returned_on"] = PastDay(label="Back at school on", required=False)
        self.fields["told_parents_on"] = PastDay(label="Parents told on", required=False)
        self.fields["told_council_on"] = PastDay(label="Council told on", required=False)
        self.fields["told_worker_on"] = PastDay(label="Social worker told on", required=False)
        self.fields["told_virtual_head_on"] = PastDay(label="Virtual school head told on", required=False)

    def clean(self):
        said = super().clean()
        first, last, back = said.get("starts_on"), said.get("ends_on"), said.get("returned_on")
        if said.get("kind") == "permanent" and last:
            self.add_error("ends_on", "A permanent exclusion has no last day: leave it empty, or choose a suspension")
        if first and last and last < first:
            self.add_error("ends_on", "The last day is before the first")
        if first and back and back < first:
            self.add_error("returned_on", "The day back at school is before the first day")
        return said

    @property
    def wanted(self):
        return self.cleaned_data


class StageForm(forms.Form):
    stage = forms.ChoiceField(**_one_of("What was done?", [("", "Choose"), *PlanStage.STAGES.items()],
                                        "Choose what was done"))  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDay(label="On which day?")

    @property
    def wanted(self):
        return self.cleaned_data


class PartForm(forms.Form):
    """One part of an education, health and care plan; `seen` says which version of it the writer had before them."""

    words = forms.CharField(**_area("What this part says", PART), required=False, widget=forms.Textarea)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class PlanForm(forms.Form):
    """The personal education plan of a term."""

    view = forms.CharField(**_area("What the pupil says, in their own words"), required=False, widget=forms.Textarea,
                           help_text="As they said it. Do not tidy it up.")  # fmt: skip
    attendance = forms.CharField(**_area("Attendance this term"), required=False, widget=forms.Textarea)
    attainment = forms.CharField(**_area("Progress and attainment"), required=False, widget=forms.Textarea)
    premium = forms.CharField(**_area("What pupil premium plus is used for"), required=False, widget=forms.Textarea)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting_on"] = PastDay(label="Meeting held on", required=False)
        for n, what, owner, by in TARGETS:
            self.fields[what] = forms.CharField(**_area(f"Target {n}", SHORT), required=False)
            self.fields[owner] = forms.CharField(**_area(f"Who sees to target {n}", SHORT), required=False)
            self.fields[by] = AnyDay(label=f"Target {n} by")
        self.sending = "send" in self.data

    def clean(self):
        said = super().clean()
        if self.sending:
            for n, what, owner, by in TARGETS:
                if said.get(what):
                    self._whole(n, owner, by, said)
            self._enough(said)
        return said

    def _whole(self, n, owner, by, said):
        if not said.get(owner):
            self.add_error(owner, f"Target {n} needs somebody who sees to it")
        if not said.get(by) and by not in self.errors:
            self.add_error(by, f"Target {n} needs a day")

    def _enough(self, said):
        if not said.get("meeting_on") and "meeting_on" not in self.errors:
            self.add_error("meeting_on", "Give the day of the meeting before you send the plan")
        if not said.get("view"):
            self.add_error("view", "Write down what the pupil says before you send the plan")
        if not any(said.get(what) for _, what, _, _ in TARGETS):
            self.add_error("what_1", "Give at least one target before you send the plan")

    @property
    def rows(self):
        """The fields of each target together, for the page."""
        return [(n, self[what], self[owner], self[by]) for n, what, owner, by in TARGETS]

    @property
    def wanted(self):
        said = self.cleaned_data
        targets = [
            {"what": said[what], "owner": said[owner], "by": said[by].isoformat() if said[by] else ""}
            for _, what, owner, by in TARGETS if said[what] or said[owner]
        ]  # fmt: skip
        words = {name: said[name] for name in ("view", "attendance", "attainment", "premium")}
        return {"meeting_on": said["meeting_on"], "words": {**words, "targets": targets}}


def given_in(plan, words):
    """What the form of an existing plan begins with."""
    found = {
        "meeting_on": plan.meeting_on,
        **{n: words.get(n, "") for n in ("view", "attendance", "attainment", "premium")},
    }
    for (_, what, owner, by), target in zip(TARGETS, words.get("targets", []), strict=False):
        day = date.fromisoformat(target["by"]) if target["by"] else None
        found |= {what: target["what"], owner: target["owner"], by: day}
    return found


class DecideForm(forms.Form):
    """The virtual school approves a plan, or returns it."""

    decision = forms.ChoiceField(
        **_one_of(
            "Decision", [("approved", "Approve it"), ("returned", "Return it to be mended")], "Choose a decision"
        ),
        widget=forms.RadioSelect,
    )
    why = forms.CharField(**_area("What is good, and what is to be mended"), widget=forms.Textarea)

    @property
    def wanted(self):
        return self.cleaned_data


class LeavingForm(forms.Form):
    school = forms.CharField(**_area("School they leave", SHORT))
    destination = forms.CharField(
        **_area("Where to", SHORT), required=False, help_text="The new school and its number, or why there is none yet."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leaves_on"] = AnyDay(label="Last day on the roll", required=True)
        self.fields["starts_on"] = AnyDay(label="First day at the new school")
        self.fields["council_told_on"] = PastDay(label="Council told on", required=False)
        self.fields["file_sent_on"] = PastDay(label="Common transfer file sent on", required=False)
        self.fields["protection_file_sent_on"] = PastDay(label="Child protection file sent on", required=False)
        self.order_fields(["school", "leaves_on", "destination", "starts_on"])

    def clean(self):
        said = super().clean()
        leaves, starts = said.get("leaves_on"), said.get("starts_on")
        if leaves and starts and starts < leaves:
            self.add_error("starts_on", "The first day at the new school is before the last day here")
        return said

    @property
    def wanted(self):
        return self.cleaned_data
