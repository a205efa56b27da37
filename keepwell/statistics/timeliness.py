"""In time or late: the rules of the duties that the figures count, on plain dates."""

from functools import lru_cache

from keepwell.clocks.ages import plus_months
from keepwell.clocks.working_days import add_working_days, is_working_day, working_days_between

ASSESSMENT, CONFERENCE, FIRST_REVIEW = 45, 15, 20  # working days
FIRST_CONFERENCE_REVIEW, SECOND_REVIEW, LATER = 3, 3, 6  # months


@lru_cache(maxsize=100_000)
def working_days_taken(start, end):
    """How many working days it took, the first of them counting as one (CIN census rules 8670Q and 8675Q)."""
    return working_days_between(start, end) + is_working_day(start)


@lru_cache(maxsize=100_000)
def first_review_by(start):
    return add_working_days(start, FIRST_REVIEW)


def within_working_days(start, end, limit):
    """ "in-time" or "late"; "not-known" where a day is missing or the end is before the start."""
    if start is None or end is None or end < start:
        return "not-known"
    return "in-time" if working_days_taken(start, end) <= limit else "late"


def reviews_in_time(start, held, first, last, due_first, due_next):
    """Were all reviews that fell due from `first` to `last` held in time? "in-time", "late", or None: none fell due.

    held       days of the reviews in any order; those before `start` and after `last` do not count
    due_first  day -> the last day for the first review; due_next: (day of a review, how many there were) -> the same
    """
    due, judged, late = due_first(start), False, False
    for i, day in enumerate(sorted(d for d in held if start <= d <= last), start=1):
        if due >= first:
            judged, late = True, late or day > due
        elif day >= first:  # it was overdue as the time began
            judged, late = True, True
        due = due_next(day, i)
    if due < last:
        judged, late = True, True
    if not judged:
        return None
    return "late" if late else "in-time"


def protection_reviews(start, held, first, last):
    """Of one protection plan: within 3 months of its start, then within 6 months of the last."""
    return reviews_in_time(
        start, held, first, last, lambda day: plus_months(day, FIRST_CONFERENCE_REVIEW),
        lambda day, i: plus_months(day, LATER),
    )  # fmt: skip


def care_reviews(start, held, first, last):
    """Of one period of care: within 20 working days, then 3 months, then 6 months of the last."""
    return reviews_in_time(
        start, held, first, last, first_review_by,
        lambda day, i: plus_months(day, SECOND_REVIEW if i == 1 else LATER),
    )  # fmt: skip
