"""What the terms of the return say, in plain Python over the rows of one child: loops and dates, nothing clever.

A row is a dict of column -> value, dates as dates and what is missing as None; rows stand in the order of the file.
Written from the published terms alone, to be compared with the words of the checker.
"""

from calendar import isleap
from datetime import date, timedelta

RESPITE = ("V3", "V4")


def same_day_later(day, years):
    """The same day and month so many years later; 29 February becomes 28 February in a year without one."""
    year = day.year + years
    if day.month == 2 and day.day == 29 and not isleap(year):
        return date(year, 2, 28)
    return date(year, day.month, day.day)


def in_order(rows, day):
    """The rows by date: one without a date after all dates, equal ones in the order of the file."""
    dated = [row for row in rows if row[day] is not None]
    result = []
    for row in dated:
        place = len(result)
        while place > 0 and result[place - 1][day] > row[day]:
            place -= 1
        result.insert(place, row)
    return result + [row for row in rows if row[day] is None]


def previous(rows, row, day):
    ordered = in_order(rows, day)
    place = [r is row for r in ordered].index(True)
    return ordered[place - 1] if place > 0 else None


def following(rows, row, day):
    ordered = in_order(rows, day)
    place = [r is row for r in ordered].index(True)
    return ordered[place + 1] if place + 1 < len(ordered) else None


def first(rows, day):
    """The row with the earliest date, the first in the file of equals; None when no row has a date."""
    chosen = None
    for row in rows:
        if row[day] is not None and (chosen is None or row[day] < chosen[day]):
            chosen = row
    return chosen


def latest(rows, day):
    """The row with the latest date, the first in the file of equals; None when no row has a date."""
    chosen = None
    for row in rows:
        if row[day] is not None and (chosen is None or row[day] > chosen[day]):
            chosen = row
    return chosen


def in_year(row, start, end):
    if row["DECOM"] is None or row["DECOM"] > end:
        return False
    return row["DEC"] is None or row["DEC"] >= start


def looked_after_all_year(rows, start, end):
    """CLA, continuously looked after for the twelve months to 31 March."""
    any_in_year = False
    for row in rows:
        if in_year(row, start, end):
            any_in_year = True
            if row["LS"] in RESPITE:
                return False
        if row["RNE"] == "S" and row["DECOM"] is not None and start < row["DECOM"] <= end:
            return False
        if row["REC"] != "X1" and row["DEC"] is not None and start <= row["DEC"] < end:
            return False
    return any_in_year


def periods_of_care(rows):
    """Lists of rows: each period of care in order of date; rows without a start belong to none."""
    periods, before = [], None
    for row in in_order([row for row in rows if row["DECOM"] is not None], "DECOM"):
        if before is None or (before["DEC"] is not None and row["DECOM"] > before["DEC"]):
            periods.append([])
        periods[-1].append(row)
        before = row
    return periods


def period_of(rows, row):
    """(first day, last day) of the row's period of care, the last day None while it goes on; None if it has none."""
    for period in periods_of_care(rows):
        if any(one is row for one in period):
            return period[0]["DECOM"], period[-1]["DEC"]
    return None


def working_days_back(day, days, holidays):
    """Counting back with the first day included: from the day, or the next working day when it is none, as day 1."""

    def works(one):
        return one.isoweekday() <= 5 and one not in holidays

    while not works(day):
        day += timedelta(days=1)
    counted = 1
    while counted < days:
        day -= timedelta(days=1)
        if works(day):
            counted += 1
    return day
