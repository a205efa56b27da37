"""From a family's storyline to the lives of its children."""

import random
from datetime import date

from keepwell.clocks.ages import plus_years

from .adoption import write_adoption
from .care import Ending, add_liberty, ending, legal_path, write_period, write_short_breaks
from .chance import chance, day_between, days, rng_for, weighted
from .families import Family, alone, birthdays, fill, plan_family
from .health import add_health
from .leaving import add_adviser, add_contacts, add_motherhood
from .life import Home, Involvement, Life, PreProceedings, Referral
from .need import NEEDS, Beginning, assessment, beginning, end_with_death, write_need
from .placements import place_of
from .protection import pre_proceedings, referral_with_plan, write_protection
from .workforce import Workforce, allocations

CARE_NEEDS = {"N1": 70, "N5": 14, "N4": 8, "N3": 4, "N6": 4}


def make_family(
    seed: int, number: int, first_index: int, limit: int, first_day: date, on: date, workforce: Workforce
) -> Family:
    """Family `number` with at most `limit` children, numbered from `first_index` on, each life told to its end."""
    rng = rng_for(seed, "family", number)
    family, size = plan_family(rng, number, first_day, on)
    if family.storyline == "unaccompanied":
        alone(rng, family, first_index, family.began_on, rng.randint(14 * 365, 17 * 365 + 200))
    else:
        if family.storyline == "leaver":
            born = [_leaver_born(rng, family, first_day, on)]
        else:
            born = birthdays(rng, family, size, first_day, on)
        fill(rng, family, born, first_index, limit)
    start = _shared_beginning(rng, family)
    first_home = None
    for place, life in enumerate(family.children):
        child_rng = rng_for(seed, "child", life.index)
        tell(child_rng, workforce, life, start, first_day, on, first_home, place)
        if life.care and first_home is None:
            first_home = life.care[0].where
    return family


def _leaver_born(rng: random.Random, family: Family, first_day: date, on: date) -> date:
    """Somebody whose 18th birthday falls from two years before the first collection year to half a year from now."""
    adult_on = day_between(rng, first_day - days(700), on + days(180))
    born_on = plus_years(adult_on, -18)
    family.began_on = born_on + days(rng.randint(6 * 365, 15 * 365))
    return born_on


def _shared_beginning(rng: random.Random, family: Family) -> Beginning:
    line = family.storyline
    if line == "unaccompanied":
        return beginning(rng, family.began_on, "N8", False, False)
    if line == "disabled":
        return beginning(rng, family.began_on, "N2", False, False)
    if line == "need":
        return beginning(rng, family.began_on, weighted(rng, NEEDS), chance(rng, 0.1), False)
    if line == "agreed":
        return beginning(rng, family.began_on, weighted(rng, {"N4": 3, "N5": 3, "N6": 2, "N3": 2}), False, False)
    need = "N1" if line == "protection" else weighted(rng, CARE_NEEDS)
    conference = line == "protection" or chance(rng, 0.6)
    return beginning(rng, family.began_on, need, conference, conference)


def tell(
    rng, workforce: Workforce, life: Life, start: Beginning, first_day: date, on: date, first_home, place: int
) -> None:
    """One child's life: the case, care if it comes to that, and all that follows from either."""
    floor = first_day + days(3)
    line = life.storyline
    if line in ("court", "adoption") and place and chance(rng, 0.12):
        line = "protection" if start.conference_on else "need"
    if line == "adoption" and life.born_on < start.on - days(6 * 365):
        line = "court"
    if line == "need":
        write_need(rng, life, start, floor)
    elif line == "disabled":
        _disabled(rng, life, start, floor)
    elif line == "protection":
        write_protection(rng, life, start, floor)
    else:
        _care(rng, workforce, life, line, start, floor, first_home)
    if line in ("need", "protection", "disabled") and chance(rng, 0.004):
        _death(rng, life, first_day, on)
    _follow(rng, workforce, life, on)


def _disabled(rng, life: Life, start: Beginning, floor: date) -> None:
    """Long support for a disabled child, for two in five with short breaks."""
    write_need(rng, life, start, floor)
    referral = life.referrals[-1]
    if referral.plans and chance(rng, 0.4):
        plan = referral.plans[-1]
        since = plan.starts_on + days(rng.randint(20, 120))
        until = min(max(plan.ends_on, floor + days(90)), plus_years(life.born_on, 18) - days(5))
        if until > since + days(60):
            write_short_breaks(rng, life, since, until)
            _close_after_care(rng, life, referral, Ending(life.care[-1].ends_on, "E8", ""))


def _death(rng, life: Life, first_day: date, on: date) -> None:
    """A child who died while the case was open, within the years we report."""
    referral = life.referrals[-1]
    first = max(first_day, life.born_on + days(30), referral.on + days(150))
    last = min(on - days(5), (referral.closed_on or first) - days(1))
    if not life.care and first < last and (referral.plans or referral.protection):
        end_with_death(life, referral, day_between(rng, first, last))


def _care(rng, workforce: Workforce, life: Life, line: str, start: Beginning, floor: date, first_home) -> None:
    """A case in which the child comes into care, with at most one return to care after going home."""
    need = "N8" if line == "unaccompanied" else start.need
    kind = "agreed" if line in ("agreed", "unaccompanied") else "court"
    referral, entry = _before_care(rng, life, line, start)
    life.referrals.append(referral)
    if line == "adoption":
        end = write_adoption(rng, workforce, life, need, entry)
    elif line == "unaccompanied":
        end = Ending(plus_years(life.born_on, 18), "E8", "")
        write_period(rng, workforce, life, need, [(entry, "V2")], end, place_of(rng, workforce, life, "U6"))
    else:
        end = ending(rng, life, entry, kind, floor)
        together = first_home if first_home and first_home.place == "U6" and chance(rng, 0.65) else None
        write_period(rng, workforce, life, need, legal_path(rng, entry, kind), end, together)
        end = _back_again(rng, workforce, life, need, end)
    life.previous_permanence = _previous_permanence(rng, life, line)
    _close_after_care(rng, life, referral, end)
    if end.rec == "E2":
        life.person.died_on = end.on


def _before_care(rng, life: Life, line: str, start: Beginning) -> tuple[Referral, date]:
    """The referral up to the day of coming into care."""
    if line == "unaccompanied":
        referral = start.referral()
        referral.source = rng.choice(("6", "7", "5C"))
        referral.assessments.append(assessment(rng, start, ("9A",)))
        return referral, start.on
    earliest = max(start.authorised_on, start.conference_on or date.min, life.born_on)
    entry = earliest + days(rng.randint(3, 240 if line == "court" else 40))
    if start.conference_on:
        entry = max(entry, start.conference_on + days(20))
        until = entry + days(rng.randint(0, 20))
        referral = referral_with_plan(rng, life, start, 0, until)
    else:
        referral = start.referral()
        referral.assessments.append(assessment(rng, start))
    referral.proceedings = _proceedings(rng, start, entry) if line != "agreed" else None
    return referral, entry


def _proceedings(rng, start: Beginning, entry: date) -> PreProceedings | None:
    since = start.authorised_on + days(2)
    if (entry - since).days < 60 or since < date(2026, 4, 1):
        return None
    return pre_proceedings(rng, since, entry - days(2))


def _back_again(rng, workforce, life: Life, need: str, end: Ending) -> Ending:
    """One child in four who went home comes back into care."""
    entry = end.on + days(rng.randint(40, 300))
    if end.rec not in ("E4A", "E4B") or entry > plus_years(life.born_on, 17) or not chance(rng, 0.25):
        return end
    later = ending(rng, life, entry, "court", entry)
    write_period(rng, workforce, life, need, legal_path(rng, entry, "court"), later, None)
    return later


def _previous_permanence(rng, life: Life, line: str) -> tuple[str, str | None, str | None]:
    entry = life.care[0].starts_on
    earlier = entry - days(rng.randint(300, 900))
    if line in ("unaccompanied", "adoption") or earlier < life.born_on + days(365) or not chance(rng, 0.06):
        return "Z1", None, None
    told = earlier.strftime("%d/%m/%Y") if chance(rng, 0.7) else f"ZZ/ZZ/{earlier.year - 1}"
    return weighted(rng, {"P1": 2, "P2": 5, "P3": 3}), rng.choice(("380", "850", "WAL", "926")), told


def _close_after_care(rng, life: Life, referral: Referral, end: Ending) -> None:
    """Orders and death close the case that day; otherwise support goes on into the next collection year.

    The social worker stays until then too: the return wants the last one of the year without an end (rule SW17STG2).
    """
    if end.closing:
        referral.closed_on, referral.reason = end.on, end.closing
    else:
        referral.closed_on, referral.reason = next_april(end.on) + days(rng.randint(3, 120)), "RC7"
        if end.rec in ("E8", "E7") and life.disabilities != ("NONE",):
            referral.reason = "RC6"
    floor = max(
        [a.authorised_on for a in referral.assessments] + [p.ends_on for p in referral.protection + referral.plans]
    )
    referral.closed_on = max(referral.closed_on, floor)


def next_april(day: date) -> date:
    """The first day of the collection year after the one that holds `day`."""
    return date(day.year + ((day.month, day.day) >= (4, 1)), 4, 1)


def _follow(rng, workforce: Workforce, life: Life, on: date) -> None:
    """What follows from the case: workers, health, homes, leaving care."""
    add_contacts(rng, life)
    add_adviser(rng, workforce, life)
    add_motherhood(rng, life, on)
    add_liberty(rng, life)
    add_health(rng, life)
    _allocate(rng, workforce, life)
    _place_homes(life)


def _allocate(rng, workforce: Workforce, life: Life) -> None:
    entries = [e.starts_on for e in life.care if e.rne == "S"]
    for referral in life.referrals:
        if referral.no_further_action:
            continue
        until = referral.closed_on
        inside = [day for day in entries if referral.on <= day <= until]
        if inside:
            until = max(until, next_april(max(e.ends_on for e in life.care)) + days(30))
        handovers = [max(day, referral.on + days(5)) for day in inside if day > referral.on]
        life.allocations += allocations(rng, workforce, referral.on, max(until, referral.on + days(4)), handovers)
    if entries:
        last = max(e.ends_on for e in life.care)
        life.involvements.append(
            Involvement(workforce.worker_id(rng, "RO"), "independent reviewing officer", entries[0], last)
        )
    if (life.born_on + days(1800)) > life.referrals[0].on:
        since = max(life.born_on, life.referrals[0].on)
        life.involvements.append(
            Involvement(workforce.worker_id(rng, "HV"), "health visitor", since, life.born_on + days(1826))
        )


def _place_homes(life: Life) -> None:
    """Placement addresses, one for each stretch at the same postcode; those with private households are sealed."""
    for episode in life.care:
        where = episode.where.address
        if where is None or episode.where.place in ("A5", "A6"):
            continue
        last = life.person.homes[-1] if life.person.homes else None
        if last and last.kind == "placement" and last.address == where and last.ends_on == episode.starts_on:
            last.ends_on = episode.ends_on
        else:
            sealed = episode.where.place.startswith("U") and life.index % 5 == 0
            life.person.homes.append(Home("placement", where, episode.starts_on, episode.ends_on, sealed))
