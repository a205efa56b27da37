"""A life cut into one year's SSDA903 return: what the council would send, knowing nothing after the cut-off day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from keepwell.clocks.ages import plus_years
from keepwell.clocks.collection import CollectionYear

from .health import OUTCOMES
from .life import CareEpisode, Life
from .numbers import upn

Row = tuple[str | None, ...]
Rows = dict[str, list[Row]]

# Codes of earlier years: M, F and K3 replace 1, 2 and H5 from 2024-25, Z11 to Z14 replace Z1 from 2025-26.
OLD_SEX = {"M": "1", "F": "2"}
SHORT_BREAKS = ("V3", "V4")


@dataclass(frozen=True, slots=True)
class View:
    """One collection year as seen on a day: nothing after `until` is known."""

    year: int
    start: date
    end: date
    until: date

    @classmethod
    def of(cls, year: int, on: date) -> "View":
        span = CollectionYear(year)
        return cls(year, span.start, span.end, min(span.end, on))

    def knows(self, day: date | None) -> bool:
        return day is not None and day <= self.until


@lru_cache(maxsize=40_000)
def text(day: date | None) -> str | None:
    """A date as the return writes it."""
    return day and f"{day.day:02d}/{day.month:02d}/{day.year}"


def rows_of(life: Life, view: View) -> Rows:
    """The child's rows by table, each in the declared column order; {} when the child is not in this return."""
    episodes = [e for e in life.care if view.knows(e.starts_on) and e.ends_on >= view.start]
    contact = contact_in(life, view)
    if not episodes and contact is None:
        return {}
    rows: Rows = {"Header": [_header(life, view, episodes)]}
    if contact:
        rows["OC3"] = [(life.child_id, text(life.born_on), *contact)]
    if life.unaccompanied and plus_years(life.born_on, 18) >= view.start:
        rows["UASC"] = [_asylum(life, view)]
    if episodes:
        rows |= _looked_after(life, view, episodes)
    return {table: found for table, found in rows.items() if found}


def _looked_after(life: Life, view: View, episodes: list[CareEpisode]) -> Rows:
    return {
        "Episodes": [_episode(life, view, e) for e in episodes],
        "Reviews": _reviews(life, view, episodes),
        "OC2": [_outcomes(life, view)] if continuously(view, episodes) else [],
        "AD1": _adopted(life, view),
        "PlacedAdoption": _placed(life, view),
        "PrevPerm": _previous(life, view, episodes),
        "Missing": _missing(life, view),
        "SWEpisodes": _workers(life, view) if view.year >= 2024 else [],
        "DoLo": _liberty(life, view) if view.year >= 2027 else [],
    }


def _header(life: Life, view: View, episodes: list[CareEpisode]) -> Row:
    sex = life.person.sex if view.year >= 2025 else OLD_SEX[life.person.sex]
    mother = born = None
    if life.person.sex == "F" and any(e.legal_status not in SHORT_BREAKS for e in episodes):
        mother = "1" if view.knows(life.mother_on) else "0"
        born = text(life.mother_on) if mother == "1" else None
    return (life.child_id, sex, text(life.born_on), life.ethnicity, upn_in(life, view), mother, born)


def upn_in(life: Life, view: View) -> str:
    """UN1 until five on the 31 August before the collection (rule 209); UN2 in the year of arrival for some."""
    if plus_years(life.born_on, 4) > date(view.year - 2, 8, 31):
        return "UN1"
    if life.unaccompanied and life.index % 4 == 0 and life.arrived_on >= view.start:
        return "UN2"
    return upn(life.index, temporary=life.index % 97 == 0)


def contact_in(life: Life, view: View) -> tuple[str, str, str] | None:
    """The care leaver's contact of the birthday in this year, once known."""
    for age, contact in life.leaver.items():
        birthday = plus_years(life.born_on, age)
        if view.start <= birthday <= view.until and life.known_until >= birthday:
            return contact
    return None


def _asylum(life: Life, view: View) -> Row:
    # The 18th birthday ends the status; it is written down once it has come.
    ceased = plus_years(life.born_on, 18)
    sex = life.person.sex if view.year >= 2025 else OLD_SEX[life.person.sex]
    return (life.child_id, sex, text(life.born_on), text(ceased) if view.knows(ceased) else None)


def _episode(life: Life, view: View, e: CareEpisode) -> Row:
    ended = view.knows(e.ends_on)
    return (
        life.child_id, text(e.starts_on), e.rne, e.legal_status, e.need,
        place_in(view.year, e.where.place), e.where.provider,
        text(e.ends_on) if ended else None, e.rec if ended else None, e.change_reason if ended else None,
        e.home_postcode, e.where.postcode if e.legal_status not in SHORT_BREAKS else None, e.where.urn,
    )  # fmt: skip


def place_in(year: int, place: str) -> str:
    if place.startswith("Z1") and year < 2026:
        return "Z1"
    return "H5" if place == "K3" and year < 2025 else place


def continuously(view: View, episodes: list[CareEpisode]) -> bool:
    """Looked after throughout the twelve months to 31 March, as the rules reckon it (terms.md, section 6)."""
    for e in episodes:
        ended = e.ends_on if view.knows(e.ends_on) else None
        started_inside = e.rne == "S" and view.start < e.starts_on <= view.end
        ended_inside = ended is not None and e.rec != "X1" and view.start <= ended < view.end
        if started_inside or ended_inside or e.legal_status in SHORT_BREAKS:
            return False
    return bool(episodes)


def _reviews(life: Life, view: View, episodes: list[CareEpisode]) -> list[Row]:
    born = text(life.born_on)
    return [(life.child_id, born, text(day), code) for day, code in life.reviews if view.start <= day <= view.until]


def _outcomes(life: Life, view: View) -> Row:
    """OC2 of a child looked after for twelve months; checks not yet made by the cut-off day count as no."""
    born, done = life.born_on, {h.kind for h in life.health if view.start <= h.on <= view.until}
    score, reason = _questionnaire(life, view)
    flag = {kind: "1" if kind in done else "0" for kind in OUTCOMES}
    over_ten = plus_years(born, 10) <= view.end
    substance = over_ten and plus_years(born, 13) <= view.end and (life.index + view.year) % 19 == 0
    received = substance and life.index % 3 > 0
    return (
        life.child_id, text(born), score, reason,
        ("1" if plus_years(born, 12) <= view.end and (life.index + view.year) % 41 == 0 else "0") if over_ten else None,
        flag["development check"] if plus_years(born, 5) > view.end else None,
        flag["immunisations"], flag["dental check"], flag["health assessment"], "1" if substance else "0",
        ("1" if received else "0") if substance else None, "1" if substance and not received else None,
    )  # fmt: skip


def _questionnaire(life: Life, view: View) -> tuple[str | None, str | None]:
    """Score or reason, for those of 4 to 16 in the year (rules 157, 186, 188, 189, 197a and 197B)."""
    born = life.born_on
    if plus_years(born, 4) > view.end or plus_years(born, 17) < view.start:
        return None, None
    scores = [sdq.score for sdq in life.sdqs if view.start <= sdq.on <= view.until]
    if scores:
        return str(scores[-1]), None
    edge = plus_years(born, 4) > view.start or plus_years(born, 17) <= view.end
    if edge:
        return None, "SDQ1"
    return None, ("SDQ3" if len(life.disabilities) > 1 else ("SDQ2", "SDQ4", "SDQ5")[life.index % 3])


def _adopted(life: Life, view: View) -> list[Row]:
    plan = life.adoption
    if not plan or not plan.ordered_on or not view.start <= plan.ordered_on <= view.until:
        return []
    dates = (text(plan.decided_on), text(plan.matched_on))
    return [(life.child_id, text(life.born_on), *dates, "1" if plan.by_foster_carer else "0", *plan.adopters)]


def _placed(life: Life, view: View) -> list[Row]:
    plan = life.adoption
    if not plan or not view.knows(plan.decided_on) or (plan.ceased_on and plan.ceased_on < view.start):
        return []
    ceased = view.knows(plan.ceased_on)
    told = (text(plan.ceased_on), plan.ceased_reason) if ceased else (None, None)
    return [(life.child_id, text(life.born_on), text(plan.decided_on), *told)]


def _previous(life: Life, view: View, episodes: list[CareEpisode]) -> list[Row]:
    if not any(e.rne == "S" and e.starts_on >= view.start for e in episodes):
        return []
    return [(life.child_id, text(life.born_on), *life.previous_permanence)]


def _missing(life: Life, view: View) -> list[Row]:
    born = text(life.born_on)
    return [
        (life.child_id, born, kind, text(first), text(back) if view.knows(back) else None)
        for kind, first, back in life.missing
        if view.knows(first) and back >= view.start
    ]


def _workers(life: Life, view: View) -> list[Row]:
    """Social workers of the year and the year before."""
    born, since = text(life.born_on), plus_years(view.start, -1)
    return [
        (life.child_id, born, a.worker, text(a.starts_on), text(a.ends_on) if view.knows(a.ends_on) else None, a.reason)
        for a in life.allocations
        if view.knows(a.starts_on) and a.ends_on >= since
    ]


def _liberty(life: Life, view: View) -> list[Row]:
    born = text(life.born_on)
    return [
        (life.child_id, born, text(s.starts_on), text(s.ends_on) if view.knows(s.ends_on) else None)
        for s in life.liberty
        if view.knows(s.starts_on) and s.ends_on >= view.start
    ]
