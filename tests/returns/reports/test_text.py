"""The summary that a person reads."""

from .made import UNREAD, checked, finding, written


def said(*returns, **rest):
    return written("table", *returns, **rest).decode()


def test_one_return_in_full():
    text = said(checked(finding("501", "C1"), finding("501", "C2"), finding("582", "C1")), width=160)
    assert "SSDA903 2026-27 by the rules of 2026-27, CSV" in text
    assert "3 children, 7 rows: 3 findings (2 errors, 1 query)" in text
    assert "The rules are those of another year." in text
    assert text.index("501         2") < text.index("582         1")
    assert "2  C1: 501, 582" in text
    assert "Rules: 1 passed, 2 failed, 1 not run, 1 could not run." in text
    assert "Could not run (ValueError): 999" in text
    assert "Not run (no previous year's return was given): 202" in text
    assert "episodes.csv, line 4: DEC should be a date." in text


def test_nothing_found_still_says_what_did_not_run():
    text = said(checked())
    assert "No rule that ran found anything." in text
    assert "202" in text


def test_several_returns_have_a_line_each_and_sums():
    text = said(checked(finding("501", "C1")), checked(finding("501", "C1"), name="south"), UNREAD, width=160)
    assert "north: 3 children, 1 finding (1 error, 0 queries); 1 rule not run; 1 rule could not run." in text
    assert "2 returns, 2 findings" in text
    assert "(in 2 returns)" in text
    assert "south, C1: 501" in text
    assert "gone: could not be checked. returns/gone does not exist" in text


def test_one_return_that_could_not_be_read_is_not_a_clean_one():
    text = said(UNREAD)
    assert "could not be checked" in text
    assert "No rule" not in text


def test_the_same_said_of_many_lines_is_said_once():
    given = checked()
    given.noticed *= 9
    assert said(given, width=160).count("DEC should be a date.") == 1


def test_nothing_from_a_file_moves_the_cursor():
    assert "\x1b" not in said(checked(finding("501", "C\x1b[2J1"), name="a\x1bb"))


def test_no_line_is_wider_than_the_screen():
    text = said(checked(*(finding("501", f"C{n}") for n in range(40))), width=70)
    assert max(map(len, text.splitlines())) <= 70
