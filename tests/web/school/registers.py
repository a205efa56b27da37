"""Register files and marks for the tests of this room."""

from datetime import date, timedelta

from keepwell.attendance.register import Session
from keepwell.web.school.actions.registers import take_in

MONDAY = date(2026, 9, 7)
HEAD = "Pupil number,Date,AM,PM"


def weekdays(number, first=MONDAY):
    day, found = first, []
    while len(found) < number:
        found += [day] if day.weekday() < 5 else []
        day += timedelta(1)
    return found


def days(child, *pairs, first=MONDAY):
    """Lines of a file for a child: "O O" for a day."""
    number = child.person.reference
    return [f"{number},{day:%d/%m/%Y},{pair.replace(' ', ',')}"
            for day, pair in zip(weekdays(len(pairs), first), pairs, strict=True)]  # fmt: skip


def file(*lines):
    return "\n".join([HEAD, *lines]).encode()


def taken(by, *lines):
    """(RegisterFile, Account) of these lines."""
    return take_in(file(*lines), by=by)


def first(half=0):
    return Session(MONDAY, half)
