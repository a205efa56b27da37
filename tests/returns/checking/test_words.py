"""The words in which rules are written."""

import polars as pl
import pytest

from keepwell.returns.checking import Outcome, check, fields_of, pair_rule, return_rule, rule
from keepwell.returns.checking.checker import Derivation
from keepwell.returns.checking.words import years_after
from keepwell.returns.ssda903.tables import TABLES

from .tables import assert_reports, case

Header, Episodes, OC2, Placed = (fields_of(TABLES[n]) for n in ("Header", "Episodes", "OC2", "PlacedAdoption"))


@rule("501", Episodes.DECOM, Episodes.DEC)
def overlap(e):
    """This episode starts before the child's previous episode ended."""
    return e.DECOM < e.previous.DEC


def test_previous_is_the_neighbour_of_the_same_child_in_order_of_date():
    assert_reports(overlap, TABLES, Episodes="""
        | CHILD | DECOM      | DEC        | ! |
        | 1     | 01/07/2026 |            |   |
        | 2     | 01/06/2026 | 01/01/2026 |   |
        | 1     | 01/05/2026 | 01/06/2026 | ! |
        | 1     | 01/04/2026 | 02/05/2026 |   |
        |       | 01/04/2026 | 02/05/2026 |   |
        |       | 01/05/2026 | 02/05/2026 |   |
    """)  # fmt: skip


def test_a_missing_date_is_last_and_compares_as_false():
    assert_reports(overlap, TABLES, Episodes="""
        | CHILD | DECOM      | DEC        | ! |
        | 1     |            | 01/06/2027 |   |
        | 1     | 01/05/2026 | 32/13/2026 |   |
        | 1     | 01/06/2026 | 01/09/2026 |   |
    """)  # fmt: skip


def test_equal_dates_keep_the_order_of_the_file():
    assert_reports(overlap, TABLES, Episodes="""
        | CHILD | DECOM      | DEC        | ! |
        | 1     | 01/05/2026 | 02/05/2026 |   |
        | 1     | 01/05/2026 | 01/06/2026 | ! |
    """)  # fmt: skip


@rule("x1", OC2.SDQ_SCORE)
def young(o):
    """The child is under four."""
    return (years_after(o.child.DOB, 4) > o.year.start) & o.SDQ_SCORE.is_not_null()


def test_the_child_is_the_first_row_of_header():
    assert_reports(young, TABLES, Header="""
        | CHILD | DOB        |
        | 1     | 29/02/2020 |
        | 1     | 01/01/2026 |
        | 2     | 01/01/2025 |
    """, OC2="""
        | CHILD | SDQ_SCORE | ! |
        | 2     | 11        | ! |
        | 1     | 12        |   |
        | 3     | 12        |   |
        | 2     |           |   |
    """)  # fmt: skip


@rule("x2", Header.CHILD, optional=("OC2",))
def nowhere(h):
    """The child has neither a long episode nor an outcome."""
    return ~h.any("Episodes", lambda e: e.DEC.is_null()) & (h.count("OC2") == 0)


def test_any_and_count_look_at_the_childs_other_rows():
    assert_reports(nowhere, TABLES, Header="""
        | CHILD | ! |
        | 1     |   |
        | 2     | ! |
        | 3     | ! |
    """, Episodes="""
        | CHILD | DECOM      | DEC        |
        | 1     | 01/05/2026 |            |
        | 2     | 01/05/2026 | 01/06/2026 |
    """)  # fmt: skip


@pair_rule("118", Episodes.DECOM, Placed.DATE_PLACED_CEASED, pairs=("Episodes", "PlacedAdoption"))
def ceased_before_care(e, p):
    """The decision to place for adoption ceased before the child's first episode began."""
    return e.first(lambda e: ~e.LS.is_in(["V3", "V4"]) | e.LS.is_null()) & (p.DATE_PLACED_CEASED < e.DECOM)


def test_a_pairing_reports_the_rows_of_both_tables_once():
    assert_reports(ceased_before_care, TABLES, Episodes="""
        | CHILD | DECOM      | LS | ! |
        | 1     | 01/01/2026 | V3 |   |
        | 1     | 01/05/2026 | C1 | ! |
        | 1     | 01/06/2026 |    |   |
        | 2     | 01/06/2026 |    |   |
    """, PlacedAdoption="""
        | CHILD | DATE_PLACED_CEASED | ! |
        | 1     | 01/02/2026         | ! |
        | 1     | 01/03/2026         | ! |
        | 1     | 01/05/2026         |   |
        | 2     |                    |   |
        | 3     | 01/01/2020         |   |
    """)  # fmt: skip


@rule("x3", Episodes.DECOM)
def unreadable(e):
    """The date cannot be read, or the code is written small."""
    return e.unreadable.DECOM | (e.given.LS != e.LS)


def test_the_text_of_the_file_is_there_too():
    assert_reports(unreadable, TABLES, Episodes="""
        | CHILD | DECOM      | LS | ! |
        | 1     | 2026-05-01 | C1 | ! |
        | 1     |            | C1 |   |
        | 1     | 01/05/2026 | c1 | ! |
    """)  # fmt: skip


def outcome(one, **tables):
    return check(case(TABLES, **tables), [one], TABLES).outcomes[one.code]


HEADER, EPISODES = "| CHILD |\n| 1 |", "| CHILD |\n| 1 |"


def test_a_rule_without_its_table_is_not_run():
    assert outcome(young, Header=HEADER) == Outcome("not run", "the table OC2 is not in the return")
    assert outcome(nowhere, Header=HEADER) == Outcome("not run", "the table Episodes is not in the return")


def test_a_rule_of_another_year_or_form_or_without_its_input_is_not_run():
    def wrong(e):
        """Wrong."""
        return pl.lit(True)

    told = {
        "it does not apply to this collection year": rule("a", Episodes.DECOM, since=2028)(wrong),
        "it is for XML returns": rule("b", Episodes.DECOM, forms=("xml",))(wrong),
        "no provider register was given": rule("c", Episodes.DECOM, needs=("provider register",))(wrong),
    }
    for why, one in told.items():
        assert outcome(one, Episodes=EPISODES) == Outcome("not run", why)


def test_a_rule_that_breaks_says_so_and_disturbs_no_other():
    @rule("breaks", Episodes.DECOM)
    def breaks(e):
        """This rule compares a date with a number of letters."""
        return e.DECOM.str.len_chars() > 1

    @rule("raises", Episodes.DECOM)
    def raises(e):
        """This rule raises."""
        raise ZeroDivisionError

    report = check(
        case(TABLES, Episodes="| CHILD | DECOM | DEC |\n| 1 | 01/05/2026 | |"), [breaks, raises, overlap], TABLES
    )
    assert report.outcomes["breaks"].state == report.outcomes["raises"].state == "could not run"
    assert report.outcomes["501"] == Outcome("passed")


def test_a_rule_about_the_whole_return_marks_no_row():
    @return_rule("whole", Header.CHILD)
    def whole(bench):
        """There is no child in the return."""
        return bench.frame("Header").height == 0

    report = check(case(TABLES, Header="| CHILD |"), [whole], TABLES)
    assert report.failing.rows() == [("whole", None, None)]


def test_a_column_that_is_not_there_is_an_error_when_the_rule_is_written():
    with pytest.raises(AttributeError, match="Episodes has no column DECOMM"):
        Episodes.DECOMM  # noqa: B018


def test_a_rule_without_a_sentence_is_refused():
    with pytest.raises(TypeError, match="has no sentence"):
        rule("z", Episodes.DECOM)(lambda e: e.DECOM)


def test_what_is_prepared_fills_derived_columns_and_says_what_nobody_can_tell():
    prepare = Derivation(
        untold=lambda case: {("Episodes", "PL_DISTANCE"): "postcodes"},
        fill=lambda bench: bench.fill("Episodes", pl.Series("PL_LA", ["WAL", "WAL"])),
    )

    def elsewhere(e):
        """Not in Wales."""
        return e.PL_LA != "WAL"

    def far(e):
        """Far."""
        return e.PL_DISTANCE > 1

    rules = [rule("a", Episodes.PL_LA)(elsewhere), rule("b", Episodes.PL_DISTANCE)(far)]
    report = check(case(TABLES, Episodes="| CHILD | PL_LA |\n| 1 | sco |\n| 2 | |"), rules, TABLES, prepare)
    assert report.rows("a") == [0]  # what the return says stands
    assert report.outcomes["b"] == Outcome("not run", "no postcode directory is loaded")


def test_filled_means_a_readable_date_or_any_other_text():
    @rule("some", OC2.CHILD)
    def some(o):
        """Something is filled in."""
        return o.any_filled("DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED")

    @rule("lacks", OC2.CHILD)
    def lacks(o):
        """Something is not filled in."""
        return o.any_empty("DOB", "SDQ_SCORE")

    assert_reports(some, TABLES, OC2="""
        | CHILD | DOB        | SDQ_SCORE | SDQ_REASON | CONVICTED | ! |
        | 1     | 01/05/2020 |           |            |           | ! |
        | 1     | 31/04/2020 |           |            |           |   |
        | 1     |            | ten       |            |           | ! |
        | 1     |            |           | ?          |           | ! |
        | 1     |            |           |            | perhaps   | ! |
        | 1     |            |           |            |           |   |
    """)  # fmt: skip
    assert_reports(lacks, TABLES, OC2="""
        | CHILD | DOB        | SDQ_SCORE | ! |
        | 1     | 01/05/2020 | ten       |   |
        | 1     | 31/04/2020 | 10        | ! |
        | 1     | 01/05/2020 |           | ! |
    """)  # fmt: skip


def test_filled_is_a_word_of_pairs_too():
    @pair_rule("both", OC2.CONVICTED, Placed.DATE_PLACED, pairs=("OC2", "PlacedAdoption"))
    def both(o, p):
        """Convicted and placed."""
        return o.any_filled("CONVICTED") & ~p.any_empty("DATE_PLACED")

    assert_reports(both, TABLES, OC2="""
        | CHILD | CONVICTED | ! |
        | 1     | x         | ! |
        | 1     |           |   |
    """, PlacedAdoption="""
        | CHILD | DATE_PLACED | ! |
        | 1     | 01/05/2026  | ! |
        | 1     | May         |   |
    """)  # fmt: skip


def test_conditions_of_one_name_in_two_places_are_two():
    def named(name, column):
        def holds(e):
            return getattr(e, column).is_not_null()

        holds.__qualname__, holds.__module__ = "holds", name
        return holds

    @rule("two", OC2.CHILD)
    def two(o):
        """There is an episode with a start, and none with an end."""
        return o.any("Episodes", named("here", "DECOM")) & ~o.any("Episodes", named("there", "DEC"))

    assert_reports(two, TABLES, OC2="| CHILD | ! |\n| 1 | ! |\n| 2 | |", Episodes="""
        | CHILD | DECOM      | DEC        |
        | 1     | 01/05/2026 |            |
        | 2     | 01/05/2026 | 01/06/2026 |
    """)  # fmt: skip
