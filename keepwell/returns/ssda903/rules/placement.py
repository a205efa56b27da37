"""Placement: the kind of placement, who provides it, and whether a provider's number fits it."""

from datetime import date

from keepwell.returns.checking import Rule, fields_of, rule
from keepwell.returns.checking.words import yes
from keepwell.returns.ssda903.register import NO_NUMBER, numbered
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import FOSTERED, PLACED_FOR_ADOPTION, RESPITE, TEMPORARY

Episodes = fields_of(TABLES["Episodes"])

OTHER_PLACES = ["Z11", "Z12", "Z13", "Z14"]
PROVIDED_BY_NOBODY = [*TEMPORARY, *OTHER_PLACES]
NEVER_NUMBERED = ["P1", "P3", "R1", "R2", "R5", *PROVIDED_BY_NOBODY]
NOT_THE_COUNCILS_OWN = ["P1", "R2", "R5"]


@rule("178", Episodes.PLACE_PROVIDER)
def provider_code(e):
    """The placement provider is not one of PR0 to PR5, or is given for a temporary or other placement that has none.
    Check the provider and the placement type."""
    nobody = e.PLACE.is_in(["T0", "T1", "T2", "T3", *OTHER_PLACES])  # T4 is left to 213
    return e.unknown.PLACE_PROVIDER | (e.PLACE_PROVIDER.is_not_null() & nobody)


@rule("213", Episodes.PLACE_PROVIDER)
def provider_of_temporary_placement(e):
    """A placement provider is given for a temporary placement (T0 to T4) or another placement (Z11 to Z14). Leave the
    provider empty or correct the placement type."""
    return e.PLACE.is_in(PROVIDED_BY_NOBODY) & e.PLACE_PROVIDER.is_not_null()


@rule("214", Episodes.PL_POST, Episodes.URN)
def place_of_short_break(e):
    """A placement postcode or provider number is given for a short break (legal status V3 or V4). Leave both empty or
    correct the legal status."""
    return e.LS.is_in(RESPITE) & (e.PL_POST.is_not_null() | e.URN.is_not_null())


@rule("217", Episodes.PLACE, Episodes.DECOM, Episodes.RNE)
def adopted_by_present_carers(e):
    """The child is placed for adoption with the present foster carers (A3 or A5), but the episode did not start with
    S, T or U. Check the reason for the new episode."""
    return e.PLACE.is_in(["A3", "A5"]) & (date(2015, 4, 1) <= e.DECOM) & ~yes(e.RNE.is_in(["S", "T", "U"]))


@rule("222", Episodes.URN)
def number_where_there_is_none(e):
    """A provider number is given for a kind of placement that Ofsted does not register. Leave the number empty or
    correct the placement type."""
    return e.PLACE.is_in(NEVER_NUMBERED) & numbered(e)


@rule("242", Episodes.URN)
def no_number_outside_fostering(e):
    """The provider number is XXXXXXX, which only foster placements and placements for adoption may have. Give the
    provider's own number or check the placement type."""
    return (e.URN == NO_NUMBER) & ~yes(e.PLACE.is_in([*PLACED_FOR_ADOPTION, *FOSTERED]))


@rule("516", Episodes.REC, Episodes.PLACE)
def guardianship_by_foster_carers(e):
    """The episode ended with a special guardianship order to foster carers (E45 or E46), but the child was not in
    foster care. Check the reason for ending and the placement type."""
    return e.REC.is_in(["E45", "E46"]) & ~yes(e.PLACE.is_in(FOSTERED))


@rule("526", Episodes.PLACE, Episodes.PLACE_PROVIDER)
def provider_missing(e):
    """The placement provider is missing for a placement that must have one. Say who provides the placement."""
    return e.PLACE_PROVIDER.is_null() & ~yes(e.PLACE.is_in(PROVIDED_BY_NOBODY))


@rule("527", Episodes.PLACE, Episodes.PLACE_PROVIDER)
def own_provision(e):
    """A placement with parents, in hospital or in youth custody is said to be provided by this council (PR1). Check
    the placement type and the provider."""
    return e.PLACE.is_in(NOT_THE_COUNCILS_OWN) & (e.PLACE_PROVIDER == "PR1")


@rule("528", Episodes.PLACE, Episodes.PLACE_PROVIDER)
def another_councils_provision(e):
    """A placement with parents, in hospital or in youth custody is said to be provided by another council (PR2). Check
    the placement type and the provider."""
    return e.PLACE.is_in(NOT_THE_COUNCILS_OWN) & (e.PLACE_PROVIDER == "PR2")


@rule("529", Episodes.PLACE, Episodes.PLACE_PROVIDER)
def public_body_provision(e):
    """A foster, adoptive, children's home or parental placement is said to be provided by another public body (PR3).
    Check the placement type and the provider."""
    return e.PLACE.is_in([*PLACED_FOR_ADOPTION, "K1", "K2", "P1", *FOSTERED]) & (e.PLACE_PROVIDER == "PR3")


@rule("530", Episodes.PLACE, Episodes.PLACE_PROVIDER)
def charity_provides_parents(e):
    """A placement with parents is said to be provided by a charity or voluntary organisation (PR4). Check the
    placement type and the provider."""
    return (e.PLACE == "P1") & (e.PLACE_PROVIDER == "PR4")


@rule("531", Episodes.PLACE, Episodes.PLACE_PROVIDER)
def company_provides_parents(e):
    """A placement with parents is said to be provided by a private company (PR5). Check the placement type and the
    provider."""
    return (e.PLACE == "P1") & (e.PLACE_PROVIDER == "PR5")


@rule("550", Episodes.PLACE, Episodes.PLACE_PROVIDER)
def parents_provide_another_place(e):
    """The provider is the child's parents (PR0), but the child is not placed with parents (P1). Check the placement
    type and the provider."""
    return (e.PLACE_PROVIDER == "PR0") & e.PLACE.ne_missing("P1")


RULES = [v for v in globals().values() if isinstance(v, Rule)]
