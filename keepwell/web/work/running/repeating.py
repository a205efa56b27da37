"""Duties that come again: each time they are done the next begins."""

from itertools import pairwise

from ...record.due import Running

UNKNOWN_BEFORE = "What was done before Keepwell became the record is not known here: it is counted from that day."


def chain(one, about, key, start, done, clocks, ended=None, note=""):
    """A duty from `start`, then again from each day it was done (`done`: in order).

    clocks   function of (number from 0, trigger) that gives the id of the clock
    """
    days = [start, *(day for day in done if day > start)]
    for number, (trigger, next_day) in enumerate(pairwise(days)):
        yield Running(one.child, clocks(number, trigger), about, key, trigger, next_day, ended, note=note)
    last = len(days) - 1
    yield Running(one.child, clocks(last, days[-1]), about, key, days[-1], None, ended, note=note)


def again(one, clock, about, key, start, done, ended=None, clocks=None):
    """A duty of which the record may not know all: counted from the last time known, or else from its start when
    Keepwell was the record by then, or else from the day it became the record. Nothing when it never did."""
    clocks = clocks or (lambda number, trigger: clock)
    known = [day for day in done if day >= start]
    if known:
        if one.recorded(start):
            yield from chain(one, about, key, start, known, clocks, ended)
        else:
            yield from chain(one, about, key, known[0], known[1:], lambda n, t: clocks(n + 1, t), ended)
    elif one.recorded(start):
        yield from chain(one, about, key, start, (), clocks, ended)
    elif one.since and (ended is None or ended.on > one.since):
        yield from chain(one, about, key, one.since, (), lambda n, t: clocks(n + 1, t), ended, UNKNOWN_BEFORE)
