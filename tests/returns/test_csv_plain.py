"""The quick way of reading gives what the careful way gives, or leaves the file to it."""

from hypothesis import example, given
from hypothesis import strategies as st

from keepwell.returns import csv_files
from keepwell.returns.csv_plain import plain_cells
from keepwell.returns.csv_rows import first_row
from keepwell.returns.progress import Meter

HEAD = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
CELLS = st.text(st.sampled_from('ab1 ,"\n\r\té\x1c\u2028'), max_size=4)
ROWS = st.lists(st.lists(CELLS, min_size=5, max_size=9).map(",".join), max_size=6)
BREAKS = st.sampled_from(["\n", "\r\n", "\r"])


def read(text, plainly):
    file = csv_files.open_csv("header.csv", text.encode())
    try:
        if not plainly:
            csv_files.plain_cells = lambda *a: None
        return csv_files.read_table(file, Meter(1, None)), file
    finally:
        csv_files.plain_cells = plain_cells


@given(rows=ROWS, end=BREAKS, last=st.sampled_from(["", "\n", "\n\n", " "]))
@example(rows=["1,,,,,,", ",,,,,,", " , ,,,,,", "2,F,,,,,"], end="\n", last="\n")
@example(rows=["1,,,,,", "2,F,,,,,,"], end="\n", last="")
def test_both_ways_give_the_same(rows, end, last):
    text = end.join([HEAD, *rows]) + last
    (quick, one), (careful, other) = read(text, True), read(text, False)
    assert quick.raw.equals(careful.raw)
    assert quick.values.equals(careful.values)
    assert one.findings == other.findings
    assert one.aside == other.aside


def test_a_plain_file_is_read_the_quick_way():
    text = f"{HEAD}\r\n1,F,01/02/2012,,,,\r\n 2 ,M,,,,,é\r\n"
    cells = plain_cells(text, ",", first_row(text, ","))
    assert cells["0"].to_list() == ["1", " 2 "]
    assert cells["_line"].to_list() == [2, 3]
    assert cells["6"].to_list() == [None, "é"]


def test_anything_odd_is_left_to_the_careful_way():
    for odd in ('1,"F",,,,,', "1,F", "1,F,,,,,,,", "1,,,,,,\n\n2,,,,,,", "1,,,,,,\r2,,,,,,", "1,,,,,\n2,,,,,,,"):
        text = f"{HEAD}\n{odd}\n"
        assert plain_cells(text, ",", first_row(text, ",")) is None, odd
