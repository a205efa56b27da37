"""Working the clocks of children out and keeping them: what the record says, no more and no less.

Rows are compared with what is kept and only what differs is written, so that working out again what has not changed
writes nothing, and breaking off between two chunks leaves each child as it was or as it is.
"""

import hashlib
from collections import defaultdict
from datetime import date, timedelta

from django.core.cache import caches
from django.db import transaction
from django.utils import timezone

from keepwell.clocks.due import due, local_day
from keepwell.clocks.state import stop_of

from ...access.policy import policy
from ...record import bulk
from ...record import due as record_due
from ...record.models import Child
from ..models import Clock
from ..running.facts import possible

CHUNK = 800  # children at a time: their keys fit into one query of any database
KEPT = timedelta(days=365)  # for so long an ended clock is still kept
WITHOUT = ("department",)  # controllers that work with no child: nothing is due there
FACTS = (
    "trigger_at", "shown_from", "due_on", "due_at", "paused_since", "gap", "done_on", "stops_on", "why", "note",
)  # fmt: skip
WORKED_BY = "the clocks that all days were worked out by"  # in the cache that all processes share
IDENTITY = ("child_id", "clock", "about", "key", "trigger_on")


def recompute(children, *, on=None):
    """Work out the clocks of these children (keys) now. Returns how many clocks began, changed and went."""
    told = [0, 0, 0]
    if policy().controller.kind in WITHOUT:
        return tuple(told)
    children = sorted(set(children))
    for start in range(0, len(children), CHUNK):
        for number, count in enumerate(_chunk(children[start : start + CHUNK], on or date.today())):
            told[number] += count
    return tuple(told)


def recompute_all(tell=lambda done, total: None, *, on=None):
    """The same for every child, in chunks of their own transaction each; `tell(done, total)` after each."""
    children, by = list(Child.objects.order_by("pk").values_list("pk", flat=True)), _fingerprint()
    told = [0, 0, 0]
    for start in range(0, len(children), CHUNK):
        for number, count in enumerate(recompute(children[start : start + CHUNK], on=on)):
            told[number] += count
        tell(min(start + CHUNK, len(children)), len(children))
    caches["default"].set(WORKED_BY, by, None)
    return tuple(told)


def are_others():
    """Does the policy in force have other clocks than those by which the days of all children were worked out?"""
    return policy().controller.kind not in WITHOUT and caches["default"].get(WORKED_BY) != _fingerprint()


def _fingerprint():
    return hashlib.sha256(repr(policy().clocks).encode()).hexdigest()


@transaction.atomic
def _chunk(children, on):
    # Two who work out the same child one after the other come to the same; at once they would write it twice.
    lives = {
        child: tuple(map(possible, days))
        for child, *days in Child.objects.select_for_update(of=("self",)).filter(pk__in=children)
        .order_by("pk").values_list("pk", "person__born_on", "person__died_on")
    }  # fmt: skip
    wanted = wanted_of(lives, on)
    held = _held(children)
    new = [row for identity, row in wanted.items() if identity not in held]
    changed = [_with(held[i][0], row) for i, row in wanted.items() if i in held and held[i][1] != _facts(row)]
    gone = [pk for identity, (pk, _) in held.items() if identity not in wanted]
    bulk.insert(Clock, new)
    bulk.update(Clock, changed, [*FACTS, "computed_at"])
    for start in range(0, len(gone), CHUNK):
        Clock.objects.filter(pk__in=gone[start : start + CHUNK]).delete()
    return len(new), len(changed), len(gone)


def wanted_of(lives, on, clocks=None):
    """{identity: Clock not saved} that the record asks for. lives: {child: (born_on, died_on)}"""
    clocks, cache, now = clocks or policy().clocks, {}, timezone.now()
    found = {}
    for running in record_due.running(list(lives)):
        row = _row(running, lives[running.child], clocks, cache, on)
        if row is not None:
            row.computed_at = now
            found[_identity(row)] = row
    return found


def _row(running, life, clocks, cache, on):
    """None for what nobody needs to see: a duty without a number, and what ended more than a year ago."""
    clock, trigger = clocks[running.clock], local_day(running.trigger)
    stop = stop_of(clock, *life, running.ended)
    done = running.done and local_day(running.done)
    if done and done > on:
        done = None
    over = done or (stop.on if stop else None)
    if (over and over < on - KEPT) or (stop and stop.on <= trigger and not done):
        return None
    by = _due(running, clock, cache)
    if by.version is None or by.version.span.unit == "none":
        return None
    return Clock(
        child_id=running.child, clock=running.clock, about=running.about, key=running.key, trigger_on=trigger,
        trigger_at=running.trigger if trigger is not running.trigger else None,
        shown_from=max(trigger, running.runs_from or trigger), due_on=by.on, due_at=by.at,
        paused_since=by.paused_since, gap="" if by.on else by.gap, done_on=done,
        stops_on=stop.on if stop else None, why=stop.why if stop else "", note=running.note,
    )  # fmt: skip


def _due(running, clock, cache):
    """The same day starts the same clock for many children: it is worked out once."""
    if running.pauses:
        return due(clock, running.trigger, pauses=running.pauses)
    key = running.clock, running.trigger
    if key not in cache:
        cache[key] = due(clock, running.trigger)
    return cache[key]


def _identity(row):
    return row.child_id, row.clock, row.about, row.key, row.trigger_on


def _facts(row):
    return tuple(getattr(row, fact) for fact in FACTS)


def _held(children):
    """{identity: (key, facts)} of what is kept of these children."""
    rows = Clock.objects.filter(child__in=children).order_by()
    split = len(IDENTITY)
    return {tuple(row[:split]): (row[-1], tuple(row[split:-1])) for row in rows.values_list(*IDENTITY, *FACTS, "pk")}


def _with(pk, row):
    row.pk = pk
    return row


def moved(before, after, *, on):
    """What changes in the open clocks when these clocks take the place of those: see `commands.clocks`.

    before, after   {id: Clock of keepwell.clocks}; returns {clock id: [(child, day before, day after)]}
    """
    changed = {id for id, clock in after.items() if before[id] != clock}
    open_ones = Clock.objects.filter(clock__in=changed, done_on=None).exclude(stops_on__lte=on).order_by("child_id")
    found, caches = defaultdict(list), ({}, {})
    for row in open_ones.iterator(chunk_size=2000):
        trigger = row.trigger_at or row.trigger_on
        days = []
        for clocks, cache in zip((before, after), caches, strict=True):
            if (row.clock, trigger) not in cache:
                cache[row.clock, trigger] = due(clocks[row.clock], trigger).on
            days.append(cache[row.clock, trigger])
        if days[0] != days[1]:
            found[row.clock].append((row.child_id, *days))
    return dict(found)
