"""Which steps can be recorded for a child now, and which come next and by when."""

from dataclasses import dataclass, field
from datetime import date

from keepwell.clocks.due import due
from keepwell.clocks.explaining import explained
from keepwell.forms.declared import AREAS

from ..access.forms_in_force import forms
from ..access.policy import policy
from ..record.models import Step
from ..record.targets import ENDS, TARGETS
from ..work.queries.contact import refusing
from ..work.running.refusing import OUTREACH


class Stands:
    """Which kinds of row of a child's record stand, each looked up once."""

    def __init__(self, child):
        self.child, self._known = child, {}

    def __call__(self, slug):
        if slug not in self._known:
            target = TARGETS[slug]
            rows = target.shelf.load([self.child.pk])
            self._known[slug] = any(target.stands(row.facts) for row in rows)
        return self._known[slug]

    def fits(self, form):
        """Can the step be recorded as the record stands?"""
        return all(map(self, form.needs)) and not any(map(self, form.but_not))

    def why_not(self, form):
        """What must be there first, or must have ended, as words."""
        lacks = [TARGETS[slug].title.lower() for slug in form.needs if not self(slug)]
        if lacks:
            return f"There must first be {' and '.join(lacks)} that has not ended."
        stand = [TARGETS[slug].title.lower() for slug in form.but_not if self(slug)]
        return f"There is {' and '.join(stand)} that has not ended." if stand else ""


@dataclass(frozen=True)
class Next:
    """A step that is due or offered: the form, after which step, by which day, and that day explained."""

    form: object
    after: Step
    on: date | None = None
    words: str = ""

    @property
    def late(self):
        return self.on is not None and self.on < date.today()


@dataclass(frozen=True)
class Area:
    title: str
    now: list = field(default_factory=list)
    later: list = field(default_factory=list)  # (form, why not now)


def may_record(form, opened):
    """May this reader record the step at all? Questions of other categories are then left out of it."""
    return form.category in opened.may_do("add")


def areas(opened, stands):
    """The forms that the reader may use, by area of the work."""
    mine = [form for form in forms().values() if may_record(form, opened)]
    found = []
    for id, title in AREAS.items():
        own = [form for form in mine if form.area == id]
        now = [form for form in own if stands.fits(form)]
        later = [(form, stands.why_not(form)) for form in own if form not in now]
        if own:
            found.append(Area(title, now, later))
    return found


def next_steps(opened, steps, stands):
    """What the steps so far lead to and nobody has recorded since: the earliest due first."""
    there, latest, silent = forms(), {}, _refuses(opened.child, steps)
    for step in steps:
        latest[step.form] = step
    found = []
    for step in latest.values():
        form = there.get(step.form)
        for offer in form.next if form else ():
            to = there.get(offer.form)
            if offer.clock in OUTREACH and silent:
                continue
            if to and _open(step, offer, latest) and stands.fits(to) and may_record(to, opened):
                found.append(_next(to, step, offer))
    return sorted(_once(found), key=lambda one: (one.on is None, one.on or date.max))


def after(step, opened, stands):
    """What comes next after one step, whether or not it can be recorded yet."""
    there = forms()
    form = there.get(step.form)
    silent = _refuses(opened.child, [step])
    offers = [offer for offer in (form.next if form else ()) if _holds(step, offer) and offer.form in there
              and not (silent and offer.clock in OUTREACH)]  # fmt: skip
    found = [_next(there[offer.form], step, offer) for offer in offers if may_record(there[offer.form], opened)]
    return [(one, stands.fits(one.form)) for one in found]


def _refuses(child, steps):
    """Does the young person want no contact? Asked only where a step leads to reaching out."""
    there = forms()
    leads = (offer.clock for step in steps if (form := there.get(step.form)) for offer in form.next)
    return any(clock in OUTREACH for clock in leads) and child.pk in refusing([child.pk])


def _holds(step, offer):
    return offer.when is None or offer.when.holds({"outcome": step.outcome})


def _open(step, offer, latest):
    """Does it hold, and was the offered step not recorded after this one?"""
    done = latest.get(offer.form)
    return _holds(step, offer) and (done is None or done.pk == step.pk or (done.at, done.pk) < (step.at, step.pk))


def _next(form, step, offer):
    if not offer.clock or step.on is None:
        return Next(form, step)
    found = due(policy().clocks[offer.clock], step.on)
    return Next(form, step, found.on, explained(found))


def _once(found):
    """One line for each form: the earliest day it is due."""
    first = {}
    for one in sorted(found, key=lambda one: one.on or date.max):
        first.setdefault(one.form.id, one)
    return first.values()


# A kind of row that a form waits for must be one of which we know when it ends.
def unknown_kinds():
    """Kinds that shipped forms need to stand and of which nobody said when they end (for the tests)."""
    named = {slug for form in forms().values() for slug in (*form.needs, *form.but_not)}
    return named - ENDS.keys()
