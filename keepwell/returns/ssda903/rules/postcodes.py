"""Postcodes: home and placement, whose area the placement is in, and how far it is from home."""

from keepwell.returns.checking import Rule, fields_of, rule
from keepwell.returns.ssda903.derived import is_known, squeezed
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import FOSTERED, PLACED_FOR_ADOPTION, RESPITE, not_respite, uasc_known, uasc_set

Episodes = fields_of(TABLES["Episodes"])
LONGEST = 999.9  # miles; some systems write it for a distance that nobody knows


def unaccompanied(e):
    """Is or was the child UASC? Header is one of the tables of the rules that ask."""
    e.partner("Header")
    return uasc_set(e)


@rule("164", Episodes.PL_DISTANCE)
def distance_out_of_range(e):
    """The distance from home to placement is below 0 or above 999.9 miles. Check the two postcodes."""
    return ~unaccompanied(e) & ((e.PL_DISTANCE < 0) | (e.PL_DISTANCE > LONGEST))


@rule("169", Episodes.PL_LA)
def authority_missing(e):
    """The authority of the placement cannot be told: the placement postcode is missing or unknown. Check the postcode,
    or name the authority itself if the placement is confidential or abroad."""
    return not_respite(e) & e.PL_LA.is_null()


@rule("179", Episodes.PL_LOCATION)
def location_missing(e):
    """Whether the placement is inside or outside the council's area cannot be told: the placement postcode is missing
    or unknown. Check the postcode."""
    return not_respite(e) & e.PL_LOCATION.is_null()


@rule("392a", Episodes.PL_DISTANCE)
def distance_missing(e):
    """The distance from home to placement cannot be told: one of the two postcodes is missing or unknown. Check the
    home and placement postcodes."""
    return ~unaccompanied(e) & not_respite(e) & e.PL_DISTANCE.is_null()


@rule("392b", Episodes.HOME_POST, Episodes.PL_POST, optional=("Header",))
def postcode_missing(e):
    """The home or the placement postcode is missing. Give both, unless the child is or was an unaccompanied
    asylum-seeking child."""
    missing = not_respite(e) & (e.HOME_POST.is_null() | e.PL_POST.is_null())
    return missing & ~unaccompanied(e) if uasc_known(e.case) else missing


@rule("392c", Episodes.HOME_POST, Episodes.PL_POST, needs=("postcodes",))
def postcode_unknown(e):
    """The home or the placement postcode is not in the postcode directory. Check both for slips."""
    home = e.HOME_POST.is_not_null() & ~is_known(e, "HOME_POST")
    return home | (e.PL_POST.is_not_null() & ~is_known(e, "PL_POST"))


@rule("392d", Episodes.HOME_POST, Episodes.PL_POST, Episodes.PLACE)
def placed_at_home(e):
    """The home and the placement have the same postcode, but the child is not placed with parents (P1). Check the
    postcodes and the placement type."""
    return e.PLACE.ne_missing("P1") & (squeezed(e.HOME_POST) == squeezed(e.PL_POST))


@rule("406", Episodes.PL_DISTANCE)
def distance_of_unaccompanied(e):
    """There is a distance from home to placement for a child who is or was an unaccompanied asylum-seeking child and
    has no home in this country. Check the home postcode."""
    return unaccompanied(e) & e.PL_DISTANCE.is_not_null()


@rule("411", Episodes.PL_LOCATION, needs=("local authority",))
def inside_but_elsewhere(e):
    """The placement is said to be inside the council's area, but its authority is another. Check the location and the
    placement postcode."""
    return (e.PL_LOCATION == "IN") & (e.case.authority != e.PL_LA)


@rule("420", Episodes.PL_LA)
def authority_of_short_break(e):
    """There is a placement authority for a short break (legal status V3 or V4). Leave the placement postcode empty or
    correct the legal status."""
    return e.LS.is_in(RESPITE) & e.PL_LA.is_not_null()


@rule("454", Episodes.PL_DISTANCE, query=True)
def far_from_home(e):
    """The placement is more than 350 miles from home. Check that both postcodes are right."""
    return (e.PL_DISTANCE > 350) & (e.PL_DISTANCE != LONGEST)


@rule("1015", Episodes.PL_LA, needs=("local authority",))
def own_provision_elsewhere(e):
    """The council provides this placement itself, but it lies outside its area. Check the placement provider and the
    placement postcode."""
    home = e.PLACE.is_not_null() & ~e.PLACE.is_in([*PLACED_FOR_ADOPTION, *FOSTERED, "K3"])
    lawful = e.LS.is_not_null() & ~e.LS.is_in(RESPITE)
    return (e.PLACE_PROVIDER == "PR1") & home & lawful & e.PL_LA.ne_missing(e.case.authority)


RULES = [v for v in globals().values() if isinstance(v, Rule)]
