"""What is written down when somebody was told about the record, agreed or refused, or changed their mind."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from keepwell.clocks.ages import age_on

from .models import Consent, Told
from .row_fields import DayField

GROWN_UP = 18  # years: from then on nobody else decides for them (Children Act 1989, section 105)
# People of whom the record has no name.
UNNAMED = {
    "parent": "A parent not named in this record",
    "carer": "A carer not named in this record",
    "other": "Somebody else not named in this record",
}
# Who decides for a child who does not yet understand has parental responsibility (Children Act 1989, section 3).
# Parents may be asked while that is not recorded; anybody else, carers among them, only where it is.
PARENTS = ("mother", "father", "parent")
UNNAMED_PARENT = {"parent": "Somebody with parental responsibility, not named in this record"}


class PastDay(DayField):
    """A day that has come."""

    def __init__(self, **rest):
        super().__init__(stands=[date.today()], **rest)

    def clean(self, value):
        day = super().clean(value)
        if day is None and self.required:
            raise ValidationError(f"{self.label}: give the day, such as 27 3 2026")
        if day and day > date.today():
            raise ValidationError(f"{self.label} must be today or earlier")
        return day


class LaterDay(DayField):
    """A day that may be left out."""

    def __init__(self, **rest):
        super().__init__(stands=[None], required=False, **rest)


def _one_of(label, choices, missing, **more):
    return forms.ChoiceField(
        label=label, choices=list(choices), widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing}, **more,
    )  # fmt: skip


class TellForm(forms.Form):
    """versions: {key: a notice that can be chosen}; people: as `queries.told.around`; questions: by their field."""

    def __init__(self, data=None, *, versions, people, questions):
        super().__init__(data)
        self.versions, self.people, self.questions = versions, people, questions
        self.fields["whom"] = _whom(people, "Who was told?", "Choose who was told", UNNAMED)
        self.fields["notice"] = _one_of(
            "From which notice?", [(key, one.words) for key, one in versions.items()], "Choose the notice"
        )
        self.fields["explained"] = forms.MultipleChoiceField(
            label="Which choices did you go through with them? (optional)", required=False,
            choices=[(one.fact, one.title) for one in questions.values()], widget=forms.CheckboxSelectMultiple,
            help_text="What stands beside each question is kept as it is in that notice.",
            error_messages={"invalid_choice": "Choose from the list"},
        )  # fmt: skip
        self.fields["how"] = _one_of("How?", Told.HOW.items(), "Choose how they were told")
        self.fields["on"] = PastDay(label="On which day?")

    def clean(self):
        told = self.cleaned_data
        version, on = self.versions.get(told.get("notice")), told.get("on")
        if version and on and on < version.valid_from:
            since = f"{version.valid_from:%-d %B %Y}"
            self.add_error("on", f"That notice is in force from {since}: choose another notice, or correct the day")
        if version and (strange := [fact for fact in told.get("explained", ()) if fact not in version.facts]):
            titles = ", ".join(self.questions[fact].title for fact in strange)
            self.add_error("explained", f"That notice does not have: {titles}")
        return told

    @property
    def wanted(self):
        """What `telling.tell` takes besides the notice."""
        told = self.cleaned_data
        relation, person = _relation(self.people, told["whom"])
        return {"relation": relation, "person": person, "how": told["how"], "on": told["on"],
                "explained": told["explained"]}  # fmt: skip


class ConsentForm(forms.Form):
    """asked: {what: its title} of the policy; people: as `queries.told.around`; born_on: of the child, or None."""

    def __init__(self, data=None, *, asked, people, born_on):
        super().__init__(data)
        self.people = {key: one for key, one in people.items() if one[0] in PARENTS or one[3]}
        self.asked, self.born_on = asked, born_on
        self.fields["about"] = _one_of("What is it about?", asked.items(), "Choose what it is about")
        self.fields["answer"] = _one_of("What did they say?", Consent.ANSWERS.items(), "Choose what they said")
        self.fields["whom"] = _whom(self.people, "Who said it?", "Choose who said it", UNNAMED_PARENT)
        self.fields["capacity"] = _one_of(
            "Does the child understand what it means?", Consent.CAPACITY.items(),
            "Choose whether the child understands",
            help_text="A child who understands decides, whatever their age. Being a carer gives nobody the right to.",
        )  # fmt: skip
        self.fields["how"] = _one_of("How did they say it?", Consent.HOW.items(), "Choose how they said it")
        self.fields["evidence"] = forms.CharField(
            label="Where is that written down?", required=False, max_length=200,
            help_text="For example the number of a form, or the day of the note about it.",
            error_messages={"max_length": "Shorten where it is written down to 200 characters or fewer"},
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip
        self.fields["on"] = PastDay(label="On which day?")
        self.fields["ends_on"] = LaterDay(label="Until which day does it hold?",
                                          help_text="Leave this empty if they gave no end.")  # fmt: skip

    def clean(self):
        said = self.cleaned_data
        who, capacity = said.get("whom"), said.get("capacity")
        if who and capacity and (wrong := self._wrong(who, capacity, said.get("on"))):
            self.add_error("capacity", wrong)
        if said.get("ends_on") and said.get("on") and said["ends_on"] < said["on"]:
            self.add_error("ends_on", "It cannot end before the day on which they said it")
        return said

    def _wrong(self, whom, capacity, on):
        """Why this person cannot decide in this way, or ''."""
        if whom == "child":
            return "" if capacity == "understands" else "The child said it, so choose that the child understands"
        if self.born_on and age_on(self.born_on, on or date.today()) >= GROWN_UP:
            return f"They are {GROWN_UP} or older, so nobody else decides for them"
        if capacity == "understands":
            return "The child decides, so choose the child as the one who said it"
        if capacity == "not-yet" and whom in self.people and self.people[whom][3] is False:
            return "This person is recorded as having no parental responsibility, so they cannot decide for the child"
        return ""

    @property
    def wanted(self):
        """What `consenting.answer` takes."""
        said = self.cleaned_data
        relation, person = _relation(self.people, said["whom"])
        return {"relation": relation, "person": person, "title": self.asked[said["about"]]} | {
            name: said[name] for name in ("about", "answer", "capacity", "how", "evidence", "on", "ends_on")
        }


class WithdrawForm(forms.Form):
    """Why they changed their mind, if they want to say so: nobody has to."""

    why = forms.CharField(
        label="Why, if they want to say", required=False, max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": "Shorten why to 500 characters or fewer"},
    )  # fmt: skip


def _whom(people, label, missing, unnamed):
    named = [(key, one[2]) for key, one in people.items()]
    return _one_of(label, [("child", "The child"), *named, *unnamed.items()], missing)


def _relation(people, key):
    """(relation, person id or None) of a choice."""
    return people[key][:2] if key in people else (key, None)
