"""What may be done because somebody agrees: the answers of a child's record weighed up, on any day.

An answer is about something that the policy makes wait for consent: a gateway of the kind `consent` (whole, or towards
one recipient), a lawful basis of consent, or a fact that is a choice. Nothing holds unless somebody said yes.

The last answer of each person counts. A child who understands decides alone. Otherwise somebody must have agreed, and
nobody's last answer may be a refusal or a withdrawal: two people who disagree are not a consent.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ..models import Consent

ON_CONSENT = ("6(1)(a)", "9(2)(a)")  # UK GDPR, Articles 6(1)(a) and 9(2)(a)
GIVEN, ENDED, REFUSED, WITHDRAWN, NOT_ASKED, AT_ODDS = (
    "given", "ended", "refused", "withdrawn", "not asked", "people disagree",
)  # fmt: skip


@dataclass(frozen=True)
class State:
    """`word` is given, ended, refused, withdrawn, not asked or people disagree, `on` since when; only given `holds`."""

    word: str
    on: date | None = None

    @property
    def holds(self):
        return self.word == GIVEN


def in_force(child, about, on=None):
    """May this be done with this child's record by consent? `about`: `gateway.plans`, `gateway.plans/schools`."""
    return state(child.pk, about, on).holds


def state(child_id, about, on=None):
    return states_of([child_id], on, about=[about])[child_id][about]


def states_of(child_ids, on=None, about=None):
    """{child id: {what is asked: State}} on that day (today when not given), in one query for all these children.

    Without `about` it is everything that somebody answered; what is not in it was not asked.
    """
    on = on or date.today()
    answers = {child_id: [] for child_id in child_ids}
    for one in Consent.objects.filter(child__in=child_ids, on__lte=on).order_by("pk"):
        answers[one.child_id].append(one)
    return {
        child_id: {what: weigh([one for one in found if _speaks_of(one.about, what)], on)
                   for what in (about or sorted({one.about for one in found}))}
        for child_id, found in answers.items()
    }  # fmt: skip


def weigh(answers, on):
    """The State that these answers about one thing make together."""
    last = defaultdict(list)
    for one in answers:
        last[one.relation, one.person_id].append(one)
    last = [max(found, key=lambda one: (_since(one, on), one.pk)) for found in last.values()]
    own = [one for one in last if one.relation == "child" and one.capacity == "understands"]
    said = [(_word(one, on), _since(one, on)) for one in own or last]
    if not said:
        return State(NOT_ASKED)
    words = {word for word, _ in said}
    against = words & {REFUSED, WITHDRAWN}
    if GIVEN in words and against:
        return State(AT_ODDS, max(day for _, day in said))
    for word in (GIVEN, WITHDRAWN, REFUSED, ENDED):
        if word in words:
            return State(word, max(day for one, day in said if one == word))
    raise AssertionError(words)


def _speaks_of(answered, what):
    """An answer about a gateway is about each recipient that it opens to."""
    return answered == what or what.startswith(f"{answered}/")


def _since(one, on):
    """The day of the answer as it stood then."""
    return one.withdrawn_on if one.withdrawn_on and one.withdrawn_on <= on else one.on


def _word(one, on):
    if one.answer == "refused":
        return REFUSED
    if one.withdrawn_on and one.withdrawn_on <= on:
        return WITHDRAWN
    return ENDED if one.ends_on and one.ends_on < on else GIVEN


# What waits for consent


def shut(policy, child_ids, categories, purpose, on=None):
    """{child id: {category: clause}}: what is not open for this purpose, because it rests on a consent and none holds.

    A category that another basis carries as well is not shut. The clause is the basis, `basis.x`, for the log.
    """
    on = on or date.today()
    waiting = waiting_for(policy, categories, purpose, on)
    if not waiting:
        return {child_id: {} for child_id in child_ids}
    about = sorted({basis for bases in waiting.values() for basis in bases})
    states = states_of(child_ids, on, about=about)
    return {
        child_id: {c: bases[0] for c, bases in waiting.items() if not any(states[child_id][b].holds for b in bases)}
        for child_id in child_ids
    }


def waiting_for(policy, categories, purpose, on=None):
    """{category: its bases} of those that rest on nothing but consent for this purpose."""
    on = on or date.today()
    return {c: bases for c in categories if (bases := _bases_on_consent(policy, c, purpose, on))}


def _bases_on_consent(policy, category, purpose, on):
    """The bases of a category for a purpose, when all of them are consent; else none."""
    bases = policy.bases_for(category, purpose, on=on)
    resting = [one for one in bases if {one.article6, one.article9} & set(ON_CONSENT)]
    return [f"basis.{one.id}" for one in resting] if len(resting) == len(bases) else []


def may_leave(policy, child, gateway, recipient=None, on=None):
    """(may it leave, clause): a gateway of the kind consent opens only while there is one; others are not asked."""
    if policy.gateways[gateway].kind != "consent":
        return True, f"gateway.{gateway}"
    about = f"gateway.{gateway}/{recipient}" if recipient else f"gateway.{gateway}"
    return in_force(child, about, on), f"gateway.{gateway}"


def asked_for(policy, on=None):
    """What the policy makes wait for consent: {what an answer is about: its title}, in the order of the file."""
    on = on or date.today()
    found = {}
    for one in (g for g in policy.gateways.values() if g.kind == "consent" and g.in_force(on)):
        found[f"gateway.{one.id}"] = f"{one.title}, to all whom the notice names"
        users = [r for r in policy.recipients.values() if one.id in r.gateways and r.in_force(on)]
        found |= {f"gateway.{one.id}/{r.id}": f"{one.title}, to: {r.title}" for r in users}
    for one in policy.bases.values():
        if {one.article6, one.article9} & set(ON_CONSENT) and one.in_force(on):
            found[f"basis.{one.id}"] = f"{one.title[0].upper()}{one.title[1:]}"
    for one in policy.fields.values():
        if one.obligation == "voluntary" and one.in_force(on):
            found[f"field.{one.id}"] = f"Being asked about: {one.title[0].lower()}{one.title[1:]}"
    return found
