"""The form of one row of the record: a field for each column of the return, in its words, and why it is changed."""

from django import forms
from django.core import signing

from . import givers
from .actions.correcting import REFUSED, plain
from .row_fields import NOTHING, PREFERS_NOT, CodeField, DayField, FlagField, field_of

SALT = "keepwell.record.correct"


class RowForm(forms.Form):
    """`kind` with the `columns` of it that the reader may change; `facts` are those of the row, empty for a new one.

    asked: the Asking of the row, what the policy says beside each column and what stands refused.
    """

    def __init__(self, data=None, *, kind, columns, facts, year, asked, parents=None):
        super().__init__(data)
        self.kind, self.columns, self.facts, self.asked = kind, columns, facts, asked
        if parents is not None:
            self.fields["parent"] = _parent(parents)
        saw = self.was if data else None
        for column in columns:
            fact = kind.fact(column)
            # What stands is never refused, nor what stood when the person began.
            stands = [facts.get(fact), (saw or {}).get(fact)]
            self.fields[column.name] = field_of(column, kind.collection, stands, year, asked.codes(column))
            if asked.takes_refusal(column):
                self.fields[declined(column)] = forms.BooleanField(
                    label=PREFERS_NOT, required=False, initial=asked.item(column) in asked.refused
                )
        self.fields["reason"] = _reason()
        self.fields["giver"] = forms.ChoiceField(**givers.asked())
        self.fields["was"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial["was"] = sealed(kind, columns, facts, asked.refused)

    def clean(self):
        """Who would not say it gave no answer; and who does not want to be asked is not asked."""
        for column in self.columns:
            typed = self.cleaned_data.get(column.name)
            if typed and self.cleaned_data.get(declined(column)):
                said = f"{column.label}: choose either an answer or “{PREFERS_NOT}”, not both"
                self.add_error(column.name, said)
            elif typed and column.name in self.asked.unwanted and self._is_new(column, typed):
                self.add_error(column.name, f"{column.label}: {self.asked.unwanted[column.name]}")
        return self.cleaned_data

    def _is_new(self, column, typed):
        stands = self.facts.get(self.kind.fact(column))
        return not _same(typed, plain(stands)) and typed not in self.asked.codes(column)

    @property
    def refusals(self):
        """{column of the return: (question, would they not say it?)}, for those that take it."""
        taken = [column for column in self.columns if self.asked.takes_refusal(column)]
        return {self.asked.item(c): (self.asked.question(c).fact, self.cleaned_data[declined(c)]) for c in taken}

    @property
    def wanted(self):
        """The facts as typed, by name."""
        return {self.kind.fact(column): self.cleaned_data[column.name] for column in self.columns}

    @property
    def was(self):
        """The facts as the person saw them, {name: plain value}; None when the page does not say."""
        return unsealed(self.data.get("was", ""))

    def again(self, others):
        """The same form over the row as it is now: what was typed stays, what was not touched is as others made it.

        others: the facts that somebody else changed meanwhile. The columns of those are returned.
        """
        data, saw = self.data.copy(), self.was or {}
        changed = [column for column in self.columns if self.kind.fact(column) in others]
        for column in changed:
            fact = self.kind.fact(column)
            if column.name in self.cleaned_data and _same(self.cleaned_data[column.name], saw.get(fact)):
                _write(data, self.fields[column.name], column.name, others[fact])
        now = self.facts | {fact: value for fact, value in others.items() if fact != REFUSED}
        if REFUSED in others:
            self.asked = self.asked.with_refused(others[REFUSED])
            self._tick(data, saw.get(REFUSED, ()))
        data["was"] = sealed(self.kind, self.columns, now, self.asked.refused)
        self.data, self.facts = data, now
        return changed

    def _tick(self, data, saw):
        """What the person did not touch of the refusals is as others made it."""
        for column in filter(self.asked.takes_refusal, self.columns):
            name, item = declined(column), self.asked.item(column)
            if bool(self.cleaned_data.get(name)) == (item in saw):
                data.pop(name, None)
                if item in self.asked.refused:
                    data[name] = "on"


def _same(typed, saw):
    """A missing text and an empty one are the same."""
    return (None if typed == "" else plain(typed)) == (None if saw == "" else saw)


def declined(column):
    """The name of the box by which somebody would not say a column."""
    return f"{column.name}_declined"


def sealed(kind, columns, facts, refused=()):
    """The facts that a form shows and what stands refused, signed, so that a change meanwhile is noticed."""
    shown = {kind.fact(c): plain(facts.get(kind.fact(c))) for c in columns}
    return signing.dumps(shown | {REFUSED: sorted(refused)}, salt=SALT, compress=True)


def unsealed(text):
    try:
        return signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None


class ReasonForm(forms.Form):
    """Why a row is removed."""

    def __init__(self, data=None, *, was=""):
        super().__init__(data, initial={"was": was})
        self.fields["reason"] = _reason("Why is this removed?")
        self.fields["giver"] = forms.ChoiceField(**givers.asked())
        self.fields["was"] = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def was(self):
        return unsealed(self.data.get("was", ""))


def _reason(label="Why is this changed?"):
    return forms.CharField(
        label=label, max_length=2000, widget=forms.Textarea,
        help_text="Say how you know, for example which letter or which meeting. It is kept with the change.",
        error_messages={
            "required": f"Say why: “{label}” must have an answer",
            "max_length": "Shorten the reason to 2,000 characters or fewer",
        },
    )  # fmt: skip


def _parent(parents):
    """Which row a new one hangs on: [(key, words)]."""
    field = forms.ChoiceField(
        label="Part of which?", choices=[(str(key), said) for key, said in parents], widget=forms.RadioSelect,
        error_messages={"required": "Choose which it is part of", "invalid_choice": "Choose which it is part of"},
    )  # fmt: skip
    if len(parents) == 1:
        field.initial = str(parents[0][0])
    return field


def _write(data, field, name, value):
    """Put a value into what was sent, as its boxes would have sent it."""
    if isinstance(field, DayField):
        for part in ("day", "month", "year"):
            data[f"{name}_{part}"] = str(getattr(value, part)) if value else ""
    elif isinstance(field, FlagField):
        data[name] = NOTHING if value is None else "1" if value else "0"
    else:
        data[name] = NOTHING if isinstance(field, CodeField) and not value else str("" if value is None else value)
