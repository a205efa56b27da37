"""The same counting, plain and slow, one session after another: by it the quick one is judged."""

from datetime import timedelta

from keepwell.attendance.counting import Count
from keepwell.attendance.register import Session, school_year
from keepwell.codes.attendance import CODES

CLOSED = ("#", "Z")


def count(marks):
    """`marks`: {Session: code}"""
    numbers = {"present": 0, "activity": 0, "authorised": 0, "unauthorised": 0}
    for code in marks.values():
        if CODES[code].meaning in numbers:
            numbers[CODES[code].meaning] += 1
    return Count(**numbers, ill=sum(code == "I" for code in marks.values()))


def school_days(marks):
    return sorted({session.on for session, code in marks.items() if code not in CLOSED})


def is_wholly(marks, day, wanted):
    """True or False, or None when no session of the day was possible."""
    meant = [CODES[c].meaning for c in (marks.get(Session(day, half)) for half in (0, 1)) if c]
    codes = [c for c in (marks.get(Session(day, half)) for half in (0, 1)) if c and CODES[c].meaning != "not possible"]
    if not codes or not meant:
        return None
    return all(wanted(code) for code in codes)


def days_in_a_row(marks, wanted, number):
    """The days on which a run of so many school days was reached."""
    run, found = 0, []
    for day in school_days(marks):
        wholly = is_wholly(marks, day, wanted)
        if wholly is None:
            continue
        run = run + 1 if wholly else 0
        if run == number:
            found.append(day)
    return found


def ten_days(marks):
    return days_in_a_row(marks, lambda code: CODES[code].meaning == "unauthorised", 10)


def illness(marks):
    """{school year: the first day}"""
    days = list(days_in_a_row(marks, lambda code: code == "I", 15))
    for session in marks:
        before = [
            s for s, c in marks.items() if c == "I" and s <= session and school_year(s.on) == school_year(session.on)
        ]
        if len(before) == 30 and max(before) == session:
            days.append(session.on)
    return {year: min(d for d in days if school_year(d) == year) for year in {school_year(d) for d in days}}


def penalty(marks):
    """Days on which the tenth session without leave within ten school weeks fell, each session used once."""
    mondays = sorted({day - timedelta(days=day.weekday()) for day in school_days(marks)})
    without_leave = [s for s in sorted(marks) if CODES[marks[s]].meaning == "unauthorised"]
    found, used = [], set()
    for session in without_leave:
        this = mondays.index(session.on - timedelta(days=session.on.weekday()))
        window = mondays[max(this - 9, 0) : this + 1]
        within = [s for s in without_leave if s <= session and s not in used
                  and s.on - timedelta(days=s.on.weekday()) in window]  # fmt: skip
        if len(within) >= 10:
            found.append(session.on)
            used |= set(without_leave[: without_leave.index(session) + 1])
    return found


def share_since(marks, year, number):
    """The day since which the share missed was never below; None when it is below now."""
    since, possible, missed = None, 0, 0
    for session in sorted(marks):
        meaning = CODES[marks[session]].meaning
        if school_year(session.on) != year or meaning == "not possible":
            continue
        possible, missed = possible + 1, missed + (meaning in ("authorised", "unauthorised"))
        if 100 * missed >= number * possible:
            since = since or session.on
        else:
            since = None
    return since if missed else None
