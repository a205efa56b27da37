"""What somebody typed to find a child: names, dates of birth and numbers, in any order."""

import re
from dataclasses import dataclass
from datetime import date

from .. import names

LONGEST = 200  # letters; more than any name, date and number together
MONTHS = {f"{date(2000, month, 1):%b}".lower(): month for month in range(1, 13)}
MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
DATES = (
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)", re.ASCII),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4}|\d{2})(?!\d)", re.ASCII),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{MONTH})\s+(?P<y>\d{{4}})(?!\d)", re.I | re.ASCII),
)
TEN_DIGITS = re.compile(r"(?<![\w/-])\d{3}[ -]\d{3}[ -]\d{4}(?![\w/-])", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """`words` are folded; `numbers` are in capitals; `impossible` are dates that no calendar has, as typed."""

    text: str
    words: tuple = ()
    born_on: date | None = None
    numbers: tuple = ()
    impossible: tuple = ()
    more_dates: bool = False

    @property
    def is_enough(self):
        """Can a child be found by this? One letter alone is not enough."""
        return bool(self.born_on or self.numbers or any(len(w) > 1 for w in self.words))

    @property
    def in_words(self):
        """What is searched for, as a person says it."""
        parts = []
        if self.words:
            parts.append(("name " if len(self.words) == 1 else "names ") + ", ".join(f"“{w}”" for w in self.words))
        if self.born_on:
            parts.append(f"born on {self.born_on.day} {self.born_on:%B %Y}")
        parts += [f"number “{n}”" for n in self.numbers]
        return "; ".join(parts)


def read(text, on):
    """Tell names, dates and numbers apart in what was typed on a day. Takes any text."""
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST]
    rest, dates, impossible = _dates(text, on)
    spaced = [re.sub(r"\D", "", n) for n in TEN_DIGITS.findall(rest)]
    rest = TEN_DIGITS.sub(" ", rest)
    numbers = [t.upper() for t in rest.split() if any(c.isdigit() for c in t) and names.fold(t)]
    words = [w for t in rest.split() if not any(c.isdigit() for c in t) for w in names.fold(t).split("-") if w]
    return Asked(
        text, tuple(dict.fromkeys(words)), dates[0] if dates else None, tuple(dict.fromkeys([*spaced, *numbers])),
        tuple(impossible), len(set(dates)) > 1,
    )  # fmt: skip


def _dates(text, on):
    found, impossible = [], []
    for form in DATES:
        for match in form.finditer(text):
            day = _date(**match.groupdict(), on=on)
            found.append(day) if day else impossible.append(match.group())
        text = form.sub(" ", text)
    return text, found, impossible


def _date(d, m, y, on):
    month = MONTHS.get(m[:3].lower()) or (int(m) if m.isdigit() else 0)
    year = int(y)
    if len(y) == 2:  # nobody was born in the future: 98 is 1998, 14 is 2014
        year += 2000 if 2000 + year <= on.year else 1900
    try:
        return date(year, month, int(d))
    except ValueError:
        return None
