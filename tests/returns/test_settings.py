"""What a return.json may say, and what is told of the rest."""

from datetime import date

import pytest

from keepwell.returns.settings import is_authority, stated


def test_dates_and_authority_are_taken():
    said = stated({"collection_start": "01/04/2025", "collection_end": "2026-03-31", "local_authority": " e10000016 "})
    assert (said.start, said.end, said.authority) == (date(2025, 4, 1), date(2026, 3, 31), "E10000016")
    assert said.ignored == ()


@pytest.mark.parametrize("bad", ["31/02/2026", "tomorrow", "", None, 2026, ["31/03/2026"], {}, True])
def test_a_date_that_is_none_is_told_and_the_others_kept(bad):
    said = stated({"collection_start": bad, "collection_end": "31/03/2026", "local_authority": "E10000016"})
    assert (said.start, said.end, said.authority) == (None, date(2026, 3, 31), "E10000016")
    (told,) = said.ignored
    assert told.startswith("return.json: collection_start ")
    assert "write it like 31/03/2026" in told


def test_dates_in_the_wrong_order_are_both_left_out():
    said = stated({"collection_start": "31/03/2026", "collection_end": "01/04/2025"})
    assert (said.start, said.end) == (None, None)
    assert "mend one of them" in said.ignored[0]


@pytest.mark.parametrize("bad", ["399", 399, "", None, ["E10000016"], "E10000016, E10000017"])
def test_an_authority_that_areas_are_not_compared_by_is_not_used(bad):
    said = stated({"local_authority": bad})
    assert said.authority is None
    assert "such as E10000016 and was ignored" in said.ignored[0]


def test_a_code_of_ones_own_is_compared_as_it_stands_and_told():
    said = stated({"local_authority": "here"})
    assert said.authority == "HERE"
    assert "compared as it stands" in said.ignored[0]


def test_unknown_keys_are_told_without_repeating_what_may_be_anything():
    said = stated({"colour": 1, "x\x1b[2J": 2})
    assert ["the key colour" in said.ignored[0], "\x1b" in said.ignored[1]] == [True, False]


def test_the_code_of_an_authority():
    assert is_authority("E06000063")
    assert not is_authority("399")
    assert not is_authority("E1000001")
