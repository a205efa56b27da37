import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.returns.csv_rows import Rows, find_separator


def read_cells(text, separator=","):
    return [(row.line, row.cells) for row in Rows(text, separator)]


def test_rows_keep_cells_as_they_are():
    assert read_cells('a, b ,"c"\r\n"d ""e""",,f\n') == [(1, ["a", " b ", "c"]), (2, ['d "e"', "", "f"])]


def test_rows_count_lines_through_quoted_breaks_and_blank_lines():
    assert read_cells('h,i\n"one\r\ntwo",x\n\nlast,y') == [
        (1, ["h", "i"]),
        (2, ["one\r\ntwo", "x"]),
        (5, ["last", "y"]),
    ]


def test_rows_of_old_line_ends():
    assert read_cells("a,b\rc,d\r") == [(1, ["a", "b"]), (2, ["c", "d"])]


def found(text, width=None):
    return [(row.line, row.cells, row.unclosed) for row in Rows(text, ",", width)]


def test_rows_unclosed_quote_costs_one_line_only():
    assert found('a,b\n1,"x\n2,y\n3,z\n') == [
        (1, ["a", "b"], False),
        (2, ["1", '"x'], True),
        (3, ["2", "y"], False),
        (4, ["3", "z"], False),
    ]


def test_rows_unclosed_quote_does_not_swallow_rows_up_to_the_next_quote():
    assert found('a,b\n1,"x\n2,y\n3,"z"\n"4\n5",w\n', width=2) == [
        (1, ["a", "b"], False),
        (2, ["1", '"x'], True),
        (3, ["2", "y"], False),
        (4, ["3", "z"], False),
        (5, ["4\n5", "w"], False),
    ]


def test_rows_keep_rows_inside_a_cell_where_cells_may_hold_breaks():
    assert found('a,b\n1,"x\n2,y\n"\n') == [(1, ["a", "b"], False), (2, ["1", "x\n2,y\n"], False)]


def test_rows_with_very_many_unclosed_quotes_lose_nothing():
    text = "".join(f'{n},"\n' if n % 2 else f'{n},"a""\n' for n in range(301))
    cells = "".join(cell for row in Rows(text, ",") for cell in row.cells)
    assert all(str(n) in cells for n in range(301))


def test_rows_take_a_cell_longer_than_csv_allows_by_default():
    assert len(read_cells("a\n" + "x" * 200_000)[1][1][0]) == 200_000


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_find_separator(separator):
    assert find_separator(separator.join(["CHILD", "DOB", "REVIEW", "REVIEW_CODE"]) + "\n") == separator


def test_find_separator_unknown_columns_count_as_commas():
    assert find_separator("x;y;z\n") == ","


@given(st.lists(st.lists(st.text(alphabet='ab,"\n\r; é'), min_size=2, max_size=4), max_size=6))
def test_rows_give_back_what_csv_wrote(table):
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(table)
    assert [row.cells for row in Rows(text.getvalue(), ",")] == table
