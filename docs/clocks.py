"""Writes the page about clocks from their declarations: `make docs`."""

from datetime import date
from pathlib import Path

from keepwell.clocks.counting import Pause
from keepwell.clocks.declared import AREAS
from keepwell.clocks.due import due
from keepwell.clocks.explaining import RANKS, explained
from keepwell.clocks.loading import clocks
from keepwell.clocks.spoken import spoken

PAGE = Path(__file__).resolve().parent / "clocks.md"

HEAD = """# Clocks

Made from `keepwell/clocks/clocks.toml` by `make docs`; do not edit.

What must be done, how soon after what, and who says so. Each clock is an entry of that file; its head explains every
key. [What is due](my-work.md) shows which of them run on children, and how a policy file sets a time of its own.

English law and guidance; nothing here is legal advice. *How sure* says how we know the number: *read* on an official
page, *repeated* by somebody else, *known* generally and not looked up again, **uncertain**: have it confirmed before
you rely on it.

## In a notebook

```python
from datetime import date
from keepwell.clocks.due import due
from keepwell.clocks.explaining import explained
from keepwell.clocks.loading import clocks
from keepwell.clocks.state import state

by = due(clocks()["assessment"], date(2026, 3, 3))
by.on  # 7 May 2026
str(state(by, date(2026, 5, 26), born_on=date(2012, 5, 3)))  # Overdue by 12 working days.
explained(by)
```

> {assessment}

A request for access, with a question that was asked on 1 December and answered on the 3rd:

> {request}

## How days are counted

- **The day it happens** is not counted, unless the table says *that day counted*. Months run to the same date of a
  later month, or to its last day.
- **Working days** leave out weekends and the bank holidays of England. **School days** need the school's terms and
  staff days. Without terms that reach far enough there is no day, and it says what is missing.
- **Hours** are real hours, also when the clocks change. A day without a time counts from its beginning.
- **Rolling**: only where the table says so does an end on a weekend or bank holiday go on to the next working day.
  Otherwise it stays, and the explanation names the last working day before.
- **A pause** lasts from the day somebody is asked to the day they answer, and leaves both out. That is the statute
  since 5 February 2026; the Commissioner's wording before gives a day less. The limit is by the statute, and the
  earlier day is given to aim at. What the pause does at the end of a month is not settled. A question asked after the
  end, also on the weekend that it rolls over, moves nothing.
- **What changed in law** holds for what starts from its day on. What started before runs on as it was.
- **A clock stops** with the child's death or at an age where the table says so. How late it was by then stays told.
  Requests do not stop.
- **Soon** is within five working days, or 24 hours: ours, set by no law.
- **A time of one's own** may be shorter than the national one, or any where the nation gives no number. The national
  time stays beside it.

## What is no clock

Counts: ten sessions in ten school weeks for a penalty notice, 75 days of short breaks in a year, illness added up
over days apart. How long a record is kept is on [its own page](retention.md). A personal education plan is reviewed
every term, which is no length. Whose clock runs (first year or later, with parents or with a connected person) is for
the caller to decide.
"""


def page() -> str:
    words = {
        "assessment": explained(due(clocks()["assessment"], date(2026, 3, 3))),
        "request": explained(
            due(clocks()["request"], date(2026, 11, 18), pauses=[Pause(date(2026, 12, 1), date(2026, 12, 3))])
        ),
    }
    return "\n".join([HEAD.format(**words), *(section(area) for area in AREAS)])


def section(area):
    lines = [f"## {area.capitalize()}", "", "| clock | starts | within | how counted | stops | source | how sure |"]
    lines.append("|---|---|---|---|---|---|---|")
    for clock in clocks().values():
        if clock.area == area:
            lines += [row(clock, version, n) for n, version in enumerate(clock.versions)]
    return "\n".join([*lines, ""])


def row(clock, version, n):
    title = f"{clock.title} (`{clock.id}`)" if not n else f"the same, from {spoken(version.in_force_from)}"
    since = f"; since {spoken(version.in_force_from)}" if version.in_force_from and not n else ""
    sure = "**uncertain**" if version.standing == "uncertain" else version.standing
    notes = f" {version.note}" if version.note else ""
    source = f"{version.source} ({RANKS[version.rank]}{since}).{notes}"
    cells = [title, clock.trigger, within(version), counted(clock, version), stops(clock), source, sure]
    return f"| {' | '.join(cells)} |"


def within(version):
    if version.span.unit == "none":
        return version.pace
    if version.span.length == 0:
        return "the same day"
    return f"{version.span} or {version.cap}, whichever ends first" if version.cap else str(version.span)


def counted(clock, version):
    said = [
        ("that day counted", version.start == "the day" and version.span.unit != "months"),
        ("rolls", version.roll != "none"),
        ("pauses, both days left out", version.pause == "both days"),
        ("pauses, by the days the answer took", version.pause == "one day"),
        ("own time if shorter", clock.local == "shorter"),
        ("own time", clock.local == "own"),
    ]
    return "; ".join(words for words, holds in said if holds)


def stops(clock):
    return ", ".join("death" if stop == "death" else f"at {stop}" for stop in clock.stops)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
