"""How hard a text is: the formulas against examples that others worked out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.wording import read
from keepwell.wording.grade import flesch_kincaid, reading_age, smog
from keepwell.wording.syllables import syllables
from keepwell.wording.tokens import sentences, words

# The three sentences by which the encyclopedia's page on these tests explains Flesch's reading ease, with its scores.
PUBLISHED = [
    ("The cat sat on the mat.", 116),
    ("This sentence, taken as a reading passage unto itself, is being used to prove a point.", 69),
    ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 37.5),
]


@pytest.mark.parametrize(("text", "ease"), PUBLISHED)
def test_words_and_syllables_give_the_published_reading_ease(text, ease):
    found = words(text)
    per_sentence, per_word = len(found), sum(syllables(one.text) for one in found) / len(found)
    assert 206.835 - 1.015 * per_sentence - 84.6 * per_word == pytest.approx(ease, abs=0.5)


def test_the_grade_of_the_platypus():
    assert flesch_kincaid(words=13, sentences=1, syllables=24) == pytest.approx(11.27, abs=0.01)


def test_smog_is_only_for_thirty_sentences():
    # 30 polysyllables in 30 sentences: McLaughlin's square root of 30, and three.
    assert smog(30, 30) == pytest.approx(1.0430 * 30**0.5 + 3.1291)
    assert smog(29, 30) is None


@pytest.mark.parametrize(("grade", "age"), [(-3, 5), (0, 5), (6.6, 12), (13, 18), (40, 18)])
def test_a_grade_as_an_age(grade, age):
    assert reading_age(grade) == age


@pytest.mark.parametrize(("word", "count"), [
    ("child", 1), ("placement", 2), ("somebody", 3), ("being", 2), ("science", 2), ("violence", 3), ("chaos", 2),
    ("created", 3), ("loved", 1), ("wanted", 2), ("houses", 2), ("makes", 1), ("tables", 2), ("safely", 2),
    ("hopeful", 2), ("previous", 3), ("independent", 4), ("reviewing", 3), ("information", 4), ("the", 1),
    ("rhythm", 2), ("I’m", 1), ("7", 1),
])  # fmt: skip
def test_syllables_of_common_words(word, count):
    assert syllables(word) == count


def test_short_forms_and_numbers_end_no_sentence():
    text = "Dr. Smith saw Ama, e.g. at 3.30 in St. Mary’s. She said: “No!” Then\nmum came"
    assert [text[one.start : one.end] for one in sentences(text, words(text))] == [
        "Dr. Smith saw Ama, e.g. at 3.30 in St. Mary’s.", "She said: “No!”", "Then", "mum came",
    ]  # fmt: skip


def test_plain_words_are_for_younger_readers_than_official_ones():
    plain = "You came to live with Jo in May. Your mum was ill and she could not look after you. You were sad at first."
    official = (
        "Following statutory consultation the accommodating authority determined that familial rehabilitation was "
        "contraindicated, necessitating identification of alternative permanence arrangements for the above."
    )
    assert read(plain).age <= 8
    assert read(official).age == 18


def test_too_few_words_have_no_age():
    assert read("Seen at home today.").age is None
    assert read("").hints == ()


@given(st.text(max_size=400))
def test_every_word_is_in_exactly_one_sentence(text):
    found = words(text)
    spans = sentences(text, found)
    assert sum(one.words for one in spans) == len(found)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= one.start < one.end <= len(text) for one in spans)


@given(st.text(alphabet="aeioucdlst y’-", max_size=30))
def test_a_word_has_at_least_one_syllable_and_at_most_its_letters(word):
    assert 1 <= syllables(word) <= max(1, len(word))
