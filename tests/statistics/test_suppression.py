"""Small numbers: whoever knows the rule and all that is published cannot work out one that is hidden."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwell.statistics.suppression import SMALL, mean, per_cent, published, small

# Around the threshold everything can happen; a big number is big.
NUMBERS = st.lists(st.integers(0, 12), min_size=1, max_size=3) | st.lists(st.integers(0, 6), min_size=4, max_size=4)


def could_be(row):
    """Every row of numbers that would be published in just this way."""
    known = {i: number for i, number in enumerate(row.parts) if number is not None}
    hidden = [i for i in range(len(row.parts)) if i not in known]
    totals = range(1, SMALL + 1) if row.total is None else [row.total]
    for total in totals:
        left = total - sum(known.values())
        for numbers in product(range(left + 1), repeat=len(hidden) - 1):
            found = known | dict(zip(hidden, (*numbers, left - sum(numbers)), strict=True))
            parts = tuple(found[i] for i in range(len(row.parts)))
            if min(parts) >= 0 and published(parts) == row:
                yield parts


@settings(max_examples=150, deadline=None)
@given(NUMBERS)
def test_no_small_number_can_be_worked_out(parts):
    row = published(parts)
    assert not small(row.total or 0)
    assert not any(small(number or 0) for number in row.parts)
    if not row.hidden:
        return
    possible = list(could_be(row))
    assert tuple(parts) in possible
    for i, number in enumerate(parts):
        if small(number):
            assert len({one[i] for one in possible}) > 1


@given(NUMBERS)
def test_what_is_shown_is_true(parts):
    row = published(parts)
    assert row.total in (None, sum(parts))
    assert all(shown in (None, number) for shown, number in zip(row.parts, parts, strict=True))


@pytest.mark.parametrize(
    ("parts", "shown", "total"),
    [
        ((90, 10), (90, 10), 100),
        ((96, 4), (None, None), 100),
        ((0, 8), (0, 8), 8),
        ((0, 0), (0, 0), 0),
        ((2, 3), (None, None), None),
        ((0, 5), (None, None), None),
        ((40, 30, 3), (40, None, None), 73),
        ((40, 38, 3), (None, None, None), 81),
        ((40, 2, 3), (40, None, None), 45),
        ((6, 5, 5), (None, None, None), 16),
        ((40, 1, 1), (None, None, None), 42),  # two hidden that add up to 2 are 1 and 1
        ((6, 0, 3), (None, 0, None), 9),
        ((40, 30, 20, 3), (None, None, None, None), 93),
    ],
)
def test_rows_as_a_person_would_hide_them(parts, shown, total):
    assert (published(parts).parts, published(parts).total) == (shown, total)


def test_shares_and_means_come_from_what_is_shown():
    assert per_cent(1, 3) == 33.3
    assert per_cent(None, 30) is None
    assert per_cent(0, 0) is None
    assert per_cent(3, None) is None
    assert mean([10, 11, 12, 13, 14, 15]) == 12.5
    assert mean([10] * SMALL) is None
    assert mean([]) is None
