"""The form of one row of the record: a field for each column of the return, in its words, and why it is changed."""

import re
from datetime import date

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from keepwell.codes import CODE_SETS
from keepwell.returns.kinds import PARTIAL

from .actions.correcting import REFUSED, plain
from .kinds import NOT_RECORDED
from .queries.asked import MONTHS

NOTHING = "-"  # the value of "Not recorded" among radios: theirs may not be empty
PREFERS_NOT = "Prefers not to say"
RADIOS = 5  # codes; more of them are a list
LONGEST = 100
SALT = "keepwell.record.correct"
YEARS = range(1900, 2101)
WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
UPPER = ("text", "code", "postcode", "partial date")


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
            self.fields[column.name] = _field(column, kind.collection, stands, year, asked.codes(column))
            if asked.takes_refusal(column):
                self.fields[declined(column)] = forms.BooleanField(
                    label=PREFERS_NOT, required=False, initial=asked.item(column) in asked.refused
                )
        self.fields["reason"] = _reason()
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


# The fields of the columns


def _field(column, collection, stands, year, refusals=()):
    """The field of a column; the first of `stands` is its value, `refusals` the codes that say: would not tell."""
    codes = CODE_SETS.get(column.codes) if column.codes else None
    common = {"label": column.label or column.name, "help_text": column.name, "required": False}
    if column.kind == "date":
        return DayField(stands=stands, **common)
    if column.kind == "flag":
        return FlagField(standing=stands[0], **common)
    if column.kind == "code" and codes and codes.closed and codes.codes:
        return CodeField(codes=codes.for_year(year), stands=stands, refusals=refusals, **common)
    kind = WholeField if column.kind == "integer" else PartialField if column.kind == "partial date" else LineField
    return kind(stands=stands, upper=collection == "ssda903" and column.kind in UPPER, **common)


class DayWidget(forms.SelectDateWidget):
    """Three boxes: day, month, year."""

    def value_from_datadict(self, data, files, name):
        parts = tuple((data.get(f"{name}_{part}") or "").strip() for part in ("day", "month", "year"))
        return parts if any(parts) else None


class DayField(forms.Field):
    """A day in three parts. The one that stands is never refused, however odd it is."""

    widget = DayWidget

    def __init__(self, *, stands, **rest):
        super().__init__(initial=stands[0], **rest)
        self.stands = [plain(value) for value in stands]

    def clean(self, value):
        if value is None:
            return None
        day, month, year = value
        missing = [name for name, part in (("day", day), ("month", month), ("year", year)) if not part]
        if missing:
            raise ValidationError(f"{self.label} must have a {' and a '.join(missing)}")
        if not re.fullmatch(r"[0-9]{4}", year):
            raise ValidationError(f"{self.label}: write the year with four figures, such as 2026")
        found = self._day(day, month, year)
        if found is None or (found.year not in YEARS and plain(found) not in self.stands):
            raise ValidationError(f"{self.label} must be a real date, such as 27 3 2026")
        return found

    @staticmethod
    def _day(day, month, year):
        try:
            return date(int(year), MONTHS.get(month[:3].lower()) or int(month), int(day))
        except ValueError:
            return None


class _Choice(forms.ChoiceField):
    """Choices with `Not recorded` among them."""

    def __init__(self, *, choices, standing, few, **rest):
        widget = forms.RadioSelect if few else forms.Select
        super().__init__(
            choices=[(NOTHING, NOT_RECORDED), *choices], widget=widget, initial=standing or NOTHING,
            error_messages={"invalid_choice": f"{rest['label']}: choose one of the list"}, **rest,
        )  # fmt: skip


class FlagField(_Choice):
    """Yes, no or not recorded."""

    def __init__(self, *, standing, **rest):
        chosen = None if standing is None else "1" if standing else "0"
        super().__init__(choices=[("1", "Yes"), ("0", "No")], standing=chosen, few=True, **rest)

    def clean(self, value):
        return {"1": True, "0": False}.get(super().clean(value))


class CodeField(_Choice):
    """A code of a list with its label. A code that stands and is not, or no longer, on the list may stay."""

    def __init__(self, *, codes, stands, refusals=(), **rest):
        choices = [(code, prefers_not(codes.codes[code], code)) for code in refusals if code in codes.codes]
        choices += [(code, f"{label} ({code})") for code, label in codes.codes.items() if code not in refusals]
        for code in dict.fromkeys(code for code in stands if code and code not in codes.codes):
            old = codes.label(code)
            said = f"{old} ({code}), no longer in use" if old else f"{code}, which is not on the list"
            choices.append((code, said))
        super().__init__(choices=choices, standing=stands[0], few=len(choices) <= RADIOS, **rest)

    def clean(self, value):
        chosen = super().clean(value)
        return None if chosen in (NOTHING, "") else chosen


def prefers_not(label, code):
    """A code of a refusal, so that it cannot be taken for “not recorded”."""
    if "not to say" in label:
        return f"{PREFERS_NOT} ({code})"
    return f"{PREFERS_NOT}: {label[0].lower()}{label[1:]} ({code})"


class LineField(forms.CharField):
    """One line of text. What stands is never refused."""

    widget = forms.TextInput

    def __init__(self, *, stands, upper=False, **rest):
        self.upper = upper
        self.stands = ["" if value is None else str(value) for value in stands]
        super().__init__(
            max_length=max(LONGEST, *map(len, self.stands)), initial=self.stands[0],
            error_messages={"max_length": f"{rest['label']}: shorten it to {LONGEST} characters or fewer"}, **rest,
        )  # fmt: skip
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value):
        text = super().clean(value)
        if text in self.stands:
            return self.kept(text)
        if not text.isprintable():
            raise ValidationError(f"{self.label}: take out line breaks and signs that cannot be seen")
        text = text.upper() if self.upper else text
        return self.kept(self.checked(text)) if text else None

    def checked(self, text):
        return text

    def kept(self, text):
        return text or None


class WholeField(LineField):
    """A whole number."""

    def checked(self, text):
        if not WHOLE.fullmatch(text):
            raise ValidationError(f"{self.label} must be a whole number, such as 12")
        return text

    def kept(self, text):
        return int(text) if text else None


class PartialField(LineField):
    """A date of which a part may be unknown, as the return writes it."""

    def checked(self, text):
        if not re.match(PARTIAL, text):
            raise ValidationError(f"{self.label} must be written like 5/11/2015, with ZZ for what is not known")
        return text


def _write(data, field, name, value):
    """Put a value into what was sent, as its boxes would have sent it."""
    if isinstance(field, DayField):
        for part in ("day", "month", "year"):
            data[f"{name}_{part}"] = str(getattr(value, part)) if value else ""
    elif isinstance(field, FlagField):
        data[name] = NOTHING if value is None else "1" if value else "0"
    else:
        data[name] = NOTHING if isinstance(field, CodeField) and not value else str("" if value is None else value)
