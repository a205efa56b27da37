"""Scores of the strengths and difficulties questionnaire: worked examples, and what holds for any answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.outcomes import sdq
from keepwell.web.record.charts.scores import band as band_of_the_chart

ALL = st.fixed_dictionaries({item: st.sampled_from(sdq.ANSWERS) for item in sdq.ITEMS})
SOME = st.dictionaries(st.sampled_from(list(sdq.ITEMS)), st.sampled_from([0, 1, 2, None]))


def answers(default=0, **changed):
    return dict.fromkeys(sdq.ITEMS, default) | {int(item[1:]): answer for item, answer in changed.items()}


def test_each_item_is_in_one_scale_of_five():
    assert sorted(item for items in sdq.SCALES.values() for item in items) == list(sdq.ITEMS)
    assert {len(items) for items in sdq.SCALES.values()} == {5}


def test_not_true_throughout_counts_the_reversed_items():
    """Worked by hand: one reversed item in conduct, two in activity, two among peers, 2 points each."""
    found = sdq.score(answers(0))
    assert found.scales == {"emotions": 0, "conduct": 2, "activity": 4, "peers": 4, "kindness": 0}
    assert (found.total, found.band()) == (10, "average")


def test_certainly_true_throughout():
    found = sdq.score(answers(2))
    assert found.scales == {"emotions": 10, "conduct": 8, "activity": 6, "peers": 6, "kindness": 10}
    assert (found.total, found.band()) == (30, "concern")


def test_somewhat_true_throughout_is_the_middle():
    assert sdq.score(answers(1)).scales == dict.fromkeys(sdq.SCALES, 5)


def test_one_childs_form_worked_by_hand():
    """Worries 8, 13 and 24; temper 5; does as told; restless 2, 15; one friend; liked; kind."""
    given = answers(
        0, i8=2, i13=1, i24=1, i5=1, i7=2, i2=2, i15=1, i21=1, i25=1, i11=2, i14=1, i1=2, i4=1, i9=2, i17=2, i20=1
    )
    found = sdq.score(given)
    assert found.scales == {"emotions": 4, "conduct": 1, "activity": 5, "peers": 1, "kindness": 8}
    assert found.total == 11
    assert found.band("emotions") == "borderline"


def test_three_answers_of_five_are_scaled_up():
    """The instructions' own example: 4 points of three answers make 7."""
    given = answers(1) | {3: 2, 8: 2, 13: 0, 16: None, 24: None}
    found = sdq.score(given)
    assert found.scales["emotions"] == 7
    assert found.missing == (16, 24)
    assert found.total == 22


def test_two_answers_of_five_make_no_score_and_no_total():
    given = {item: answer for item, answer in answers(1).items() if item not in (3, 8, 13)}
    found = sdq.score(given)
    assert found.scales["emotions"] is None
    assert (found.total, found.band(), found.band("emotions")) == (None, None, None)


def test_kindness_is_no_part_of_the_total():
    given = {item: answer for item, answer in answers(1).items() if item not in sdq.SCALES["kindness"]}
    found = sdq.score(given)
    assert (found.scales["kindness"], found.total) == (None, 20)


@pytest.mark.parametrize(
    ("version", "last_average", "last_borderline"), [("carer", 13, 16), ("teacher", 11, 15), ("self", 15, 19)]
)
def test_bands_of_the_total(version, last_average, last_borderline):
    words = [sdq.band(score, "total", version) for score in range(41)]
    assert words.count("average") == last_average + 1
    assert words.index("concern") == last_borderline + 1
    assert words == sorted(words)


def test_the_chart_of_the_record_has_the_carers_bands():
    assert all(sdq.BANDS[sdq.band(score)] == band_of_the_chart(score) for score in range(41))


def test_of_kindness_little_is_the_worry():
    assert [sdq.band(score, "kindness") for score in (3, 4, 5, 6)] == ["concern", "concern", "borderline", "average"]


@pytest.mark.parametrize(("given", "version", "words"), [
    ({0: 1}, "carer", "there is no item 0"), ({26: 1}, "carer", "no item 26"), ({"3": 1}, "carer", "no item 3"),
    ({3: 3}, "carer", "Item 3: an answer is 0, 1 or 2"), ({3: -1}, "carer", "Item 3"), ({3: "2"}, "carer", "Item 3"),
    ({3: True}, "carer", "Item 3"), ({3: 1.0}, "carer", "Item 3"), ({}, "parrot", "versions"),
])  # fmt: skip
def test_what_is_no_answer_is_refused_in_words(given, version, words):
    with pytest.raises(ValueError, match=words):
        sdq.score(given, version)


def test_no_answers_at_all():
    found = sdq.score({})
    assert found.total is None
    assert len(found.missing) == 25


@given(SOME)
def test_scores_keep_within_their_bounds(given):
    found = sdq.score(given)
    assert all(one is None or 0 <= one <= sdq.HIGHEST for one in found.scales.values())
    assert found.total is None or 0 <= found.total <= sdq.HIGHEST_TOTAL


@given(ALL)
def test_turning_every_answer_round_turns_every_scale_round(given):
    turned = sdq.score({item: 2 - answer for item, answer in given.items()})
    found = sdq.score(given)
    assert all(found.scales[scale] + turned.scales[scale] == sdq.HIGHEST for scale in sdq.SCALES)
    assert found.total + turned.total == sdq.HIGHEST_TOTAL


@given(ALL, st.sampled_from(sorted(set(sdq.ITEMS) - set(sdq.SCALES["kindness"]))))
def test_more_trouble_never_lowers_the_total(given, item):
    worse = given | {item: 0 if item in sdq.REVERSED else 2}
    assert sdq.score(worse).total >= sdq.score(given).total


@given(ALL)
def test_taking_one_answer_away_moves_a_scale_by_at_most_two(given):
    found = sdq.score(given)
    for item, scale in sdq.OF_SCALE.items():
        without = sdq.score({other: answer for other, answer in given.items() if other != item})
        assert abs(without.scales[scale] - found.scales[scale]) <= 2
