"""What is pointed out in a text, and what is left alone."""

import re
import tomllib
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.wording import KINDS, read
from keepwell.wording.initials import listed
from keepwell.wording.lexicon import phrases

LISTS = {
    kind: tomllib.loads((files("keepwell.wording") / f"{kind}.toml").read_text("utf-8")) for kind in ("jargon", "label")
}
SAID = [(kind, said) for kind, listed in LISTS.items() for one in listed["words"] for said in one["said"]]
FINE = [said for listed in LISTS.values() for said in listed["fine"]]
GLOSSARY = Path(__file__).resolve().parents[2] / "GLOSSARY.md"


def said(text):
    return [(hint.kind, hint.what) for hint in read(text).hints]


def test_every_phrase_of_the_lists_is_found_as_its_list_says():
    for kind, phrase in SAID:
        assert (kind, phrase) in said(f"Today {phrase} again."), phrase


def test_no_phrase_stands_in_the_lists_twice():
    assert len({phrase for _, phrase in SAID}) == len(SAID)


def test_what_is_called_fine_is_left_alone():
    assert [one for phrase in FINE for one in said(f"Today {phrase} again.")] == []


def test_the_suggestions_do_not_use_the_words_they_replace():
    for kind, each in LISTS.items():
        for one in each["words"]:
            found = [hint.what for hint in read(one["instead"]).hints if hint.kind == kind]
            assert not set(found) & set(one["said"]), one["instead"]


@pytest.mark.parametrize(
    "written", ["Placement Breakdown", "placement-breakdown", "PLACEMENT BREAKDOWN", "placement\nbreakdown"]
)
def test_a_phrase_is_found_however_it_is_written(written):
    assert said(f"The {written} was sudden.") == [("jargon", written)]


def test_the_longest_phrase_wins():
    assert said("He was moved after the placement breakdown.") == [("jargon", "placement breakdown")]


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence():
    assert said("She had a placement. Breakdown cover came.") == [("jargon", "placement")]


def test_words_inside_other_words_are_left_alone():
    assert said("They replacement unengaged.") == []


# Initials ---------------------------------------------------------------------------------------------------------


def test_bare_initials_are_pointed_out_once_with_their_words():
    (hint, *more) = read("The IRO came. The IRO spoke.").hints
    assert not more
    assert (hint.start, hint.kind) == (4, "initials")
    assert "independent reviewing officer" in hint.why


@pytest.mark.parametrize("text", [
    "The independent reviewing officer (IRO) came. The IRO spoke.", "The IRO (independent reviewing officer) came.",
    "The IRO came. She is your independent reviewing officer.", "The Xylophone Yard Zoo (XYZ) opened.",
])  # fmt: skip
def test_explained_initials_are_left_alone(text):
    assert [one for one in said(text) if one[0] == "initials"] == []


@pytest.mark.parametrize("text", [
    "He has a TV, a PC and an ID from the UK.", "Mr. A. B. came.", "I SAID NO", "Room B12, postcode MB1 2AB.",
    "III and IV",
])  # fmt: skip
def test_everyday_letters_and_shouting_are_left_alone(text):
    assert said(text) == []


def test_letters_nobody_knows_are_pointed_out_too():
    (hint,) = read("The QZX said so.").hints
    assert (hint.what, hint.instead) == ("QZX", "the words these letters stand for")


def test_a_number_of_a_law_is_found_small_and_large():
    assert [what for _, what in said("An s47 and an S47.")] == ["s47"]
    assert said("An s.47 enquiry.") == [("jargon", "s.47")]


def test_the_glossary_and_the_list_of_initials_say_the_same():
    rows = dict(re.findall(r"^\| ([A-Z]{3,5}) \| ([^|;,:]*)", GLOSSARY.read_text("utf-8"), re.M))
    known = {letters: words for letters, (words, _) in listed()[0].items()}
    shared = {letters for letters in rows if letters in known and letters != "CLA"}  # the return's own meaning of it
    assert len(shared) >= 5
    for letters in shared:
        first = rows[letters].split(" of ")[0].strip()
        assert known[letters].split(",")[0].startswith(first.split(",")[0]) or first.startswith(known[letters]), letters


# Long sentences ---------------------------------------------------------------------------------------------------


def test_a_sentence_of_more_than_25_words_is_long():
    assert said("word " * 25 + ".") == []
    (hint,) = read("word " * 26 + ".").hints
    assert (hint.kind, hint.start) == ("long", 0)
    assert "26 words" in hint.why


def test_the_longest_sentences_come_first():
    reading = read("One two. One two three. One. One two three four.")
    assert [one.words for one in reading.longest] == [4, 3, 2]


# Any text ---------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["LAC", "IRO (", "s47", "placement", "breakdown", "-", ". ", "\n", "’", "I", "engaged", "WORDS", "é", "\x00", "9"]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map(" ".join))
def test_each_hint_points_at_what_it_says(text):
    reading = read(text)
    for hint in reading.hints:
        assert text[hint.start : hint.end] == hint.what != ""
        assert hint.kind in KINDS
        assert hint.instead
        assert hint.why
    assert list(reading.hints) == sorted(reading.hints, key=lambda hint: (hint.start, hint.end))
    short = [hint for hint in reading.hints if hint.kind != "long"]
    assert all(a.end <= b.start for a, b in pairwise(short))


def test_the_lists_are_read_once():
    assert phrases() is phrases()
