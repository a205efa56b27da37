"""Episodes: codes, and codes that do not go together."""

from keepwell.returns.checking import Rule, fields_of, rule
from keepwell.returns.checking.words import yes
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import ADOPTED, PLACED_FOR_ADOPTION, RESPITE, TEMPORARY

Episodes = fields_of(TABLES["Episodes"])


@rule("143", Episodes.RNE)
def new_episode_reason_unknown(e):
    """The reason for the new episode is not a code of this collection. Use S, P, L, T, B or U."""
    return e.unknown.RNE


@rule("144", Episodes.LS)
def legal_status_unknown(e):
    """The legal status is not a code of this collection. Look up the code of the order or agreement."""
    return e.unknown.LS


@rule("145", Episodes.CIN)
def need_unknown(e):
    """The category of need is not a code of this collection. Use one of N1 to N8."""
    return e.unknown.CIN


@rule("146", Episodes.PLACE)
def placement_unknown(e):
    """The placement type is not a code of this collection. Codes H5, P2 and Z1 ended with 2024-25; see Z11 to Z14."""
    return e.unknown.PLACE


@rule("149", Episodes.REC)
def end_reason_unknown(e):
    """The reason why the episode ended is not a code of this collection. Look up the code."""
    return e.unknown.REC


@rule("148", Episodes.DEC, Episodes.REC)
def end_half_told(e):
    """Only one of the end date and the reason for the end can be read. Give both, or leave both empty."""
    return e.DEC.is_null() != e.REC.is_null()


@rule("366", Episodes.RNE)
def short_break_not_a_start(e):
    """A short break under V3 must begin with code S, since the child starts to be looked after again each time."""
    return (e.LS == "V3") & e.RNE.ne_missing("S")


def away_on_holiday(e):
    return e.PLACE == "T3"


@rule("377", Episodes.PLACE)
def three_carer_holidays(e):
    """The child has more than two temporary placements for a carer's holiday (T3) this year. Check their codes."""
    return away_on_holiday(e) & (e.count("Episodes", away_on_holiday) > 2)


@rule("378", Episodes.PLACE, Episodes.LS)
def with_parents_by_agreement(e):
    """A child placed with their own parents (P1) cannot be accommodated under section 20 (V2). Check both codes."""
    return (e.PLACE == "P1") & (e.LS == "V2")


@rule("380", Episodes.PLACE, Episodes.RNE)
def temporary_without_move(e):
    """A temporary placement (T0 to T4) must begin with a change of placement: reason P or B for the new episode."""
    return e.PLACE.is_in(TEMPORARY) & ~yes(e.RNE.is_in(["P", "B"]))


@rule("381", Episodes.PLACE, Episodes.REC)
def temporary_ends_care(e):
    """A temporary placement (T0 to T4) must be followed by another episode, so its reason for the end must be X1."""
    return e.PLACE.is_in(TEMPORARY) & (e.REC != "X1")


@rule("382", Episodes.LS, Episodes.PLACE)
def short_break_temporary(e):
    """A short break (V3 or V4) cannot be in a temporary placement (T0 to T4). Check both codes."""
    return e.LS.is_in(RESPITE) & e.PLACE.is_in(TEMPORARY)


@rule("384", Episodes.PLACE, Episodes.LS)
def short_break_in_long_term_care(e):
    """A short break (V3 or V4) cannot be in long-term foster care (U1 or U4). Check both codes."""
    return e.LS.is_in(RESPITE) & e.PLACE.is_in(["U1", "U4"])


@rule("390", Episodes.PLACE, Episodes.REC)
def adopted_from_elsewhere(e):
    """The child was adopted (E11 or E12), but the last placement is not one for adoption (A3 to A6)."""
    return e.REC.is_in(ADOPTED) & ~yes(e.PLACE.is_in(PLACED_FOR_ADOPTION))


@rule("398", Episodes.LS, Episodes.HOME_POST, Episodes.PL_POST)
def short_break_with_postcode(e):
    """No postcodes are collected for short breaks (V3 or V4). Take them out, or check the legal status."""
    return e.LS.is_in(RESPITE) & (e.HOME_POST.is_not_null() | e.PL_POST.is_not_null())


@rule("408", Episodes.PLACE, Episodes.LS)
def placed_for_adoption_without_order(e):
    """The child is placed for adoption under a placement order (A5 or A6), but the legal status is not E1."""
    return e.PLACE.is_in(["A5", "A6"]) & e.LS.ne_missing("E1")


def single_short_break(e):
    return e.LS == "V3"


def agreed_short_breaks(e):
    return e.LS == "V4"


@rule("426", Episodes.LS)
def both_kinds_of_short_break(e):
    """The child has short breaks under both V3 and V4 this year. Use one of the two codes for all of them."""
    both = e.any("Episodes", single_short_break) & e.any("Episodes", agreed_short_breaks)
    return e.LS.is_in(RESPITE) & both


RULES = [found for found in globals().values() if isinstance(found, Rule)]
