"""Times that figures are counted in: financial years, as the returns have them, and their quarters."""

from dataclasses import dataclass
from datetime import date

from keepwell.clocks.ages import plus_months
from keepwell.clocks.collection import CollectionYear


@dataclass(frozen=True)
class Period:
    """`last` is the last day that counts: today while the period runs. `slug` names it in an address."""

    slug: str
    title: str
    first: date
    last: date
    over: bool


def years(on, many):
    """So many financial years, the latest first; the first runs until `on` unless it ends that day."""
    return [_year(CollectionYear(CollectionYear.of(on).year - i), on) for i in range(many)]


def quarters(on, many):
    """So many quarters of financial years, the latest first."""
    first = date(on.year, on.month - (on.month - 1) % 3, 1)
    return [_quarter(plus_months(first, -3 * i), on) for i in range(many)]


def named(slug, on):
    """The period of that name; None when it names none or one that has not begun."""
    year, _, quarter = slug.partition("-q")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and quarter in ("", "1", "2", "3", "4")):
        return None
    if not 1900 <= int(year) <= 9990 or (slug.endswith("-q")):
        return None
    start = CollectionYear(int(year)).start
    first = plus_months(start, 3 * (int(quarter) - 1)) if quarter else start
    if first > on:
        return None
    return _quarter(first, on) if quarter else _year(CollectionYear(int(year)), on)


def _year(year, on):
    over = year.end < on
    title = f"{year.year - 1}-{year.year % 100:02}"
    return Period(str(year.year), title if over else f"{title} so far", year.start, min(year.end, on), over)


def _quarter(first, on):
    end = plus_months(first, 3).toordinal() - 1
    last, year = date.fromordinal(end), CollectionYear.of(first).year
    title = f"{first:%B} to {last:%B %Y}"
    over = last < on
    number = (first.month - 4) % 12 // 3 + 1
    return Period(f"{year}-q{number}", title if over else f"{title} so far", first, min(last, on), over)
