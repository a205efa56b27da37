"""Stretches of rows, and the words about two rows of one child."""

import polars as pl

from keepwell.returns.checking import fields_of, rule
from keepwell.returns.checking.stretches import stretch
from keepwell.returns.ssda903.tables import TABLES

from .tables import assert_reports

Episodes, DoLo = fields_of(TABLES["Episodes"]), fields_of(TABLES["DoLo"])


def last_day(e):
    return e.DEC.last()


def after_the_one_before(e):
    return e.DEC.shift() < e.DECOM


@rule("s1", Episodes.DEC)
def in_a_stretch_that_goes_on(e):
    """The period has no end."""
    end = stretch(e, last_day, starts=after_the_one_before)
    return e.DECOM.is_not_null() & end.is_null()


def test_a_stretch_ends_where_the_next_begins():
    assert_reports(in_a_stretch_that_goes_on, TABLES, Episodes="""
        | CHILD | DECOM      | DEC        | ! |
        | 1     | 01/07/2026 |            | ! |
        | 2     | 01/07/2026 | 02/07/2026 |   |
        | 1     | 01/05/2026 | 01/06/2026 |   |
        | 1     | 05/06/2026 | 01/07/2026 | ! |
        | 1     |            |            |   |
    """)  # fmt: skip


@rule("s2", Episodes.DEC)
def all_of_a_child(e):
    """All long episodes of the child together have the sum."""
    days = stretch(e, lambda e: (e.DEC - e.DECOM).dt.total_days().sum(), among=lambda e: e.LS == "C2")
    return days == 3


def test_without_a_start_a_child_has_one_stretch_of_the_rows_taken():
    assert_reports(all_of_a_child, TABLES, Episodes="""
        | CHILD | LS | DECOM      | DEC        | ! |
        | 1     | C2 | 01/07/2026 | 02/07/2026 | ! |
        | 2     | C2 | 01/07/2026 | 02/07/2026 |   |
        | 1     | C1 | 01/05/2026 | 01/06/2026 |   |
        | 1     | C2 | 05/06/2026 | 07/06/2026 | ! |
        |       | C2 | 01/07/2026 | 04/07/2026 |   |
    """)  # fmt: skip


@rule("s3", Episodes.DECOM)
def with_another_on_the_same_day(e):
    """An order starts on the day of the episode."""
    return e.any_with("DoLo", lambda e, d: e.DECOM == d.DOLO_START)


def test_any_with_looks_at_two_rows_of_one_child():
    assert_reports(with_another_on_the_same_day, TABLES, Episodes="""
        | CHILD | DECOM      | ! |
        | 1     | 01/07/2026 |   |
        | 1     | 02/07/2026 | ! |
        | 2     | 02/07/2026 |   |
        |       | 02/07/2026 |   |
    """, DoLo="""
        | CHILD | DOLO_START |
        | 1     | 02/07/2026 |
        |       | 02/07/2026 |
    """)  # fmt: skip


@rule("s4", DoLo.DOLO_START)
def before_in_order_of_end(d):
    """The row before in the order of ends starts later."""
    return d.DOLO_START < d.before(pl.coalesce(d.DOLO_END, d.DOLO_START)).DOLO_START


def test_before_takes_another_order():
    assert_reports(before_in_order_of_end, TABLES, DoLo="""
        | CHILD | DOLO_START | DOLO_END   | ! |
        | 1     | 03/07/2026 | 05/07/2026 |   |
        | 1     | 02/07/2026 | 06/07/2026 | ! |
        | 2     | 01/07/2026 | 07/07/2026 |   |
    """)  # fmt: skip


@rule("s5", Episodes.LS)
def unknown(e):
    """The code is not in the list of this year."""
    return e.unknown.PLACE


def test_unknown_asks_the_list_of_the_year():
    assert_reports(unknown, TABLES, Episodes="""
        | CHILD | PLACE | ! |
        | 1     | z11   |   |
        | 1     | Z1    | ! |
        | 1     |       |   |
    """)  # fmt: skip


@rule("s6", Episodes.PLACE)
def back_where_it_was(e):
    """The placement is that of the last episode but one."""
    return e.previous_but_one.PLACE == e.PLACE


def test_previous_but_one_is_two_rows_back_and_of_the_same_child():
    assert_reports(back_where_it_was, TABLES, Episodes="""
        | CHILD | DECOM      | PLACE | ! |
        | 1     | 03/05/2026 | U1    | ! |
        | 1     | 02/05/2026 | U2    |   |
        | 1     | 01/05/2026 | U1    |   |
        | 1     |            | U2    | ! |
        | 2     | 04/05/2026 | U2    |   |
        | 2     | 05/05/2026 | U2    |   |
    """)  # fmt: skip


@rule("s7", DoLo.DOLO_END)
def followed_in_order_of_end(d):
    """There is a row after in the order of ends."""
    return d.after(d.DOLO_END).exists


def test_after_takes_another_order():
    assert_reports(followed_in_order_of_end, TABLES, DoLo="""
        | CHILD | DOLO_START | DOLO_END   | ! |
        | 1     | 03/07/2026 | 05/07/2026 | ! |
        | 1     | 02/07/2026 |            |   |
        | 1     | 01/07/2026 | 06/07/2026 | ! |
        | 2     | 01/07/2026 | 07/07/2026 |   |
        |       | 01/07/2026 | 07/07/2026 |   |
    """)  # fmt: skip


def test_a_column_that_follows_from_others_can_be_marked():
    assert Episodes.PL_LA == ("Episodes", "PL_LA")
