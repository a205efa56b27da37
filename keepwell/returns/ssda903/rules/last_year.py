"""Episodes: comparison with the previous year."""

from keepwell.returns.checking import Rule, fields_of, pair_rule, rule
from keepwell.returns.checking.stretches import stretch
from keepwell.returns.checking.words import yes
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import ADOPTED

Episodes = fields_of(TABLES["Episodes"])

LAST_YEAR = {"needs": ("previous year",)}


def latest_before(e):
    """The child's latest episode of the previous year's return."""
    return e.partner("Episodes_last", latest=True)


def carried_over(e):
    """Is it the child's first episode, and was the latest one of last year's return still open?"""
    return e.first() & latest_before(e).exists & latest_before(e).DEC.is_null()


def differs(e, column):
    """Is a column other than in last year's latest episode? Missing in one year differs, missing in both does not."""
    return getattr(e, column).ne_missing(getattr(latest_before(e), column))


def farther(e):
    """Do the two distances differ by 0.2 miles or more, or was there none? Both are rounded to one decimal first."""
    before = latest_before(e).PL_DISTANCE
    # Tenths of a mile are no exact numbers: half a tenth less makes 0.2 certain.
    apart = (e.PL_DISTANCE.round(1) - before.round(1)).abs() > 0.15
    return yes(apart) | (before.is_null() & e.PL_DISTANCE.is_not_null())


def is_adoption(e):
    return e.REC.is_in(ADOPTED)


def adopted_last_year(e, before):
    """Did that earlier episode end in adoption? One that this year's return holds again is not counted twice."""
    again = before.any_with("Episodes", lambda old, new: old.DECOM == new.DECOM)
    return is_adoption(before) & (before.DECOM < e.DECOM) & ~again


def adopted_before(e):
    """Did an earlier episode of this year's return end in adoption?"""
    return yes(is_adoption(e)).cum_sum().shift() > 0


@rule("199", Episodes.CHILD, optional=("Episodes_last",))
def follows_an_adoption(e):
    """The child has an episode after one that ended in adoption. An adopted child who comes back into care is a new
    child of the return: check the adoption, and the child's number."""
    return yes(stretch(e, adopted_before)) | e.any_with("Episodes_last", adopted_last_year)


@rule("452", Episodes.PL_LA, **LAST_YEAR)
def authority_with_same_reason(e):
    """The episode carried over from last year has the same reason, but its placement is now in another local
    authority. Check the placement postcode in both years."""
    return carried_over(e) & (e.RNE == latest_before(e).RNE) & differs(e, "PL_LA")


@rule("453", Episodes.PL_DISTANCE, **LAST_YEAR)
def distance_with_same_reason(e):
    """The episode carried over from last year has the same reason, but its placement is now at another distance from
    home. Check the home and placement postcodes in both years."""
    return carried_over(e) & (e.RNE == latest_before(e).RNE) & farther(e)


@pair_rule("502", Episodes.DECOM, pairs=("Episodes", "Episodes_last"), reports=("Episodes",), **LAST_YEAR)
def starts_with_the_open_one(e, before):
    """An episode was still open in last year's return, but the child's first episode this year starts on another
    day. Check the start date, or add the episode that is missing."""
    return e.first() & before.DEC.is_null() & e.DECOM.ne_missing(before.DECOM)


@rule("503A", Episodes.RNE, **LAST_YEAR)
def reason_for_start_changed(e):
    """The episode was open at the end of last year, but its reason for starting is not the one returned then. Check
    which is right."""
    return carried_over(e) & differs(e, "RNE")


@rule("503B", Episodes.LS, **LAST_YEAR)
def legal_status_changed(e):
    """The episode was open at the end of last year, but its legal status is not the one returned then. Check which is
    right; a new legal status needs a new episode."""
    return carried_over(e) & differs(e, "LS")


@rule("503C", Episodes.CIN, **LAST_YEAR)
def need_changed(e):
    """The episode was open at the end of last year, but its category of need is not the one returned then. Check
    which is right."""
    return carried_over(e) & differs(e, "CIN")


@rule("503D", Episodes.PLACE, **LAST_YEAR)
def placement_type_changed(e):
    """The episode was open at the end of last year, but its placement type is not the one returned then. Check which
    is right; a new placement needs a new episode."""
    changed = carried_over(e) & differs(e, "PLACE")
    if e.case.ruleset != 2026:
        return changed
    # Z1 was divided into four codes for 2025-26.
    divided = (latest_before(e).PLACE == "Z1") & e.PLACE.is_in(["Z11", "Z12", "Z13", "Z14"])
    return changed & ~yes(divided)


@rule("503E", Episodes.PLACE_PROVIDER, **LAST_YEAR)
def kind_of_provider_changed(e):
    """The episode was open at the end of last year, but its kind of placement provider is not the one returned then.
    Check which is right."""
    return carried_over(e) & differs(e, "PLACE_PROVIDER")


@rule("503F", Episodes.URN, **LAST_YEAR)
def provider_number_changed(e):
    """The episode was open at the end of last year, but its provider's registration number is not the one returned
    then. Check which is right."""
    return carried_over(e) & differs(e, "URN")


@rule("503G", Episodes.PL_DISTANCE, **LAST_YEAR)
def distance_changed(e):
    """The episode was open at the end of last year, but the distance between home and placement is not the one of
    then. Check the home and placement postcodes in both years."""
    return carried_over(e) & farther(e)


@rule("503H", Episodes.PL_LA, **LAST_YEAR)
def authority_changed(e):
    """The episode was open at the end of last year, but its placement is now in another local authority. Check the
    placement postcode in both years."""
    return carried_over(e) & differs(e, "PL_LA")


@rule("503J", Episodes.PL_LOCATION, **LAST_YEAR)
def inside_or_outside_changed(e):
    """The episode was open at the end of last year, but its placement has moved into or out of your area since.
    Check the placement postcode in both years."""
    return carried_over(e) & differs(e, "PL_LOCATION")


@rule("562", Episodes.DECOM, **LAST_YEAR)
def not_the_latest_of_last_year(e):
    """The child's first episode began before this collection year, but the latest episode in last year's return did
    not start on that day. Check the start date in both years."""
    return e.first() & (e.year.start > e.DECOM) & ~yes(latest_before(e).DECOM == e.DECOM)


@rule("NoE", Episodes.DECOM, **LAST_YEAR)
def child_not_in_last_years_return(e):
    """The episode began before this collection year, but last year's return has no episode of this child. Check the
    start date and the child's number."""
    return (e.year.start > e.DECOM) & e.CHILD.is_not_null() & ~e.any("Episodes_last")


RULES = [v for v in globals().values() if isinstance(v, Rule)]
