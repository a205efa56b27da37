"""Adoption: the decision, the placement order, the match, the order of the court; or a change of plan."""

import random
from datetime import date

from .care import Ending, add_reviews, not_last_of_march, weave
from .chance import chance, days, weighted
from .life import Adoption, Home, Life, Name, Person, Place, Tie
from .names import family_name, given_name
from .placements import Stay, foster_place
from .places import address
from .workforce import Workforce

# NB_ADOPTR, SEX_ADOPTR, LS_ADOPTR that go together (rules 511 to 524).
ADOPTERS = {
    ("2", "MF", "L11"): 68, ("2", "MF", "L3"): 8, ("2", "MM", "L12"): 5, ("2", "FF", "L12"): 5, ("2", "MM", "L4"): 2,
    ("2", "FF", "L2"): 2, ("1", "F1", "L0"): 9, ("1", "M1", "L0"): 1,
}  # fmt: skip


def write_adoption(rng: random.Random, workforce: Workforce, life: Life, need: str, start: date) -> Ending:
    """A whole period of care from the interim order to adoption; for one in nine the plan changes."""
    decided_on = start + days(rng.randint(110, 200))
    order_on = decided_on + days(rng.randint(10, 60))
    if chance(rng, 0.11):
        return _plan_changes(rng, workforce, life, need, start, decided_on, order_on)
    placed_on = order_on + days(rng.randint(50, 280))
    ordered_on = not_last_of_march(placed_on + days(rng.randint(110, 300)))
    path = [(start, "C1"), (order_on, "E1")]
    found = [Stay(start, foster_place(rng, workforce, "U6"), "CARPL")]
    by_carer = chance(rng, 0.18)
    life.adoption = Adoption(
        decided_on, matched_on=placed_on - days(rng.randint(8, 30)), ordered_on=ordered_on, by_foster_carer=by_carer,
        adopters=weighted(rng, ADOPTERS),
    )  # fmt: skip
    found.append(_with_adopters(rng, found[0].where, placed_on, by_carer))
    found[0].reason = "PLACE" if by_carer else "CARPL"
    end = Ending(ordered_on, weighted(rng, {"E11": 2, "E12": 3}), "RC1")
    weave(life, need, path, found, end)
    add_reviews(rng, life, start, ordered_on)
    _settle(rng, life, found[-1].where.address, placed_on, ordered_on)
    return end


def _plan_changes(rng, workforce, life: Life, need: str, start: date, decided_on: date, order_on: date) -> Ending:
    """No adopters were found: the placement order ends and a care order follows, with a long-term foster home."""
    back_on = order_on + days(rng.randint(200, 500))
    life.adoption = Adoption(decided_on, ceased_on=back_on, ceased_reason=rng.choice(("RD1", "RD3", "RD4")))
    first, later = foster_place(rng, workforce, "U6"), foster_place(rng, workforce, "U4")
    found = [Stay(start, first, "CARPL")]
    if later.postcode != first.postcode:
        found.append(Stay(back_on + days(60), later, None))
    end = Ending(not_last_of_march(back_on + days(rng.randint(1500, 2500))), "E46", "RC4")
    weave(life, need, [(start, "C1"), (order_on, "E1"), (back_on, "C2")], found, end)
    add_reviews(rng, life, start, end.on)
    return end


def _with_adopters(rng, before: Place, placed_on: date, by_carer: bool) -> Stay:
    if by_carer:
        same = Place("A5", before.provider, before.postcode, before.urn, before.address, before.carer)
        return Stay(placed_on, same, None, same_carer=True)
    where = address(rng, far=chance(rng, 0.4))
    return Stay(
        placed_on,
        Place("A6", "PR1" if where.postcode.startswith("ZM") else "PR4", where.postcode, "XXXXXXX", where),
        None,
    )


def _settle(rng, life: Life, where, placed_on: date, ordered_on: date) -> None:
    """The adoptive home, kept sealed, and the new name from the day of the order."""
    person = life.person
    adopter = Person(f"AD{life.index:07d}", "carer", "F" if chance(rng, 0.6) else "M", None)
    family = family_name(rng, "british")
    adopter.names.append(Name("legal", given_name(rng, adopter.sex, "british"), family))
    adopter.homes.append(Home("home", where, placed_on - days(900), None, sealed=True))
    old = person.names[0]
    given = old.given if chance(rng, 0.85) else given_name(rng, person.sex, "british")
    person.names.insert(0, Name("legal", given, family, ordered_on))
    old.ends_on = ordered_on
    for tie in person.ties:
        if tie.relationship in ("mother", "father"):
            tie.ends_on = ordered_on
    person.homes[0].ends_on = ordered_on
    person.ties.append(Tie(adopter.person_id, "parent", True, ordered_on))
    person.homes.append(Home("home", where, placed_on, None, sealed=True))
    life.relations.append(adopter)
