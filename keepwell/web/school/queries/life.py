"""Exclusions, stages of a plan and leaving a school, each with the duties that follow."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from keepwell.attendance.register import first_day, school_year
from keepwell.attendance.term_dates import FILE, TermsError, read_terms, terms_of
from keepwell.clocks.due import due
from keepwell.clocks.explaining import explained
from keepwell.clocks.loading import clocks
from keepwell.clocks.state import state
from keepwell.home import where

from ...record.models import PeriodOfCare, SchoolPlace
from ..models import Exclusion, PlanStage

EXCLUSIONS = "Suspension and permanent exclusion guidance (statutory, since September 2022); how sure: known"
# Who is told of an exclusion, and when.
TOLD = (
    ("told_parents_on", "Parents", "without delay, with the reasons and for how long"),
    ("told_council_on", "The council", "without delay, of every suspension and exclusion"),
    ("told_worker_on", "The pupil’s social worker, where there is one", "without delay"),
    ("told_virtual_head_on", "The virtual school head, for a pupil in care", "without delay"),
)


# Exclusions -----------------------------------------------------------------------------------------------------------


def sessions_suspended(child, day, but=None):
    """Sessions of all suspensions that began in the school year of that day, without the one with key `but`."""
    year = school_year(day)
    rows = Exclusion.objects.filter(child=child, starts_on__gte=first_day(year), starts_on__lt=first_day(year + 1))
    return rows.exclude(pk=but).exclude(kind="permanent").aggregate(n=Sum("sessions"))["n"] or 0


def to_tell(one, in_care):
    """[(whom, how soon, the day they were told or None)] of an Exclusion."""
    return [(whom, soon, getattr(one, name)) for name, whom, soon in TOLD if in_care or name != "told_virtual_head_on"]


def in_care(on):
    """The keys of the children who are looked after on that day, as a queryset."""
    rows = PeriodOfCare.objects.filter(starts_on__lte=on).exclude(ends_on__lte=on)
    return rows.order_by().values_list("child_id", flat=True)


def is_in_care(children, on):
    """Those of these children (keys) who are looked after on that day."""
    return set(in_care(on).filter(child__in=children))


# Stages of an education, health and care plan ------------------------------------------------------------------------

NEEDS = {
    "assess": "asked", "no-assess": "asked", "advice-asked": "assess", "advice": "advice-asked", "plan": "assess",
    "no-plan": "assess", "draft": "plan", "review-keep": "review", "review-amend": "review", "amended": "review-amend",
}  # fmt: skip
ENDS = ("no-assess", "no-plan", "ceased")


def needed_before(child, stage, on):
    """The words of the stage that must have been reached by then and was not; '' when nothing is missing."""
    wanted = NEEDS.get(stage)
    if wanted is None or PlanStage.objects.filter(child=child, stage=wanted, on__lte=on).exists():
        return ""
    return PlanStage.STAGES[wanted]


def ehc_stages(children):
    """{child: [(stage, day)]}, oldest first, of those of these children (keys) who have any. One query."""
    found = defaultdict(list)
    rows = PlanStage.objects.filter(child__in=children).order_by("on", "pk")
    for child, stage, on in rows.values_list("child_id", "stage", "on"):
        found[child].append((stage, on))
    return dict(found)


# Clock: what starts it, what it is met by. Each counts from the last time it was started.
CLOCKS = {
    "ehc-decision": (("asked",), ("assess", "no-assess")),
    "ehc-advice": (("advice-asked",), ("advice",)),
    "ehc-plan-decision": (("asked",), ("plan", "no-plan", "no-assess")),
    "ehc-parent": (("draft",), ("final",)),
    "ehc-plan": (("asked",), ("final", "no-plan", "no-assess")),
    "ehc-review": (("final", "amended", "review"), ("review",)),
    "ehc-review-decision": (("review",), ("review-keep", "review-amend")),
    "ehc-amended": (("review",), ("amended", "review-keep")),
}


def ehc_clocks(stages):
    """[(clock id, day it started, day it was met or None)] of one child's `ehc_stages`; the plan must not have ended.

    A plan that came from another council may begin with `final`.
    """
    if stages and stages[-1][0] in ENDS:
        return []
    found = []
    for id, (starts, meets) in CLOCKS.items():
        begun = [n for n, (stage, _) in enumerate(stages) if stage in starts]
        if begun:
            met = next((on for stage, on in stages[begun[-1] + 1 :] if stage in meets), None)
            found.append((id, stages[begun[-1]][1], met))
    return found


@dataclass(frozen=True)
class Duty:
    """Something to be done: `by` is the Due of its clock, `done_on` the day it was."""

    title: str
    by: object
    done_on: date | None
    state: str
    words: str


def duty(id, trigger, done_on, on, *, terms=None, born_on=None):
    by = due(clocks()[id], trigger, terms=terms)
    said = "Done" if done_on else str(state(by, on, born_on=born_on))
    return Duty(by.clock.title, by, done_on, said, explained(by) if by.on else by.gap)


def plan_duties(stages, on, born_on=None):
    """The Duties of a child's plan that are not met yet."""
    return [duty(id, start, None, on, born_on=born_on) for id, start, met in ehc_clocks(stages) if met is None]


# Leaving a school -----------------------------------------------------------------------------------------------------


def leaving_duties(one, on):
    """What is sent when a pupil leaves, with its clock."""
    terms = _terms_of(one)
    return [
        duty("transfer-file", one.leaves_on, one.file_sent_on, on, terms=terms),
        duty("protection-file", one.leaves_on, one.protection_file_sent_on, on, terms=terms),
    ]


def _terms_of(one):
    """The terms of the school that is left, where the installation has a file of them that can be read."""
    urn = SchoolPlace.objects.filter(child=one.child_id, school=one.school).values_list("urn", flat=True).first()
    try:
        return terms_of(read_terms(where() / FILE), urn or "")
    except TermsError:
        return None
