"""From the sixteenth birthday: the pathway plan, its reviews, and staying in touch with who wants it."""

from keepwell.clocks.ages import plus_months, plus_years
from keepwell.clocks.state import Stop

from ...record.due import Running
from .facts import first
from .refusing import REFUSES, STEP, wanted, wishes
from .repeating import UNKNOWN_BEFORE, again, chain

TELLS = {"pathway-plan": {"care-leaver"}, "pathway-review": {"care-leaver"}, "adviser-visit": {"care-leaver"}}
SIXTEEN, HELPED_UNTIL, LONGER = 16, 21, 25
MADE_EARLY = 12  # months before the sixteenth birthday from which a pathway plan may be made
REFUSED = "the young person wants no contact."
ASKED_FOR = "the young person is 21, and has not asked for help since."


def runs(one):
    if one.born_on is None:
        return
    sixteen = plus_years(one.born_on, SIXTEEN)
    spans = sorted((p for p in one.periods if p.starts_on and (p.ends_on is None or p.ends_on >= sixteen)),
                   key=lambda p: p.starts_on)  # fmt: skip
    if not spans:
        return
    about, begins, ended = ("record.PeriodOfCare", spans[0].pk), max(sixteen, spans[0].starts_on), _ended(one)
    yield from _plan(one, about, begins, ended)
    last = spans[-1]
    if last.ends_on:
        yield from _touch(one, ("record.PeriodOfCare", last.pk), last.ends_on, ended)


def _touch(one, about, start, ended):
    """Staying in touch while the young person does not refuse it."""
    for begins, until in wanted(wishes(one.born_on, one.leaver_years, one.steps), start):
        stops = [stop for stop in (ended, until and Stop(until, REFUSED)) if stop]
        touched = [day for day in one.steps_of("leaver-contact") if begins <= day and (until is None or day <= until)]
        first_of = min(stops, key=lambda stop: stop.on, default=None)
        yield from again(one, "adviser-visit", *about, begins, touched, first_of)


def _ended(one):
    """Help goes on to 21, and to 25 for whoever asks for it: a step after the birthday shows that they did."""
    until = plus_years(one.born_on, HELPED_UNTIL)
    came = sorted(step.on for step in one.steps if step.form == STEP and step.on and step.outcome != REFUSES)
    asked = first(came, until) or first(one.steps_of("pathway-review", "pathway-plan"), until)
    return None if asked else Stop(until, ASKED_FOR)


def _plan(one, about, begins, ended):
    made = [day for day in one.steps_of("pathway-plan") if day >= plus_months(begins, -MADE_EARLY)]
    reviewed = one.steps_of("pathway-plan", "pathway-review")
    if made or one.recorded(begins):
        yield Running(one.child, "pathway-plan", *about, begins, first(made), ended)
    if made:
        yield from chain(one, *about, made[0], [day for day in reviewed if day > made[0]], _review, ended)
    elif one.since and not one.recorded(begins) and one.since < ended_on(ended, one):
        since = first(reviewed) or one.since
        later = [day for day in reviewed if day > since]
        yield from chain(one, *about, since, later, _review, ended, UNKNOWN_BEFORE)


def ended_on(ended, one):
    return ended.on if ended else plus_years(one.born_on, LONGER)


def _review(number, trigger):
    return "pathway-review"
