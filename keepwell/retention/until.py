"""The one question: until when? The longest of the rules that reach a child prevails, and ignorance never destroys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from keepwell.clocks.ages import plus_years
from keepwell.retention.life import Gap, Life

FIRM = ("exactly", "maximum")  # limits that let nobody keep a record longer
STAYS = ("review", "destroy")  # what follows for a record that is still here; the others say where it goes
RANK = {"law": 0, "guidance": 1, "local": 2}  # of two rules with the same day the stronger is named


class Rule(Protocol):
    """What is asked of a rule: `keepwell.policy.objects.Retention` has it."""

    id: str
    subjects: tuple[str, ...]
    trigger: str
    years: int
    then: str
    limit: str
    standing: str
    law: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Hold:
    """An order or decision that nothing is destroyed: of a court, an inquiry, a request. Both days are included."""

    why: str
    starts_on: date
    ends_on: date | None = None

    def in_force(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, kw_only=True)
class Until:
    """Until when something is kept, that day included.

    on     the day; None when there is none
    rule   the rule that set it, or for which there is none; None when no rule reaches the child
    gap    why there is no day although there is a rule; None when there is a day
    firm   may nobody keep it longer? False when every rule that reaches it says *at least*
    holds  holds on the record, whatever their days
    """

    on: date | None = None
    rule: Rule | None = None
    gap: Gap | None = None
    firm: bool = False
    holds: tuple[Hold, ...] = ()

    def held(self, today: date) -> bool:
        """Is there a hold today, so that nothing may be destroyed whatever the rules say?"""
        return any(hold.in_force(today) for hold in self.holds)

    def reached(self, today: date) -> bool:
        """Has the day passed? Then somebody must look at it."""
        return self.on is not None and self.on < today

    def past(self, today: date) -> bool:
        """Is it kept for too long: its day has passed, a rule says no longer than that, and nothing holds it?"""
        return self.firm and self.reached(today) and not self.held(today)


def until(rules: Iterable[Rule], life: Life, holds: Sequence[Hold] = ()) -> Until:
    """Until when what these rules speak of is kept for that child. `rules` are those of one kind of information.

    A day that nobody knows outweighs every day that is known: what cannot be worked out is kept. So does an event that
    is still to come, such as the end of our help.
    """
    reaching = _reaching(rules, life)
    if not reaching:
        return Until(holds=tuple(holds))
    firm = any(rule.limit in FIRM for rule, _ in reaching)
    rule, end = max(((rule, _end(rule, day)) for rule, day in reaching), key=_weight)
    if isinstance(end, Gap):
        return Until(rule=rule, gap=end, firm=firm, holds=tuple(holds))
    return Until(on=end, rule=rule, firm=firm, holds=tuple(holds))


def _reaching(rules, life):
    """[(rule, the day from which it counts, or a Gap)] of the rules that set the end of what stays with us."""
    found = []
    for rule in rules:
        if rule.then in STAYS and (not rule.subjects or not life.subjects.isdisjoint(rule.subjects)):
            day = life.day_of(rule.trigger)
            if day is not None:
                found.append((rule, day))
    return _without_other_limb(found)


def _without_other_limb(found):
    """A law that counts from a death before 18 does so in the place of birth, not besides it.

    Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50: until the 75th anniversary of
    birth *or*, if the child dies before 18, for 15 years from the death.
    """
    of_death = {law for rule, _ in found if rule.trigger == "death-under-18" for law in rule.law}
    if not of_death:
        return found
    return [(rule, day) for rule, day in found if rule.trigger != "birth" or of_death.isdisjoint(rule.law)]


def _end(rule, day):
    if isinstance(day, Gap):
        return day
    try:
        return plus_years(day, rule.years)
    except ValueError:  # outside the calendar: a day that nobody reaches
        return date.max


def _weight(given):
    rule, end = given
    order = 2 if end is Gap.NOT_KNOWN else 1 if end is Gap.NOT_YET else 0
    return order, date.max if order else end, -RANK.get(rule.standing, len(RANK))
