"""What rules of retention count from, as the record says it: the Life of each child.

Where a fact is missing the life has a gap, so that nothing ends because nobody wrote something down.
"""

from collections import defaultdict
from datetime import date

from django.db.models import Case, CharField, DateField, Max, Min, Q, Value, When
from django.db.models.functions import Cast, Coalesce

from keepwell.retention import Gap, Life

from ..models import (
    Adoption,
    CareLeaverContact,
    Episode,
    LegalStatus,
    PeriodOfCare,
    PlacedForAdoption,
    Placement,
    Referral,
    Review,
    SchoolPlace,
    SourceRow,
    YearlyOutcomes,
)
from .returned import ADOPTED as CEASED_BY_ADOPTION

# Kinds of people, as a policy means them.
NEED, CARE, ADOPTED, LEAVER, PUPIL = "child-in-need", "looked-after", "adopted", "care-leaver", "pupil"
COUNCIL = "local-authority"
# A row of any of these says that a child is or was in care: a file of a return may have come without the others.
OF_CARE = (PeriodOfCare, LegalStatus, Placement, Episode, Review, Adoption, PlacedForAdoption, YearlyOutcomes)


def lives_of(children, policy, *, oldest=False):
    """{key: Life} for [(key of the child, born, died)], which are in the order of their keys.

    What was collected counts from the latest collection, or with `oldest` from the first that brought something.
    """
    if not children:
        return {}
    within = {"child__gte": children[0][0], "child__lte": children[-1][0]}
    facts = _facts(within, policy)
    years = _collected(within, Min if oldest else Max) if _counts_from(policy, "collected") else {}
    return {key: _life(born, died, facts[key], years.get(key), policy) for key, born, died in children}


def subjects_of(words, policy):
    """The ids of the policy's kinds of people that mean these words."""
    return frozenset(one.id for one in policy.subjects.values() if (one.means or one.id) in words)


def words_of(what, policy):
    """What a child is to this controller: `what` are the kinds of facts held. A school and the department have pupils.

    To a council a child in need is one it helped and who was never in its care: after care the longer time of care
    holds for all of the record.
    """
    care = what & {CARE, LEAVER, ADOPTED}
    words = {CARE, *care} if care else set()
    if policy.controller.kind != COUNCIL:
        return words | {PUPIL} | what & {NEED}
    return words or {NEED}


def _life(born, died, facts, year, policy):
    what = facts.keys()
    events = {"record-destroyed": Gap.NOT_YET} | dict.fromkeys(("leaving", "entry"), _last(facts, PUPIL, Gap.NOT_KNOWN))
    if NEED in what:
        events["case-closed"] = _last(facts, NEED)
    if ADOPTED in what:
        events["adoption-order"] = max((d for d in facts[ADOPTED] if d), default=Gap.NOT_KNOWN)
    if year:
        events["collected"] = date(year, 12, 31)  # "after the year of the collection"
    return Life(subjects=subjects_of(words_of(what, policy), policy), born=born, died=died, events=events)


def _last(facts, what, without=None):
    """The latest end; not yet where one is open."""
    ends = facts.get(what)
    if not ends:
        return without
    return Gap.NOT_YET if None in ends else max(ends)


def _facts(within, policy):
    """{child: {what: {end or None}}} in one query; rows that say the same come once."""
    held = [_rows(model, CARE) for model in OF_CARE]
    held += [
        _rows(CareLeaverContact, LEAVER),
        _rows(Episode.objects.filter(reason_ended__in=CEASED_BY_ADOPTION), ADOPTED, "ends_on"),
        _rows(Referral, NEED, Coalesce("closed_on", Case(When(no_further_action=True, then="referred_on")))),
        _rows(_ours(SchoolPlace.objects.all(), policy.controller), PUPIL, "ends_on"),
    ]
    first, *others = (rows.filter(**within) for rows in held)
    found = defaultdict(lambda: defaultdict(set))
    for child, what, day in first.union(*others):
        found[child][what].add(day)
    return found


def _rows(of, what, day=None):
    rows = getattr(of, "objects", of).order_by()
    day = Cast(Value(None) if day is None else day, DateField())
    rows = rows.annotate(what=Value(what, output_field=CharField()), day=day)
    return rows.values_list("child_id", "what", "day")


def _ours(places, controller):
    """Places at the school whose record this is; at any where the controller has several or none."""
    if controller.kind != "school":
        return places
    return places.filter(Q(urn=controller.urn) | Q(urn="", school=controller.name)) if controller.urn else places


def _counts_from(policy, trigger):
    return any(rule.trigger == trigger for rule in policy.retention.values())


def _collected(within, which):
    rows = SourceRow.objects.filter(**within).order_by().values("child")
    return dict(rows.annotate(year=which("taken_in__year")).values_list("child", "year"))
