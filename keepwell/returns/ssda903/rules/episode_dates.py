"""Episodes: dates, and how long an episode or a run of them may last."""

from datetime import date

from keepwell.returns.checking import Rule, fields_of, rule
from keepwell.returns.checking.stretches import stretch
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import ended_by

Episodes = fields_of(TABLES["Episodes"])
CHILDREN_ACT = date(1991, 10, 14)  # the Children Act 1989 came into force
PLACEMENT_ORDERS = date(2005, 12, 1)  # the first month of the Adoption and Children Act 2002 that rule 446 allows


# the dates themselves


@rule("141", Episodes.DECOM)
def start_unreadable(e):
    """The start of the episode is not a date of the calendar written day/month/year. Correct it."""
    return e.unreadable.DECOM


@rule("147", Episodes.DEC)
def end_unreadable(e):
    """The end of the episode is not a date of the calendar written day/month/year. Correct it."""
    return e.unreadable.DEC


@rule("353", Episodes.DECOM)
def start_before_the_act(e):
    """The episode starts before 14 October 1991, when the Children Act began. Check the start date."""
    return e.DECOM < CHILDREN_ACT


@rule("354", Episodes.DECOM)
def start_after_the_year(e):
    """The episode starts after the collection year. Check the start date, or leave the episode to a later return."""
    return e.DECOM > e.year.end


@rule("355", Episodes.DECOM, Episodes.DEC)
def ends_as_it_starts(e):
    """The episode starts and ends on the same day. Check the two dates, or take the episode out."""
    return e.DECOM == e.DEC


@rule("356", Episodes.DECOM)
def ends_before_it_starts(e):
    """The episode ends before it starts. Check the two dates."""
    return e.DEC < e.DECOM


@rule("385", Episodes.DEC)
def end_after_the_year(e):
    """The episode ends after the collection year. Leave its end empty if it was open on the last day of the year."""
    return e.DEC > e.year.end


@rule("446", Episodes.LS, Episodes.DECOM)
def placement_order_too_early(e):
    """The legal status is a placement order (E1) and the start is before 1 December 2005, when there were none yet."""
    return (e.LS == "E1") & (e.DECOM < PLACEMENT_ORDERS)


# legal statuses that the law limits to some days


def _run_over(e, status, days):
    """Unbroken episodes under the status, each from the day the one before ends, that last more than these days."""

    def starts(e):
        changes = e.LS.ne_missing(status) | e.LS.shift().ne_missing(status)
        return changes | (e.DECOM != ended_by(e).shift())

    lasted = stretch(e, lambda e: (ended_by(e).max() - e.DECOM.min()).dt.total_days(), starts=starts)
    return (e.LS == status) & (lasted > days)


def _period_over(e, status, days):
    """Episodes under the status without a day between them whose own days add up to more than these."""

    def lasted(e):
        return (ended_by(e) - e.DECOM).dt.total_days().clip(0).sum()

    def starts(e):
        return e.DECOM > ended_by(e).shift()

    return stretch(e, lasted, among=lambda e: e.LS == status, starts=starts) > days


@rule("361", Episodes.DECOM, Episodes.LS, Episodes.DEC)
def long_police_protection(e):
    """Police protection (L1) lasts more than 3 days without a break. Check the dates and the legal status."""
    return _run_over(e, "L1", 3)


@rule("362", Episodes.DECOM, Episodes.LS, Episodes.DEC)
def long_emergency_protection(e):
    """An emergency protection order (L2) lasts more than 21 days without a break. Check the dates and the status."""
    return _run_over(e, "L2", 21)


@rule("363", Episodes.LS, Episodes.DECOM, Episodes.DEC)
def long_assessment_order(e):
    """A child assessment order (L3) lasts more than 7 days. Check the dates and the legal status."""
    return _period_over(e, "L3", 7)


@rule("364", Episodes.LS, Episodes.DECOM, Episodes.DEC)
def long_police_detention(e):
    """The child is held for the police in council accommodation (J2) for more than 21 days. Check the dates."""
    return _period_over(e, "J2", 21)


# short breaks


@rule("365", Episodes.LS, Episodes.DECOM, Episodes.DEC)
def long_short_break(e):
    """A short break under V3 lasts more than 17 days. Check the dates, or whether V2 is the right legal status."""
    return (e.LS == "V3") & (ended_by(e) > e.DECOM.dt.offset_by("17d"))


def _days_in_year(e):
    """Days of the episode within the collection year; none or fewer for one outside it."""
    return (ended_by(e).clip(upper_bound=e.year.end) - e.DECOM.clip(e.year.start)).dt.total_days()


@rule("367", Episodes.LS, Episodes.DECOM, Episodes.DEC)
def many_short_breaks(e):
    """The child's short breaks under V3 add up to more than 75 days this year. Check the dates and the legal status."""
    total = stretch(e, lambda e: _days_in_year(e).clip(0).sum(), among=lambda e: e.LS == "V3")
    return (total > 75) & (_days_in_year(e) > 0)


# temporary placements


def _stays_over(e, place, days):
    """An ended episode in the placement that lasts more than these days."""
    return (e.PLACE == place) & (e.DEC > e.DECOM.dt.offset_by(f"{days}d"))


@rule("375", Episodes.DECOM, Episodes.DEC, Episodes.PLACE)
def long_hospital_stay(e):
    """A temporary placement in hospital (T1) lasts more than 42 days. Check the dates, or record a change."""
    return _stays_over(e, "T1", 42)


@rule("376", Episodes.DECOM, Episodes.DEC, Episodes.PLACE)
def long_carer_holiday(e):
    """A temporary placement for a carer's holiday (T3) lasts more than 21 days. Check the dates, or record a change."""
    return _stays_over(e, "T3", 21)


@rule("379", Episodes.DECOM, Episodes.DEC, Episodes.PLACE)
def long_other_temporary(e):
    """A temporary placement for another reason (T4) lasts more than 7 days. Check the dates, or record a change."""
    return _stays_over(e, "T4", 7)


RULES = [found for found in globals().values() if isinstance(found, Rule)]
