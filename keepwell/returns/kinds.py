"""How each kind of cell is read: from trimmed text to a value, null where the text cannot be read as that kind."""

from collections.abc import Callable

import polars as pl

DAY_FIRST = r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$"
# A time or a time zone after an XML date means nothing for these returns and is ignored.
YEAR_FIRST = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:?[0-9]{2}|[T ][0-9:.,]+(Z|[+-][0-9]{2}:?[0-9]{2})?)?$"
PARTIAL = r"^([0-9]{1,2}|ZZ)/([0-9]{1,2}|ZZ)/([0-9]{4}|ZZZZ)$"
NO_YEAR = r"(^|/)0000($|-)"  # the calendar begins with year 1


def day_first(text: pl.Expr) -> pl.Expr:
    """d/m/yyyy, one or two digits for day and month and four for the year, a real calendar date."""
    formed = text.str.contains(DAY_FIRST) & ~text.str.contains(NO_YEAR)
    return pl.when(formed).then(text).str.to_date("%d/%m/%Y", strict=False)


def year_first(text: pl.Expr) -> pl.Expr:
    """yyyy-mm-dd, a real calendar date; a time or zone after it is ignored."""
    formed = text.str.contains(YEAR_FIRST) & ~text.str.contains(NO_YEAR)
    return pl.when(formed).then(text.str.slice(0, 10)).str.to_date("%Y-%m-%d", strict=False)


def either_way(text: pl.Expr) -> pl.Expr:
    return pl.coalesce(day_first(text), year_first(text))


def partial_date(text: pl.Expr) -> pl.Expr:
    """d/m/yyyy where ZZ stands for an unknown day or month and ZZZZ for an unknown year; stays text.

    What is known must be possible: an unknown month counts as December and an unknown year as a leap year.
    """
    upper = text.str.to_uppercase()
    filled = upper.str.replace(r"^ZZ/", "1/").str.replace("/ZZ/", "/12/", literal=True).str.replace(r"/ZZZZ$", "/2000")
    return pl.when(upper.str.contains(PARTIAL) & day_first(filled).is_not_null()).then(upper)


def flag(text: pl.Expr) -> pl.Expr:
    """1 or true, 0 or false, in any case."""
    lower = text.str.to_lowercase()
    return pl.when(lower.is_in(["1", "true"])).then(pl.lit(True)).when(lower.is_in(["0", "false"])).then(pl.lit(False))


def integer(text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.contains(r"^[+-]?[0-9]{1,18}$")).then(text).cast(pl.Int64, strict=False)


def number(text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.contains(r"^[+-]?[0-9]+(\.[0-9]+)?$")).then(text).cast(pl.Float64, strict=False)


# The form of a date by collection: how to read it, and how to ask for it.
DATES: dict[str, tuple[Callable[[pl.Expr], pl.Expr], str]] = {
    "ssda903": (day_first, "a date of the calendar written day/month/year, such as 05/11/2025"),
    "cin": (year_first, "a date of the calendar written year-month-day, such as 2025-11-05"),
    "people": (either_way, "a date of the calendar written 05/11/2025 or 2025-11-05"),
}
OTHERS: dict[str, tuple[Callable[[pl.Expr], pl.Expr], str]] = {
    "partial date": (partial_date, "a date such as 05/11/2015, with ZZ for what is not known (ZZ/11/2015, ZZ/ZZ/2015)"),
    "flag": (flag, "1 or true for yes, 0 or false for no"),
    "integer": (integer, "a whole number"),
    "number": (number, "a number"),
}


def reader(kind: str, collection: str) -> tuple[Callable[[pl.Expr], pl.Expr], str] | None:
    """How to read a kind in a collection and what such a cell should hold; None for kinds that are any text."""
    return DATES[collection] if kind == "date" else OTHERS.get(kind)
