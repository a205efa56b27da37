"""The Django form of one step: a field for each question that the reader may answer, and how it was written."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from keepwell.clocks.collection import CollectionYear
from keepwell.codes import CODE_SETS

from ..record import givers
from ..record.models import Step
from ..record.row_fields import DayField
from .working_out import CannotTell, work_out

LONG, LINE = 20_000, 200  # characters
FEW = 6  # answers; more of them are a list
TURNS = 30  # of a repeat
TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")
WHY_NOT = "Say why the child is not told yet"


class StepForm(forms.Form):
    """`form` is the Form of keepwell.forms, `questions` those of it that this person may answer.

    first    {question id: first answer}, as answers or as JSON holds them
    siblings [(uid, name)] of those for whom the same may be recorded
    """

    def __init__(self, data=None, *, form, questions, first=None, about=None, siblings=(), died_on=None):
        super().__init__(data)
        self.form, self.questions, self.first, self.died_on = form, questions, first or {}, died_on
        about = about or {}
        for question in questions:
            if question.kind == "repeat":
                self._repeat(question)
            else:
                name = field_name(question)
                self.fields[name] = field_of(question, self.first.get(question.id))
        if form.voice:
            self._voice(about)
        if siblings:
            self.fields["siblings"] = forms.MultipleChoiceField(
                label="Record the same for", required=False, choices=siblings, widget=forms.CheckboxSelectMultiple,
                help_text="Each of them gets a copy of their own, which you check and change before it is saved.",
            )  # fmt: skip
        self.fields["giver"] = forms.ChoiceField(**givers.asked(about.get("giver", "")))
        self.fields["was"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def _voice(self, about):
        self.fields["voice"] = forms.ChoiceField(
            label="How was this written?", choices=Step.VOICE.items(), widget=forms.RadioSelect,
            initial=about.get("voice"), error_messages={"required": "Say how this was written"},
        )  # fmt: skip
        self.fields["child_knows"] = forms.ChoiceField(
            label="Does the child know what is written here?", choices=Step.KNOWN.items(), widget=forms.RadioSelect,
            initial=about.get("child_knows"),
            error_messages={"required": "Say whether the child knows what is written here"},
        )  # fmt: skip
        self.fields["why_not"] = forms.CharField(
            label="If not told yet: why, and when will they be?", required=False, max_length=LINE * 5,
            widget=forms.Textarea, initial=about.get("why_not"),
        )  # fmt: skip
        self.fields["significant"] = forms.BooleanField(
            label="This is a significant event in the child’s life", required=False, initial=about.get("significant")
        )

    def _repeat(self, question):
        """One blank turn more than there are; `more` asks for another."""
        for turn in range(self.turns(question)):
            given = (self.first.get(question.id) or [])[turn : turn + 1]
            for inner in question.questions:
                name = field_name(inner, question, turn)
                self.fields[name] = field_of(inner, given[0].get(inner.id) if given else None, required=False)

    def turns(self, question):
        asked = self.data.get(f"{question.id}-turns", "") if self.is_bound else ""
        if asked.isascii() and asked.isdigit():
            more = self.data.get("more") == question.id
            return min(max(int(asked[:3]), 1) + more, TURNS)
        return min(len(self.first.get(question.id) or []) + 1, TURNS)

    # What was answered ------------------------------------------------------------------------------------------------

    def clean(self):
        self.answers = {}
        for question in self.questions:
            value = self._turns_of(question) if question.kind == "repeat" else self._value(question)
            if not question.asked(self.answers):
                if value not in (None, "", []):
                    self.add_error(
                        field_name(question), f"{question.ask} This is not asked with your answer above: clear one."
                    )
                continue
            self._check(question, value)
            if value not in (None, "", []):
                self.answers[question.id] = value
        try:
            self.answers |= work_out(self.form, self.answers)
        except CannotTell as trouble:
            self.add_error(trouble.question, trouble.sentence)
        if self.cleaned_data.get("child_knows") == "not-yet" and not self.cleaned_data.get("why_not"):
            self.add_error("why_not", WHY_NOT)
        return self.cleaned_data

    def _value(self, question):
        value = self.cleaned_data.get(field_name(question))
        return {"yes": True, "no": False}.get(value) if question.kind == "yes-no" else value

    def _turns_of(self, question):
        found = []
        for turn in range(self.turns(question)):
            given = {one.id: self._inner(one, question, turn) for one in question.questions}
            given = {id: value for id, value in given.items() if value not in (None, "")}
            if given:
                found.append(given)
                for one in question.questions:
                    name = field_name(one, question, turn)
                    if one.required and one.id not in given and name not in self.errors:
                        self.add_error(name, f"{one.ask}: give an answer, or clear the rest of it")
        return found

    def _inner(self, inner, question, turn):
        name = field_name(inner, question, turn)
        value = self.cleaned_data.get(name)
        if inner.past and value and value > date.today():
            self.add_error(name, f"{inner.ask}: {value:%-d %B %Y} has not come yet")
        return {"yes": True, "no": False}.get(value) if inner.kind == "yes-no" else value

    def _check(self, question, value):
        name = field_name(question)
        at = name if question.kind != "repeat" else field_name(question.questions[0], question, 0)
        if question.required and value in (None, "", []) and at not in self.errors:
            self.add_error(at, f"{question.ask}: give an answer")
        elif isinstance(value, date):
            self._check_day(question, name, value)

    def _check_day(self, question, name, day):
        if question.past and day > date.today():
            self.add_error(name, f"{question.ask}: {day:%-d %B %Y} has not come yet")
        if self.died_on and question.past and day > self.died_on:
            self.add_error(name, f"{question.ask}: the child had died on {self.died_on:%-d %B %Y}")
        before = self.answers.get(question.not_before)
        if before and day < before:
            asked = self.form.by_id[question.not_before].ask
            self.add_error(name, f"{question.ask}: this is before {before:%-d %B %Y}, the answer to “{asked}”")

    @property
    def about(self):
        """How it was written, as `stepping.take` asks for it."""
        said = {key: self.cleaned_data.get(key, "") for key in ("voice", "child_knows", "why_not", "significant")}
        return {**said, "giver": givers.chosen(self)}


def field_name(question, inside=None, turn=0):
    """The name of a question's field; of one inside a repeat with its turn."""
    return f"{inside.id}-{turn}-{question.id}" if inside else question.id


def field_of(question, first=None, required=None):
    """The field of a question. None of them is required by itself: the form knows which are asked at all."""
    common = {"label": question.ask, "help_text": question.hint, "required": False}
    make = {"day": _day, "text": _text, "line": _line, "time": _time, "number": _number}.get(question.kind, _choice)
    field = make(question, first, common)
    field.wanted = question.required if required is None else required
    return field


def _day(question, first, common):
    first = date.fromisoformat(first) if isinstance(first, str) and first else first
    return DayField(stands=[first], **common)


def _text(question, first, common):
    said = {"max_length": f"{question.ask}: shorten it to {LONG:,} characters or fewer"}
    return forms.CharField(widget=forms.Textarea, max_length=LONG, initial=first, error_messages=said, **common)


def _line(question, first, common):
    said = {"max_length": f"{question.ask}: shorten it to {LINE} characters or fewer"}
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(max_length=LINE, initial=first, error_messages=said, widget=widget, **common)


def _time(question, first, common):
    return TimeField(initial=first, widget=forms.TextInput(attrs={"autocomplete": "off"}), **common)


def _number(question, first, common):
    most = 999_999 if question.most is None else question.most
    said = f"{question.ask}: write a whole number from 0 to {most:,}"
    return forms.IntegerField(
        min_value=0, max_value=most, initial=first, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": said, "min_value": said, "max_value": said}, **common,
    )  # fmt: skip


def _choice(question, first, common):
    choices = choices_of(question)
    first = {True: "yes", False: "no"}.get(first) if isinstance(first, bool) else first
    wrong = {"invalid_choice": f"{question.ask}: choose one of the list"}
    if question.kind == "choices":
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, initial=first, error_messages=wrong, **common
        )
    few = len(choices) <= FEW
    choices = choices if few else [("", "Choose"), *choices]
    widget = forms.RadioSelect if few else forms.Select
    return forms.ChoiceField(choices=choices, widget=widget, initial=first, error_messages=wrong, **common)


def choices_of(question):
    """[(code, words)] of a question that is answered from a list."""
    if question.kind == "yes-no":
        return [("yes", "Yes"), ("no", "No")]
    if question.codes:
        codes = CODE_SETS[question.codes].for_year(CollectionYear.of(date.today()).year).codes
        return [(code, f"{label} ({code})") for code, label in codes.items()]
    return list(question.choices)


class TimeField(forms.CharField):
    """A time of day, kept as people write it: 14:30."""

    def clean(self, value):
        text = super().clean(value).replace(".", ":")
        if text and not TIME.fullmatch(text):
            raise ValidationError(f"{self.label} Write the time like 14:30.")
        return text
