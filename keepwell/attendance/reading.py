"""Reading a register file as management systems export it: which mark each pupil has in each session.

Three shapes are known by their headings, in any order and spelling:
    a row a pupil and day         pupil number, date, AM, PM
    a row a pupil and session     pupil number, date, session, mark
    a row a pupil and some days   pupil number, first day (and last day), and the marks in one text, or a column a
                                  session: "Mon AM", "Tuesday PM", or with its date, "01/09/2025 AM"

A bad line is told in one sentence and the others are kept. Nothing is guessed: a mark that cannot be placed is
no mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from keepwell.attendance.dates import day_in, day_of
from keepwell.attendance.register import AM, PM, Session
from keepwell.codes.attendance import CODES, GONE

PUPIL = {
    "upn", "uniquepupilnumber", "pupilnumber", "number", "admissionnumber", "admissionno", "admno", "reference",
    "childid", "child", "pupil", "pupilid", "childnumber", "laid",
}  # fmt: skip
DAY = {"date", "day", "markdate", "sessiondate", "attendancedate"}
FIRST = {"weekbeginning", "weekcommencing", "wb", "wc", "week", "startdate", "start", "from", "firstday", "datefrom"}
LAST = {"enddate", "end", "to", "lastday", "until", "dateto"}
MARKS = {"marks", "attendancemarks", "codes", "attendance"}
MARK = {"mark", "code", "attendancecode", "attendancemark"}
SESSION = {"session", "ampm", "half", "period", "sessionname"}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NONE = {"", "-", ".", "_"}
AHEAD = {"#"}  # what a register may say of days to come
_SPLIT = re.compile(r"[A-Za-z][0-9]|.", re.DOTALL)
_HALF = re.compile(r"^(.*?)[\s_:-]*(am|pm|a\.m\.|p\.m\.|morning|afternoon)$", re.IGNORECASE)


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a line, and how to mend it; `line` is counted from 1, the headings included."""

    line: int
    text: str


@dataclass
class Gathered:
    """A whole file: {pupil number: {Session: code}}, on which line each pupil stood first, and what was wrong."""

    marks: dict[str, dict[Session, str]] = field(default_factory=dict)
    first_line: dict[str, int] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    lines: int = 0

    @property
    def sessions(self) -> int:
        return sum(len(marks) for marks in self.marks.values())


class NotARegister(Exception):
    """The file is not a register at all; its text is a sentence for whoever brought it."""


def gather(rows: Iterable[list[str]], today: date, *, progress: Callable[[int], None] = lambda lines: None) -> Gathered:
    """Read the rows of a file, the headings first. NotARegister when the headings are of no known shape."""
    rows, found = iter(rows), Gathered()
    head = next(rows, None)
    if head is None:
        raise NotARegister("The file is empty: export the register again.")
    marks_of = _shape([_plain(cell) for cell in head], head)
    pupil = next(i for i, cell in enumerate(head) if _plain(cell) in PUPIL)
    for line, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        found.lines += 1
        _take(found, line, row + [""] * (len(head) - len(row)), pupil, marks_of, today)
        if found.lines % 1000 == 0:
            progress(found.lines)
    progress(found.lines)
    return found


def _take(found, line, row, pupil, marks_of, today):
    number = row[pupil].strip().upper()
    if not number:
        found.troubles.append(Trouble(line, "There is no pupil number: fill it in."))
        return
    own = found.marks.setdefault(number, {})
    found.first_line.setdefault(number, line)
    try:
        given = list(marks_of(row))
    except ValueError as trouble:
        found.troubles.append(Trouble(line, str(trouble)))
        return
    for session, text in given:
        try:
            _place(own, session, text, today)
        except ValueError as trouble:
            found.troubles.append(Trouble(line, str(trouble)))


def _place(own, session, text, today):
    code = code_in(text, session.half)
    if code is None:
        return
    said = f"the {session.words} of {session.on:%-d %B %Y}"
    if session.on > today and code not in AHEAD:
        raise ValueError(f"{code} stands on {said}, which is yet to come: check the date.")
    if own.setdefault(session, code) != code:
        raise ValueError(
            f"{code} stands on {said}, where an earlier line has {own[session]}: leave one. The earlier is kept."
        )


@lru_cache(maxsize=512)
def code_in(text: str, half: int) -> str | None:
    """The code somebody wrote for a morning or afternoon; None for no mark. ValueError for what is no code."""
    code = text.strip().upper()
    if code in NONE:
        return None
    if code in ("/", "\\"):  # both say present; which one follows from the session
        return "/\\"[half]
    if code in CODES:
        return code
    if code in GONE:
        raise ValueError(f"{code} is no code since 19 August 2024 ({GONE[code]}): give the code in force.")
    raise ValueError(f"“{text.strip()[:20]}” is no attendance code: give one of the codes in force since August 2024.")


# The shapes -----------------------------------------------------------------------------------------------------------

Marks = Callable[[list[str]], Iterator[tuple[Session, str]]]


def _shape(plain: list[str], head: list[str]) -> Marks:
    """The function that tells the marks of a row with these headings."""
    if not PUPIL.intersection(plain):
        raise NotARegister(
            "No column has the pupil’s number: call it “UPN” or “Pupil number” in the first line of the file."
        )

    def at(names):
        return next((i for i, cell in enumerate(plain) if cell in names), None)

    day, first, last = at(DAY), at(FIRST), at(LAST)
    if day is not None and at({"am"}) is not None and at({"pm"}) is not None:
        return _by_day(day, at({"am"}), at({"pm"}))
    if day is not None and at(SESSION) is not None and at(MARK) is not None:
        return _by_session(day, at(SESSION), at(MARK))
    first = day if first is None else first
    if first is not None and at(MARKS | MARK) is not None:
        return _by_text(first, last, at(MARKS | MARK))
    if columns := _columns(head):
        return _by_column(columns, first)
    raise NotARegister(
        "The headings are not those of a register: give “Pupil number, Date, AM, PM”, or “Pupil number, "
        "Week beginning, Marks”, or a column for each session such as “Mon AM”."
    )


def _by_day(day, am, pm) -> Marks:
    def marks(row):
        on = day_in(row[day])
        yield Session(on, AM), row[am]
        yield Session(on, PM), row[pm]

    return marks


def _by_session(day, session, mark) -> Marks:
    def marks(row):
        half = {"am": AM, "morning": AM, "1": AM, "pm": PM, "afternoon": PM, "2": PM}.get(_plain(row[session]))
        if half is None:
            raise ValueError(f"“{row[session][:20]}” is no session: write AM or PM.")
        yield Session(day_in(row[day]), half), row[mark]

    return marks


def _by_text(first, last, text) -> Marks:
    def marks(row):
        begins = day_in(row[first])
        ends = day_in(row[last]) if last is not None and row[last].strip() else None
        given = split(row[text])
        return zip(_sessions(begins, ends, len(given)), given, strict=True)

    return marks


def split(text: str) -> list[str]:
    """The marks of a text: between commas or other signs where there are such, else one after another."""
    if re.search(r"[,;|]", text):
        return [one.strip() for one in re.split(r"[,;|]", text)]
    return _SPLIT.findall(text)


def _sessions(begins: date, ends: date | None, marks: int) -> list[Session]:
    """The sessions that so many marks are for: of Mondays to Fridays, or of every day when there are that many."""
    days = -(-marks // 2)
    if ends is None:
        every = [begins + timedelta(n) for n in range(days + 2 * (days // 5) + 3)]
        week = days % 7 == 0 and days % 5 != 0
        chosen = every[:days] if week else [d for d in every if d.weekday() < 5][:days]
    else:
        if not 0 <= (ends - begins).days <= 400:
            raise ValueError(f"The days from {_spoken(begins)} to {_spoken(ends)} are no part of a year: check them.")
        every = [begins + timedelta(n) for n in range((ends - begins).days + 1)]
        weekdays = [d for d in every if d.weekday() < 5]
        chosen = weekdays if marks == 2 * len(weekdays) else every
    if marks != 2 * len(chosen):
        raise ValueError(f"There are {marks} marks, and two for each day were looked for: write - where there is none.")
    return [Session(day, half) for day in chosen for half in (AM, PM)]


def _spoken(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _columns(head: list[str]) -> list[tuple[int, int | date, int]]:
    """(column, weekday or date, half) of each heading that names a session."""
    found = []
    for i, cell in enumerate(head):
        named = _HALF.match(cell.strip())
        if named is None:
            continue
        half = PM if named[2].lower() in ("pm", "p.m.", "afternoon") else AM
        day = _plain(named[1])[:3]
        when = WEEKDAYS.index(day) if day in WEEKDAYS else day_of(named[1])
        found += [] if when is None else [(i, when, half)]
    return found


def _by_column(columns, first) -> Marks:
    if first is None and any(isinstance(when, int) for _, when, _ in columns):
        raise NotARegister("No column says which week it is: add “Week beginning”.")

    def marks(row):
        if first is None:
            yield from ((Session(when, half), row[i]) for i, when, half in columns)
            return
        monday = day_in(row[first])
        monday -= timedelta(days=monday.weekday())
        for i, when, half in columns:
            yield Session(monday + timedelta(when) if isinstance(when, int) else when, half), row[i]

    return marks


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.lower())
