"""Social workers.

SW10STG2 is left out: SW10aSTG2 takes its place from 2025-26.
"""

from datetime import date

import polars as pl

from keepwell.returns.checking import Rule, fields_of, rule
from keepwell.returns.checking.words import years_after
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import not_respite

Episodes, SWEpisodes = fields_of(TABLES["Episodes"]), fields_of(TABLES["SWEpisodes"])

COLLECTED_SINCE = date(2023, 4, 1)  # reasons for a change of social worker are asked for from here on
START = pl.col("SW_DECOM")  # the order by start alone, where the end dates must not decide between equals


def reported_since(row):
    """Social workers are reported for the collection year and the year before."""
    return years_after(row.year.start, -1)


@rule("SW02STG1", SWEpisodes.SW_ID)
def number_has_its_form(s):
    """The social worker's number is missing or has the wrong form. It starts with SW, or XX where there is none, and
    has at least four characters."""
    formed = s.SW_ID.str.contains("^(SW|XX)") & (s.SW_ID.str.len_chars() >= 4)
    return s.SW_ID.is_null() | ~formed


@rule("SW04STG1", SWEpisodes.SW_DECOM)
def start_is_a_date(s):
    """The start date of the social worker is not a date of the calendar written day/month/year. Write it like
    05/11/2025."""
    return s.unreadable.SW_DECOM


@rule("SW05STG1", SWEpisodes.SW_DEC)
def end_is_a_date(s):
    """The end date of the social worker is not a date of the calendar written day/month/year. Write it like
    05/11/2025."""
    return s.unreadable.SW_DEC


@rule("SW06STG2", SWEpisodes.SW_DECOM)
def starts_after_the_year(s):
    """The social worker starts after the end of the collection year. Check the start date."""
    return s.year.end < s.SW_DECOM


@rule("SW07STG2", SWEpisodes.SW_DEC)
def ends_outside_the_two_years(s):
    """The social worker's end date is after the collection year, or more than a year before it began. Check the date;
    social workers of earlier years are not returned."""
    return (s.year.end < s.SW_DEC) | (reported_since(s) > s.SW_DEC)


@rule("SW08STG2", SWEpisodes.SW_DEC)
def open_before_a_later_one(s):
    """This social worker has no end date, but the child has a later one. Only the latest may still be open: give the
    end date."""
    return s.after(START).exists & s.SW_DECOM.is_not_null() & s.SW_DEC.is_null()


@rule("SW09STG2", SWEpisodes.SW_DECOM, SWEpisodes.SW_DEC)
def too_short(s):
    """The social worker had the child for less than three days. Check the start and end dates; such short cover is
    not returned."""
    return (s.SW_DEC - s.SW_DECOM).dt.total_days() < 3


@rule("SW10aSTG2", SWEpisodes.SW_DECOM)
def far_from_the_previous_one(s):
    """The social worker starts more than seven days before or after the child's previous one ended. Check the two
    dates, or add the social worker in between."""
    apart = (s.SW_DECOM - s.previous.SW_DEC).dt.total_days().abs()
    return s.SW_REASON.ne_missing("FCONTA") & (apart > 7)


@rule("SW10bSTG2", SWEpisodes.SW_DECOM, SWEpisodes.SW_REASON)
def first_contact_before_previous_ends(s):
    """The social worker is the first one of a new contact, but starts before the child's previous one ended. Check
    the reason and the two dates."""
    return (s.SW_REASON == "FCONTA") & (s.SW_DECOM <= s.previous.SW_DEC)


@rule("SW11bSTG2", SWEpisodes.SW_DEC)
def last_one_ends_with_the_year(s):
    """The child's latest social worker ends in the last days of the collection year and nobody follows. Check the end
    date, or add the next social worker."""
    latest = s.SW_DECOM.is_not_null() & s.CHILD.is_not_null() & s.after(START).SW_DECOM.is_null()
    return latest & s.SW_DEC.is_between(s.year.end - pl.duration(days=5), s.year.end)


def there_at_start_or_end(e, s):
    """Had the child this social worker by the end of the episode that ends care, or after care started?"""
    by_the_end = e.REC.ne_missing("X1") & (s.SW_DECOM <= e.DEC)
    from_the_start = (e.RNE == "S") & (s.SW_DECOM >= e.DECOM)
    return by_the_end | from_the_start


# The field of this rule is in the other table; the episode's dates are what it was compared with.
@rule("SW12STG2", Episodes.DECOM, Episodes.DEC)
def care_without_social_worker(e):
    """The child started or stopped being looked after, and no social worker is returned for that time. Add the social
    worker, or check the dates of the episode."""
    reported = e.DEC.is_null() | e.DEC.is_between(reported_since(e), e.year.end)
    starts_or_ends = (e.RNE == "S") | e.REC.ne_missing("X1")
    asked = e.CHILD.is_not_null() & not_respite(e) & starts_or_ends & reported
    return asked & ~e.any_with("SWEpisodes", there_at_start_or_end)


@rule("SW13STG1", SWEpisodes.SW_REASON)
def reason_is_listed(s):
    """The reason for the change of social worker is missing or not on the list. It is needed for everyone who started
    on or after 1 April 2023."""
    return s.unknown.SW_REASON | (s.SW_REASON.is_null() & (s.SW_DECOM >= COLLECTED_SINCE))


@rule("SW17STG2", SWEpisodes.SW_DEC, SWEpisodes.SW_DECOM)
def latest_has_ended(s):
    """The child's latest social worker has an end date, so nobody has the child now. Check the date, or add the next
    social worker."""
    undated = s.CHILD.is_not_null() & s.SW_DECOM.is_null() & ~s.before(START).exists
    return s.SW_DEC.is_not_null() & (s.last() | undated)


@rule("SW18STG2", SWEpisodes.SW_DEC, SWEpisodes.SW_DECOM)
def ends_before_it_starts(s):
    """The social worker's end date is not after the start date. Check the two dates."""
    return s.SW_DEC <= s.SW_DECOM


@rule("SW19STG2", SWEpisodes.SW_DEC, SWEpisodes.SW_DECOM)
def two_on_the_same_day(s):
    """Another social worker of the child starts on the same day. Remove the repeated row or check the start date."""
    return s.SW_DECOM == s.before(START).SW_DECOM


RULES = [v for v in globals().values() if isinstance(v, Rule)]
