"""A life cut into one year's CIN census: the cases open at any time in the year, as known on the cut-off day."""

from datetime import date
from functools import lru_cache

from keepwell.clocks.ages import plus_years

from .life import Assessment, Life, ProtectionPlan, Referral
from .numbers import former_upn, upn
from .places import AUTHORITY
from .ssda903 import Row, Rows, View

# Until 2023-24 the census gave GenderCurrent: 1 and 2, and 0 when not known.
OLD_SEX = {"M": "1", "F": "2", "U": "0"}


@lru_cache(maxsize=40_000)
def text(day: date | None) -> str | None:
    return day and day.isoformat()


def header(view: View) -> Row:
    """The Header row, without the leading `_child` of other rows."""
    made_on = f"{view.until.isoformat()}T09:00:00"
    return ("CIN", str(view.year), text(view.end), "L", AUTHORITY, "Keepwell example", "1", "001", made_on)


def rows_of(life: Life, view: View) -> Rows:
    """The child's rows by table, in the declared column order; {} when the child has no case in the year."""
    cases = [r for r in life.referrals if _in_year(r, view)]
    if not cases:
        return {}
    child = life.child_id
    rows: Rows = {"ChildIdentifiers": [_identifiers(life, view)], "ChildCharacteristics": [(child, life.ethnicity)]}
    rows["Disabilities"] = [(child, code) for code in life.disabilities] if view.knows(life.born_on) else []
    for number, referral in enumerate(cases, start=1):
        for table, found in _case(child, str(number), referral, view).items():
            rows.setdefault(table, []).extend(found)
    return {table: found for table, found in rows.items() if found}


def _in_year(referral: Referral, view: View) -> bool:
    if not view.knows(referral.on):
        return False
    if referral.no_further_action:
        return referral.on >= view.start
    return referral.closed_on >= view.start


def _identifiers(life: Life, view: View) -> Row:
    born = view.knows(life.born_on)
    sex = life.person.sex if born else "U"
    number, unknown = _upn(life, view) if born else (None, None)
    died = life.person.died_on
    return (
        life.child_id, number, former_upn(life.index) if number and life.index % 60 == 0 else None, unknown,
        text(life.born_on) if born else None, None if born else text(life.due_on),
        sex if view.year >= 2025 else None, None if view.year >= 2025 else OLD_SEX[sex],
        text(died) if view.knows(died) and died >= view.start else None,
    )  # fmt: skip


def _upn(life: Life, view: View) -> tuple[str | None, str | None]:
    """The UPN, or why there is none: UN1 under five on 31 August of the year before (query 8770Q)."""
    if plus_years(life.born_on, 6) > date(view.year, 8, 31):
        return None, "UN1"
    if life.unaccompanied and life.index % 4 == 0 and life.arrived_on >= view.start:
        return None, "UN2"
    return upn(life.index, temporary=life.index % 97 == 0), None


def _case(child: str, number: str, referral: Referral, view: View) -> Rows:
    key = (child, number)
    rows: Rows = {"CINdetails": [_details(key, referral, view)]}
    for place, assessment in enumerate(_assessments(referral, view), start=1):
        done = view.knows(assessment.authorised_on)
        at = (*key, str(place))
        rows.setdefault("Assessments", []).append(
            (*at, text(assessment.starts_on), None, text(assessment.authorised_on) if done else None)
        )
        if done:
            rows.setdefault("AssessmentFactorsList", []).extend((*at, factor) for factor in assessment.factors)
    rows["CINplanDates"] = [
        (*key, text(p.starts_on), text(p.ends_on) if view.knows(p.ends_on) else None)
        for p in referral.plans
        if view.knows(p.starts_on) and p.ends_on >= view.start
    ]
    rows["Section47"] = _enquiries(key, referral, view)
    rows |= _protection(key, referral, view)
    rows["PreProceedings"] = _proceedings(key, referral, view)
    return rows


def _details(key: Row, referral: Referral, view: View) -> Row:
    closed = view.knows(referral.closed_on)
    conference = referral.conference_on
    return (
        *key, text(referral.on), referral.source, referral.need, text(referral.closed_on) if closed else None,
        referral.reason if closed else None,
        text(conference) if view.knows(conference) and conference >= view.start else None,
        "1" if referral.no_further_action else "0",
    )  # fmt: skip


def _assessments(referral: Referral, view: View) -> list[Assessment]:
    """Those authorised in the year or still under way (rule 8696)."""
    return [a for a in referral.assessments if view.knows(a.starts_on) and a.authorised_on >= view.start]


def _enquiries(key: Row, referral: Referral, view: View) -> list[Row]:
    """Enquiries begun in the year or followed by a conference in it (rules 8715 and 8740)."""
    found = []
    for enquiry in referral.enquiries:
        held = enquiry.conference_on
        if not view.knows(enquiry.starts_on) or max(enquiry.starts_on, held or enquiry.starts_on) < view.start:
            continue
        needed = held is not None
        told = text(held) if view.knows(held) else None
        found.append(
            (*key, text(enquiry.starts_on), text(enquiry.target_on) if needed else None, told, "0" if needed else "1")
        )
    return found


def _protection(key: Row, referral: Referral, view: View) -> Rows:
    plans = [p for p in referral.protection if view.knows(p.starts_on) and p.ends_on >= view.start]
    rows: Rows = {"ChildProtectionPlans": [], "Reviews": []}
    for place, plan in enumerate(plans, start=1):
        rows["ChildProtectionPlans"].append(_plan(key, str(place), plan, view))
        rows["Reviews"] += [(*key, str(place), text(day)) for day in plan.reviews if view.knows(day)]
    return rows


def _plan(key: Row, place: str, plan: ProtectionPlan, view: View) -> Row:
    ended = text(plan.ends_on) if view.knows(plan.ends_on) else None
    return (*key, place, text(plan.starts_on), ended, plan.first_category, plan.latest_category, str(plan.previous))


def _proceedings(key: Row, referral: Referral, view: View) -> list[Row]:
    found = referral.proceedings
    if not found or view.year < 2027 or not view.knows(found.starts_on):
        return []
    known = lambda day: text(day) if view.knows(day) else None  # noqa: E731
    decided = view.knows(found.decided_on)
    return [
        (
            *key, text(found.starts_on), known(found.letter_on), "1", "1" if view.knows(found.meeting_on) else "0",
            known(found.meeting_on), str(found.reviews) if decided else "0", known(found.decided_on),
            "A" if decided else None, known(found.court_on), None,
        )
    ]  # fmt: skip
