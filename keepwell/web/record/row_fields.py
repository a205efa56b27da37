"""The fields of a row's form: a day, a code, yes or no, a line, a number. What stands is never refused."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from keepwell.codes import CODE_SETS
from keepwell.returns.kinds import PARTIAL

from .actions.correcting import plain
from .kinds import NOT_RECORDED
from .queries.asked import MONTHS

NOTHING = "-"  # the value of "Not recorded" among radios: theirs may not be empty
PREFERS_NOT = "Prefers not to say"
RADIOS = 5  # codes; more of them are a list
LONGEST = 100
YEARS = range(1900, 2101)
WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
UPPER = ("text", "code", "postcode", "partial date")


def field_of(column, collection, stands, year, refusals=()):
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
