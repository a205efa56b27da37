"""A controller's own times for the clocks, and the day from which Keepwell is the record."""

from datetime import date

import pytest

from keepwell.clocks.due import due
from keepwell.policy import PolicyError
from keepwell.policy.diff import diff

OWN = """
[clock.visit]
length = 4
unit = "weeks"
because = "Our board, 3 March 2026"
in_force_from = 2026-04-01
"""
SINCE = "\n[record]\nsince = 2026-11-22\n"


def with_(tables):
    """The minimal policy with these tables as well."""
    return "\n[source.act]", f"{tables}\n[source.act]"


def test_own_time_of_a_clock_holds_in_the_policy(written):
    policy = written(with_(OWN))
    assert due(policy.clocks["visit"], date(2026, 4, 1)).on == date(2026, 4, 29)
    assert due(policy.clocks["visit"], date(2026, 3, 31)).on == date(2026, 5, 12)
    assert policy.recording_since is None


def test_without_own_times_the_clocks_are_the_nations(written):
    assert written().clocks["visit"].own == ()
    assert written(with_(SINCE)).recording_since == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("more", "key", "said"),
    [
        (OWN.replace("visit", "vist"), "clock.vist", "Did you mean “visit”?"),
        (OWN.replace("4\n", "8\n"), "clock.visit.length", "must be shorter than 6 weeks"),
        (OWN.replace("visit", "police-protection"), "clock.police-protection", "leaves no room"),
        (OWN.replace("because", "since"), "clock.visit.because", "is missing"),
        ('\n[record]\nsince = "now"\n', "record.since", "should be a date without quotes"),
        ("\n[record]\nfrom = 2026-11-22\n", "record.from", "is not a key of this table"),
    ],
)
def test_a_mistake_is_told_as_others_of_the_file_are(written, more, key, said):
    with pytest.raises(PolicyError) as caught:
        written(with_(more))
    (problem,) = (one for one in caught.value.problems if one.key == key)
    assert said in problem.text
    assert problem.line


def test_a_clock_that_is_no_table_is_a_mistake(written):
    with pytest.raises(PolicyError) as caught:
        written(("\n[policy]", "clock = 3\n[policy]"))
    assert "should hold tables such as [clock.visit]" in str(caught.value)


def test_another_length_is_told_in_the_difference(written):
    (one,) = diff(written(), written(with_(OWN)))
    assert one.text == (
        "The clock “Visit to a looked-after child” (clock.visit): the national time becomes 4 weeks from 1 April 2026 "
        "(Our board, 3 March 2026)."
    )
    (since,) = diff(written(with_(SINCE)), written())
    assert since.text.endswith("(record.since): 22 November 2026 becomes nothing.")
