"""How a duty stands on a day: running, soon due, overdue, done, paused, or stopped and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from keepwell.clocks.ages import plus_years
from keepwell.clocks.declared import Clock, Span
from keepwell.clocks.due import Due, local_day
from keepwell.clocks.spoken import spoken
from keepwell.clocks.working_days import working_days_between

KINDS = (
    "not started", "running", "due soon", "overdue", "done in time", "done late", "done", "paused", "stopped", "no day",
)  # fmt: skip
SOON_DAYS = 5  # working days before the last day from which it is soon due; ours, set by no law
SOON_HOURS = timedelta(hours=24)


@dataclass(frozen=True)
class Stop:
    """Why a duty fell away without being done, and from which day."""

    on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class State:
    """How a duty stands.

    kind    one of KINDS; "done" is done where no day was set, "no day" is running and no day can be worked out
    by      how late, or None; for "stopped", how late it was by then
    why     of "stopped", "paused" and "no day"
    doubts  what a person should look at
    """

    kind: str
    by: Span | None = None
    why: str = ""
    doubts: tuple[str, ...] = ()

    def __str__(self) -> str:
        words = self.kind[0].upper() + self.kind[1:]
        if self.by:
            words += f", overdue by {self.by}" if self.kind == "stopped" else f" by {self.by}"
        return f"{words}: {self.why}" if self.why else f"{words}."

    @property
    def open(self) -> bool:
        """Is there still something to do?"""
        return self.kind in ("running", "due soon", "overdue", "paused", "no day")


def state(
    due: Due,
    now: date | datetime,
    *,
    done: date | datetime | None = None,
    born_on: date | None = None,
    died_on: date | None = None,
    ended: Stop | None = None,
    soon: int = SOON_DAYS,
) -> State:
    """How the duty stands now.

    now      today, or the moment with its time zone (hours are judged to the minute then)
    done     when it was done, if it was; a day still to come does not count and is a doubt
    born_on, died_on   of the child: what stops the clock at an age or with a death
    ended    another reason why the duty fell away, such as the end of care
    soon     from how many working days before the last day it is due soon

    What was done before it stopped, or in time, counts as done; what was not, stopped.
    """
    today, doubts = local_day(now), []
    if due.trigger is None or due.trigger > today:
        return State(kind="not started", doubts=_never_started(due, today, done))
    if done is not None and local_day(done) > today:
        doubts.append("It is recorded as done on a day still to come. Correct the day.")
        done = None
    if done is not None and local_day(done) < due.trigger:
        doubts.append("It is recorded as done before it started. Look at both days.")
    if due.clock.ages and born_on is None:
        doubts.append("The date of birth is not known, so no age stops it.")
    stop = stop_of(due.clock, born_on, died_on, ended)
    return _of(due, now, done, stop if stop and stop.on <= today else None, soon, tuple(doubts))


def _never_started(due: Due, today: date, done) -> tuple[str, ...]:
    if done is not None and local_day(done) <= today:
        return ("It is recorded as done, and it has not started. Look at both days.",)
    return ()


def _of(due: Due, now, done, stop: Stop | None, soon: int, doubts: tuple[str, ...]) -> State:
    if done is not None and (stop is None or local_day(done) <= stop.on or (due.on and not _late(due, done))):
        return _done(due, done, doubts)
    if stop is not None:
        return State(kind="stopped", by=_late(due, stop.on), why=stop.why, doubts=doubts)
    if due.paused_since and due.paused_since <= local_day(now):
        return State(kind="paused", why=f"since {spoken(due.paused_since)}, until the answer comes.", doubts=doubts)
    if due.on is None:
        return State(kind="no day", why=due.gap, doubts=doubts)
    if late := _late(due, now):
        return State(kind="overdue", by=late, doubts=doubts)
    return State(kind="due soon" if _soon(due, now, soon) else "running", doubts=doubts)


def _done(due: Due, done, doubts: tuple[str, ...]) -> State:
    # An answer given while a question is still open cannot be late: the clock stands.
    if due.on is None:
        return State(kind="done in time" if due.paused_since else "done", doubts=doubts)
    if late := _late(due, done):
        return State(kind="done late", by=late, doubts=doubts)
    if due.at and not isinstance(done, datetime) and done == due.on:
        doubts = (*doubts, "The time of day it was done is not known: the day itself is in time.")
    return State(kind="done in time", doubts=doubts)


def _late(due: Due, moment: date | datetime) -> Span | None:
    """How long after the last day or moment, in the clock's unit; None when not after it."""
    if due.at and isinstance(moment, datetime):
        late = moment - due.at
        return Span(-(-late // timedelta(hours=1)), "hours") if late > timedelta() else None
    day = local_day(moment)
    if due.on is None or day <= due.on:
        return None
    working = working_days_between(due.on, day) if due.version.span.unit == "working days" else 0
    return Span(working, "working days") if working else Span((day - due.on).days, "days")


def _soon(due: Due, now, soon: int) -> bool:
    if due.at and isinstance(now, datetime):
        return due.at - now <= SOON_HOURS
    return working_days_between(local_day(now), due.on) <= (1 if due.at else soon)


def stop_of(clock: Clock, born_on: date | None, died_on: date | None, ended: Stop | None = None) -> Stop | None:
    """The first thing that stops the clock, whenever that is; None when nothing will."""
    stops = [ended] if ended else []
    if died_on and "death" in clock.stops:
        stops.append(Stop(died_on, "the child has died."))
    if born_on:
        stops += [Stop(plus_years(born_on, age), f"the child has turned {age}.") for age in clock.ages]
    return min(stops, key=lambda stop: stop.on, default=None)
