"""Episodes: order and continuity within the year."""

import polars as pl

from keepwell.codes import code_set
from keepwell.returns.checking import Rule, fields_of, pair_rule, rule
from keepwell.returns.checking.words import years_after, yes
from keepwell.returns.ssda903.derived import squeezed
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import FOSTERED, PLACED_FOR_ADOPTION, TEMPORARY

Episodes, Header = fields_of(TABLES["Episodes"]), fields_of(TABLES["Header"])

WITH_OWN_CARER = ["A3", "A5"]  # placed for adoption with the carer who fosters the child already
CEASED = [code for code in code_set("ssda903.REC").codes if code != "X1"]  # care ended with the episode


def is_temporary(place):
    return yes(place.is_in(TEMPORARY))


def placement_changes(e):
    """For each part of the placement: is it another than in the child's previous episode? Twice missing is the same."""
    parts = [getattr(e, part).ne_missing(getattr(e.previous, part)) for part in ("PLACE", "URN", "PLACE_PROVIDER")]
    return [*parts, squeezed(e.PL_POST).ne_missing(squeezed(e.previous.PL_POST))]


def same_placement(e):
    return ~pl.any_horizontal(placement_changes(e))


@rule("142", Episodes.DEC, Episodes.REC)
def ended_before_a_later_one(e):
    """This episode has no end date or no reason for ending, but the child has a later episode. Only the latest
    episode may still be open: give both, or check the order of the start dates."""
    return e.next.exists & e.DECOM.is_not_null() & (e.DEC.is_null() | e.REC.is_null())


@rule("225", Episodes.REASON_PLACE_CHANGE)
def change_without_reason(e):
    """The child's next episode is a change of placement, but no reason for the change is given on this one. Add the
    reason why the placement changed."""
    moved = (e.REC == "X1") & e.next.RNE.is_in(["P", "B", "T", "U"])
    return moved & e.REASON_PLACE_CHANGE.is_null() & ~is_temporary(e.PLACE) & ~is_temporary(e.next.PLACE)


@rule("226", Episodes.REASON_PLACE_CHANGE, Episodes.PLACE)
def reason_around_temporary_placement(e):
    """A reason for a change of placement is given where a temporary placement begins or ends. Such a stay is not a
    change of placement: remove the reason from it and from the episode before it."""
    return is_temporary(e.PLACE) & (e.REASON_PLACE_CHANGE.is_not_null() | e.previous.REASON_PLACE_CHANGE.is_not_null())


@rule("233", Episodes.REASON_PLACE_CHANGE)
def reason_on_open_episode(e):
    """A reason for a change of placement is given, but the episode has not ended. Add the end date or remove the
    reason."""
    return e.DEC.is_null() & e.REASON_PLACE_CHANGE.is_not_null()


@pair_rule("234", Episodes.REASON_PLACE_CHANGE, Header.DOB, pairs=("Episodes", "Header"))
def young_for_custody(e, h):
    """The placement is said to have changed because of custody, but the child was not yet 10 years old. Check the
    reason for the change and the date of birth."""
    changed = pl.when(e.next.exists).then(e.next.DECOM).otherwise(e.DEC)
    return (e.REASON_PLACE_CHANGE == "CUSTOD") & (years_after(h.DOB, 10) > changed)


@rule("336", Episodes.PLACE)
def adopted_by_carer_who_did_not_foster(e):
    """The child is placed for adoption with the current foster carer, but was in no foster or adoption placement
    just before. Check the placement types of both episodes."""
    follows = e.DECOM.is_not_null() & e.previous.exists
    return follows & e.PLACE.is_in(WITH_OWN_CARER) & ~yes(e.previous.PLACE.is_in(PLACED_FOR_ADOPTION + FOSTERED))


@rule("357", Episodes.RNE)
def first_does_not_start_care(e):
    """The child's first episode began in this collection year, but not as a start of being looked after. Its reason
    should be S, or an earlier episode is missing."""
    return e.first() & (e.year.start <= e.DECOM) & e.RNE.ne_missing("S")


@rule("383", Episodes.PLACE, Episodes.RNE, Episodes.PL_POST)
def not_back_after_temporary_placement(e):
    """After a temporary placement the child should return to the placement before it. Check that the placement type
    and postcode are those of that placement, and that the reason for this episode is P."""
    back = e.previous_but_one
    elsewhere = e.PLACE.ne_missing(back.PLACE) | squeezed(e.PL_POST).ne_missing(squeezed(back.PL_POST))
    return back.exists & e.previous.PLACE.is_in(TEMPORARY) & (e.RNE.ne_missing("P") | elsewhere)


@rule("388", Episodes.REC)
def continues_or_not(e):
    """The reason for ending does not fit what follows: X1 is for an episode that the child's next one continues on
    the same day, and any other reason is for leaving care. Check the reason and the dates around it."""
    gap = e.next.exists & (e.REC == "X1") & (e.DEC != e.next.DECOM)
    no_gap = e.next.exists & (e.REC != "X1") & (e.DEC == e.next.DECOM)
    nothing_follows = e.CHILD.is_not_null() & ~e.next.exists & e.DEC.is_not_null() & (e.REC == "X1")
    return yes(gap) | yes(no_gap) | nothing_follows


@rule("431", Episodes.RNE, Episodes.DECOM)
def starts_care_without_a_break(e):
    """This episode is said to start a new time in care, but the child was still looked after the day before. Check
    its start date and reason, and the end date of the previous episode."""
    return (e.RNE == "S") & (e.DECOM <= e.previous.DEC)


@rule("432", Episodes.RNE)
def goes_on_after_leaving_care(e):
    """The child's previous episode ended with leaving care, so this one should start a new time in care with reason
    S. Check the reason for this episode and why the previous one ended."""
    return e.previous.REC.is_in(CEASED) & e.RNE.ne_missing("S")


@rule("433", Episodes.RNE, Episodes.DECOM)
def change_not_on_the_same_day(e):
    """This episode is a change within one time in care, but it does not start on the day on which the previous
    episode ended. Check the two dates and the reason for this episode."""
    before = e.before(pl.col("DECOM"), pl.col("DEC"))
    return e.RNE.is_in(["P", "L", "T", "U", "B"]) & before.exists & ~yes(before.DEC == e.DECOM)


@rule("434", Episodes.RNE, Episodes.LS, Episodes.PLACE, Episodes.PL_POST, Episodes.URN, Episodes.PLACE_PROVIDER)
def only_legal_status_changes(e):
    """The reason for this episode says that only the legal status changed, but it is the same as before or the
    placement changed as well. Compare legal status and placement with those of the previous episode."""
    otherwise = yes(e.LS == e.previous.LS) | pl.any_horizontal(placement_changes(e))
    return (e.RNE == "L") & e.previous.exists & otherwise


@rule("435", Episodes.RNE, Episodes.LS, Episodes.PLACE, Episodes.PL_POST, Episodes.URN, Episodes.PLACE_PROVIDER)
def only_placement_changes(e):
    """The reason for this episode says that only the placement or carer changed, but the placement is the same or the
    legal status changed as well. Compare both with the previous episode."""
    return e.RNE.is_in(["P", "T"]) & e.previous.exists & (e.LS.ne_missing(e.previous.LS) | same_placement(e))


@rule("436", Episodes.RNE, Episodes.LS, Episodes.PLACE, Episodes.PL_POST, Episodes.URN, Episodes.PLACE_PROVIDER)
def legal_status_and_placement_change(e):
    """The reason for this episode says that both the legal status and the placement or carer changed, but at least
    one of them is as it was in the previous episode. Check the reason and what really changed."""
    return e.RNE.is_in(["U", "B"]) & e.previous.exists & (e.LS.eq_missing(e.previous.LS) | same_placement(e))


@rule("437", Episodes.REC)
def something_follows_the_end(e):
    """The child is said to have died or moved to the care of another authority, but has another episode afterwards.
    Check the reason for ending and the episodes that follow."""
    return e.DECOM.is_not_null() & e.REC.is_in(["E2", "E15"]) & e.next.exists


@rule("501", Episodes.DECOM, Episodes.DEC)
def starts_before_previous_ends(e):
    """This episode starts before the child's previous episode ended. Check the two dates."""
    return e.DECOM < e.previous.DEC


@rule("504", Episodes.CIN)
def need_changes_in_one_time_in_care(e):
    """The category of need differs from that of the episode which this one continues. It is the need at the start of
    the time in care and should stay as it was."""
    continues = (e.previous.REC == "X1") & (e.previous.DEC == e.DECOM)
    return continues & e.CIN.ne_missing(e.previous.CIN)


@rule("1009", Episodes.REASON_PLACE_CHANGE)
def reason_for_change_is_listed(e):
    """The reason for the change of placement is not a code on the list. Check what was meant."""
    return e.unknown.REASON_PLACE_CHANGE


RULES = [v for v in globals().values() if isinstance(v, Rule)]
