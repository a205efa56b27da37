"""Numbers of people: right check characters, and no two alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.codes.identifiers import nhs_number_problem, uln_problem, upn_problem
from keepwell.example.numbers import check_letter, former_upn, nhs_number, uln, upn

indexes = st.integers(1, 400_000)


@pytest.mark.parametrize("known", ["H801200001001", "U80120000100A", "E80120000100Z"])
def test_check_letter_of_known_numbers(known):
    assert check_letter(known[1:]) == known[0]


@given(indexes)
def test_numbers_are_sound(index):
    assert upn_problem(upn(index)) is None
    assert upn_problem(upn(index, temporary=True)) is None
    assert upn_problem(former_upn(index)) is None
    assert uln_problem(uln(index)) is None
    assert nhs_number_problem(nhs_number(index)) is None
    assert nhs_number(index).startswith("999")


@given(indexes, indexes)
def test_numbers_differ_between_children(one, other):
    if one != other:
        assert upn(one) != upn(other)
        assert uln(one) != uln(other)
        assert nhs_number(one) != nhs_number(other)
