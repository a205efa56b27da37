"""Missing from care."""

import polars as pl

from keepwell.returns.checking import Rule, each_rule, fields_of, pair_rule, rule
from keepwell.returns.checking.words import years_after, yes
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import period_end, period_start

Header, Episodes, Missing = (fields_of(TABLES[name]) for name in ("Header", "Episodes", "Missing"))


@rule("564", Missing.MISSING, Missing.MIS_START)
def without_start(m):
    """The child is said to be missing or away, but the date when this began is not given. Add the start date."""
    return m.MISSING.is_in(["M", "A"]) & m.MIS_START.is_null()


@rule("565", Missing.MISSING, Missing.MIS_START)
def start_without_kind(m):
    """A start date is given, but not whether the child was missing or away without agreement. Add M or A."""
    return m.MIS_START.is_not_null() & m.MISSING.is_null()


@rule("566", Missing.MISSING, Missing.MIS_END)
def end_without_kind(m):
    """An end date is given, but not whether the child was missing or away without agreement. Add M or A."""
    return m.MIS_END.is_not_null() & m.MISSING.is_null()


@rule("567", Missing.MIS_START, Missing.MIS_END)
def ends_before_it_starts(m):
    """The time missing ends before it starts. Check the two dates."""
    return m.MIS_START > m.MIS_END


@rule("570", Missing.MIS_START)
def starts_after_the_year(m):
    """The time missing starts after the end of the collection year. Check the start date; later times belong in next
    year's return."""
    return m.year.end < m.MIS_START


@rule("571", Missing.MIS_END)
def ends_outside_the_year(m):
    """The time missing ends before or after the collection year. Check the end date."""
    return ~m.year.holds(m.MIS_END)


@rule("574", Missing.MIS_START, Missing.MIS_END)
def overlaps_the_one_before(m):
    """The child was already missing when this time missing starts, or the time before has no end date. Check the
    dates of both."""
    before = m.before(pl.coalesce("MIS_END", "MIS_START"), pl.col("MIS_START"))
    return before.exists & (before.MIS_END.is_null() | (m.MIS_START < before.MIS_END))


@pair_rule("575", Missing.MIS_END, pairs=("Episodes", "Missing"), reports=("Missing",))
def still_missing_though_episode_ended(e, m):
    """The episode in which the child went missing has ended, but the time missing has not. Add its end date, or check
    the end of the episode."""
    return m.MIS_END.is_null() & m.MIS_START.is_between(e.DECOM, e.DEC)


def open_last_year(m):
    return m.MIS_START.is_not_null() & m.MIS_END.is_null()


@each_rule("576", Missing.CHILD, Header.CHILD, optional=("Header",), needs=("previous year",))
def not_carried_over(row):
    """The child was still missing at the end of last year's return, but the first time missing of this year does not
    start on that day, or there is none. Return that time again, with its end date."""
    if row.table == "Header":
        return row.any("Missing_last", open_last_year) & ~row.any("Missing")
    starts = [row.partner("Missing_last", open_last_year, latest=latest).MIS_START for latest in (False, True)]
    first = row.CHILD.is_not_null() & ~row.previous.exists
    return first & pl.any_horizontal(start != row.MIS_START for start in starts)


def has_period(e):
    return period_start(e).is_not_null()


def missing_within_period(m, e):
    """Does the time missing fit the period of care of this episode? A missing date rejects nothing."""
    still = m.MIS_END.is_null()
    too_long = yes(still & period_end(e).is_not_null()) | yes(period_end(e) < m.MIS_END)
    too_early = yes(still & (period_start(e) > m.MIS_START)) | yes(period_start(e) > m.MIS_END)
    return has_period(e) & ~too_long & ~too_early


@rule("577", Missing.MIS_END)
def ends_outside_care(m):
    """The child was not looked after when this time missing ended, or care has ended and the time missing has not.
    Check its end date against the child's episodes."""
    return m.MIS_START.is_not_null() & m.any("Episodes", has_period) & ~m.any_with("Episodes", missing_within_period)


def starts_within_period(m, e):
    return has_period(e) & ~yes(period_start(e) > m.MIS_START) & ~yes(period_end(e) < m.MIS_START)


@rule("578", Missing.MIS_START)
def starts_outside_care(m):
    """The time missing starts when the child was not looked after. Check its start date against the child's
    episodes."""
    return m.MIS_START.is_not_null() & m.any("Episodes", has_period) & ~m.any_with("Episodes", starts_within_period)


@pair_rule("580", Episodes.REC, Episodes.DEC, pairs=("Missing", "Episodes"), reports=("Episodes",))
def missing_until_eighteen(m, e):
    """The child was missing until the 18th birthday, when the episode ended, but the reason for ending is not E8.
    Check the reason and the dates."""
    birthday = years_after(m.DOB, 18)
    return (birthday == m.MIS_END) & (m.MIS_END == e.DEC) & e.REC.ne_missing("E8")


def starts_within_episode(m, e):
    return (m.MIS_START >= e.DECOM) & ((m.MIS_START <= e.DEC) | e.DEC.is_null())


@rule("581", Missing.MIS_START)
def starts_outside_every_episode(m):
    """The time missing has no start date, or starts on a day that is in none of the child's episodes. Check it
    against the episodes."""
    return m.any("Episodes") & ~m.any_with("Episodes", starts_within_episode)


@rule("586", Missing.MIS_START)
def missing_at_birth(m):
    """The time missing starts on or before the day of birth. Check both dates."""
    return m.MIS_START <= m.DOB


@rule("1004", Missing.MIS_START)
def start_is_a_date(m):
    """The start of the time missing is not given, or not a date of the calendar written day/month/year. Write it like
    05/11/2025."""
    return m.MIS_START.is_null()


@rule("1005", Missing.MIS_END)
def end_is_a_date(m):
    """The end of the time missing is not a date of the calendar written day/month/year. Write it like 05/11/2025."""
    return m.unreadable.MIS_END


@rule("1006", Missing.MISSING)
def kind_is_listed(m):
    """The kind of absence is neither M for missing nor A for away without agreement. Check the code."""
    return m.unknown.MISSING


RULES = [v for v in globals().values() if isinstance(v, Rule)]
