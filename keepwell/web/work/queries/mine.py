"""What a person has to do: clocks of the children they work with, alerts to look at again, what others gave them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from ...access.policy import policy
from ...record import due
from ...record.models import Alert
from ..models import Action
from . import approvals, given
from .children import allocated_to, known
from .standing import SECTIONS, Left, left, open_on, section_of

NARRATIVE, ALERT = "narrative", "alert"


class Line(NamedTuple):
    """One thing to do. `pk` is the key of the row behind it.

    kind    clock, alert, action, approval, or asked (of another room, which says at `href` where it is done)
    clock   id of the clock, of a clock
    """

    kind: str
    pk: int
    child: int
    what: str
    due_on: date | None
    href: str = ""
    clock: str = ""

    def left(self, on) -> Left:
        return left(self.due_on, on)


@dataclass(frozen=True)
class Work:
    """All that is to do, the most urgent first, and the children it is about: {key: Known}."""

    lines: list
    children: dict
    on: date

    def counts(self):
        """{section: how many}, of all sections."""
        found = Counter(section_of(line.due_on, self.on) for line in self.lines)
        return {section: found[section] for section in SECTIONS}


def work_of(by, on):
    """The Work of this Reader on that day. Of children of whom they may not know there is nothing in it."""
    asked, gave, waiting = due.asked_of(by.by), given.open_for(by.by), approvals.waiting_for(by)
    mine = allocated_to(by.by, on)
    others = given.uids_of({one.child for one in asked} | {row.child_id for row in gave})
    children = known(mine | others, by=by, categories=_categories(asked))
    of_mine = {pk: child for pk, child in children.items() if child.uid in mine}
    lines = [*_clocks(of_mine, on), *_alerts(of_mine, on)]
    lines += [
        Line("asked", 0, one.child, one.what, one.due_on, one.href)
        for one in asked
        if one.child in children and one.categories <= children[one.child].may
    ]
    lines += [
        Line("action", row.pk, row.child_id, "", row.due_on)
        for row in gave
        if row.child_id in children and NARRATIVE in children[row.child_id].may
    ]
    for approval, child in waiting:
        children.setdefault(child.pk, child)
        lines.append(Line("approval", approval.pk, child.pk, f"To approve: {approval.title}", None))
    return Work(sorted(lines, key=lambda line: _urgency(line, on)), children, on)


def _urgency(line, on):
    # An approval waits for no day, but somebody waits for it: it stands behind what is due today.
    day = on if line.kind == "approval" else line.due_on
    return day or date.max, line.child, line.what


def _categories(asked):
    told = {category for clock in policy().clocks for category in due.tells_of(clock) or ()}
    return told.union({NARRATIVE, ALERT}, *(one.categories for one in asked))


def _clocks(children, on):
    titles = {id: clock.title for id, clock in policy().clocks.items()}
    wanted = {clock: due.tells_of(clock) for clock in titles}
    rows = open_on(on).filter(child__in=list(children)).order_by()
    for pk, child, clock, due_on in rows.values_list("pk", "child_id", "clock", "due_on"):
        tells = wanted.get(clock)
        if tells is not None and tells <= children[child].may:
            yield Line("clock", pk, child, titles[clock], due_on, "", clock)


def _alerts(children, on):
    still = Q(ends_on=None) | Q(ends_on__gt=on)
    rows = Alert.objects.filter(still, child__in=list(children), review_on__isnull=False).order_by()
    for pk, child, review_on in rows.values_list("pk", "child_id", "review_on"):
        if ALERT in children[child].may:
            yield Line("alert", pk, child, "Look at an alert again", review_on)


def counted(by, on):
    """{section: how many} of this Reader's work."""
    return work_of(by, on).counts()


def told(lines, on):
    """The lines of a page with their words: what was sealed is opened for these alone."""
    actions = [line for line in lines if line.kind == "action"]
    words = given.words_of(Action.objects.filter(pk__in=[line.pk for line in actions])) if actions else {}
    return [line._replace(what=words[line.pk]) if line.kind == "action" else line for line in lines]
