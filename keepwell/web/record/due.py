"""What is due about children: clocks that rooms know to run, actions they gave to people, and where a duty is answered.

A room registers what it knows when it starts (`ready`). The room of work gathers it; the rooms need not know of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from keepwell.clocks.counting import Pause
from keepwell.clocks.loading import clocks
from keepwell.clocks.state import Stop


@dataclass(frozen=True, slots=True)
class Running:
    """A clock of clocks.toml on one child.

    child      key of the Child
    clock      id of the clock
    about      the row that started it: label of its model (`record.Referral`) and `key`
    trigger    the day it started, or for hours the moment
    done       when it was done; None when it was not
    ended      why it fell away otherwise, such as a case that was closed. Death and ages need not be said
    runs_from  the day before which nobody needs to see it; None: from the trigger
    note       what a person should know about the day, as a sentence
    """

    child: int
    clock: str
    about: str
    key: int
    trigger: date | datetime
    done: date | datetime | None = None
    ended: Stop | None = None
    pauses: tuple[Pause, ...] = ()
    runs_from: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that somebody asked a person to do about a child.

    child       key of the Child
    what        in a few words that stand on a page of whoever may view the `categories`; nothing is shown to others
    due_on      None when no day was set
    href        where it is done
    """

    child: int
    what: str
    due_on: date | None
    href: str
    categories: frozenset[str]


_runs: list[Callable] = []
_tells: dict[str, frozenset[str]] = {}
_asks: list[Callable] = []
_answers: dict[str, Callable] = {}


def runs(function, tells):
    """`function(children)` gives the Running clocks of these children (keys of Child), in a few queries for all.

    tells   {id of a clock: the categories of the policy that must all be open to whoever sees it}. ValueError for an
            id that clocks.toml does not have
    """
    if unknown := tells.keys() - clocks().keys():
        raise ValueError(f"These are no clocks of clocks.toml: {', '.join(sorted(unknown))}.")
    _runs.append(function)
    _tells.update({clock: frozenset(categories) for clock, categories in tells.items()})


def asks(function):
    """`function(user)` gives what was Asked of this person and is not done."""
    _asks.append(function)


def answers(clock, function):
    """`function(uid)` gives the address of the form that answers this clock for the child (uid of their person)."""
    _answers[clock] = function


def running(children):
    """Every Running clock of these children, of all rooms."""
    return [one for function in _runs for one in function(children)]


def tells_of(clock):
    """The categories that must be open to whoever sees this clock on a child; None when no room declares it."""
    return _tells.get(clock)


def asked_of(user):
    return [one for function in _asks for one in function(user)]


def answer_to(clock, uid):
    """The address where this duty is answered; None when no room says so."""
    function = _answers.get(clock)
    return function(uid) if function else None
