"""Lives and families as rows of Keepwell's own people files, with nothing after the day the council is looked at."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from keepwell.clocks.ages import plus_years

from .chance import chance, days, rng_for
from .families import Family
from .life import Life, Person
from .notes import notes_of
from .numbers import former_upn, home_office_number, mobile, nhs_number, uln
from .school import schooling, teacher_of
from .ssda903 import Row, Rows, View, upn_in
from .workforce import Workforce

ALERTS = (
    ("health", "Carries an inhaler; the school has a spare."),
    ("health", "Allergic to peanuts. Adrenaline pen in the blue bag."),
    ("contact", "Telephone calls with the family are supervised. Ask the social worker first."),
    ("communication", "Needs an interpreter for meetings."),
    ("safety", "Visit in pairs after dark; the stairs are unlit."),
    ("missing", "Has been missing before. Follow the agreed return plan."),
    ("address", "Do not share the placement address."),
)


@lru_cache(maxsize=40_000)
def text(day: date | None) -> str | None:
    return day and day.isoformat()


def flag(value: bool) -> str:
    return "1" if value else "0"


def workforce_rows(workforce: Workforce, on: date) -> Iterator[Rows]:
    """Everybody who works with children, and the foster carers, who belong to no one family."""
    for person, role, organisation, team in workforce.professionals():
        yield {**_person(person, on), "Professionals": [(person.person_id, role, organisation, team or None)]}
    for number in range(workforce.households):
        yield _person(workforce.household(number)[0], on)


def family_rows(family: Family, on: date) -> Rows:
    """The adults of a family, once."""
    rows: Rows = {}
    for person in family.adults:
        _add(rows, _person(person, on))
    return rows


def rows_of(seed: int, life: Life, view: View, since: date) -> Rows:
    """All rows about one child: `since` is how far back schools and attendance go."""
    on, child = view.until, life.child_id
    rng = rng_for(seed, "people", life.index)
    rows = _person(life.person, on)
    for person in life.relations:
        if _known_relation(person, life, on):
            _add(rows, _person(person, on))
    rows["Identifiers"] = _identifiers(life, view)
    rows["Relationships"] = _relationships(life, on)
    rows["Involvements"] = _involvements(life, on)
    if plus_years(life.born_on, 13) <= on and chance(rng, 0.5):
        rows["Contacts"] = [(child, "phone", mobile(rng.randrange(1000)), "Own telephone", "0")]
    attended, marks, plans = schooling(rng, life, on, since)
    rows["Schools"] = [
        (child, school.name, school.urn, text(first), text(last), str(group)) for school, first, last, group in attended
    ]
    if teacher_of(attended):
        rows["Involvements"].append((child, teacher_of(attended), "designated teacher", text(attended[-1][1]), None))
    rows["Attendance"] = [(child, *map(str, mark)) for mark in marks]
    rows["EducationPlans"] = [(child, k, text(a), _past(b, on), text(c), need) for k, a, b, c, need in plans]
    rows["Alerts"] = _alerts(rng, life, on)
    rows["Notes"] = [_note(child, note) for note in notes_of(rng, life, on)]
    rows["Sdqs"] = [(child, text(s.on), str(s.score), s.completed_by) for s in life.sdqs if s.on <= on]
    until = min(on, life.known_until)
    rows["HealthEvents"] = [(child, h.kind, text(h.on), h.outcome) for h in life.health if h.on <= until]
    return {table: found for table, found in rows.items() if found}


def _add(rows: Rows, more: Rows) -> None:
    for table, found in more.items():
        rows.setdefault(table, []).extend(found)


def _past(day: date | None, on: date) -> str | None:
    return text(day) if day and day <= on else None


def _person(person: Person, on: date) -> Rows:
    born = person.born_on is None or person.born_on <= on
    key = person.person_id
    return {
        "People": [
            (key, person.kind, person.sex if born else "U", _past(person.born_on, on), _past(person.died_on, on))
        ],
        "Names": _names(person, on) if born else [(key, "legal", None, person.family, None, None)],
        "Addresses": [
            (key, h.kind, h.address.line_1, None, h.address.town, h.address.postcode, text(h.starts_on),
             _past(h.ends_on, on), flag(h.sealed))
            for h in person.homes
            if h.starts_on <= on
        ],
        "Contacts": [(key, kind, value, note or None, flag(never)) for kind, value, note, never in person.contacts],
        "Relationships": [
            (key, t.other, t.relationship, flag(t.responsible), text(t.starts_on), _past(t.ends_on, on))
            for t in person.ties
            if person.kind != "child" and t.starts_on <= on
        ],
    }  # fmt: skip


def _names(person: Person, on: date) -> list[Row]:
    """Names begun by `on`; a legal name that has ended by then is a former one."""
    found = []
    for name in person.names:
        if name.starts_on and name.starts_on > on:
            continue
        ended = name.ends_on is not None and name.ends_on <= on
        kind = "former" if ended and name.kind == "legal" else name.kind
        row = (
            person.person_id,
            kind,
            name.given or None,
            name.family or None,
            text(name.starts_on),
            _past(name.ends_on, on),
        )
        found.append(row)
    return found


def _known_relation(person: Person, life: Life, on: date) -> bool:
    """Adopters are known from the day the child moves in, a baby from its birth."""
    if person.born_on:
        return person.born_on <= on
    plan = life.adoption
    return plan.matched_on <= on


def _identifiers(life: Life, view: View) -> list[Row]:
    """Numbers with their dates; a former UPN for those adopted at school age, and for a few who changed schools."""
    child, born = life.child_id, life.born_on
    if born > view.until:
        return []
    found = [(child, "nhs_number", nhs_number(life.index), text(life.arrived_on or born), None)]
    number = upn_in(life, view)
    if not number.startswith("UN"):
        # Numbers are given on starting school, in the September after the fourth birthday.
        since = max(date(born.year + (4 if born.month < 9 else 5), 9, 1), life.arrived_on or date.min)
        if life.index % 60 == 0:
            found.append(
                (child, "former_upn", former_upn(life.index), text(since), text(min(since + days(200), view.until)))
            )
        found.append((child, "upn", number, text(since), None))
    fourteen = plus_years(born, 14)
    if fourteen <= view.until:
        found.append((child, "uln", uln(life.index), text(max(fourteen, life.arrived_on or fourteen)), None))
    if life.unaccompanied:
        found.append((child, "home_office", home_office_number(life.index), text(life.arrived_on), None))
    return found


def _relationships(life: Life, on: date) -> list[Row]:
    """Parents, brothers and sisters, adopters; foster carers while the child lives with them."""
    child = life.child_id
    found = [
        (child, t.other, t.relationship, flag(t.responsible), text(t.starts_on), _past(t.ends_on, on))
        for t in life.person.ties
        if t.starts_on <= on
    ]
    for carer, first, last in _carers(life):
        if first <= on:
            found.append((child, carer, "foster-carer", "0", text(first), _past(last, on)))
    return found


def _carers(life: Life) -> list[tuple[str, date, date]]:
    spans: list[tuple[str, date, date]] = []
    for episode in life.care:
        carer = episode.where.carer
        if carer and spans and spans[-1][0] == carer and spans[-1][2] == episode.starts_on:
            spans[-1] = (carer, spans[-1][1], episode.ends_on)
        elif carer:
            spans.append((carer, episode.starts_on, episode.ends_on))
    return spans


def _involvements(life: Life, on: date) -> list[Row]:
    child = life.child_id
    found = [
        (child, a.worker, "allocated social worker", text(a.starts_on), _past(a.ends_on, on))
        for a in life.allocations
        if a.starts_on <= on
    ]
    for i in life.involvements:
        if i.starts_on <= min(on, life.known_until):
            found.append(
                (child, i.person, i.role, text(i.starts_on), _past(min(i.ends_on or date.max, life.known_until), on))
            )
    return found


def _alerts(rng, life: Life, on: date) -> list[Row]:
    if not chance(rng, 0.12) or life.born_on > on:
        return []
    kind, told = rng.choice(ALERTS)
    since = min(on, max(life.referrals[-1].on, life.born_on) + days(rng.randint(1, 60)))
    review = since + days(180)
    ended = since + days(rng.randint(100, 700))
    return [(life.child_id, kind, told, text(since), text(review), _past(ended, on))]


def _note(child: str, note: tuple) -> Row:
    kind, day, at_time, by, title, told, words, significant = note
    return (child, kind, text(day), at_time, by, title, told, words, flag(significant))
