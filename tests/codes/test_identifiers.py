"""UPN, ULN and NHS number: known numbers, forms, and what each check figure promises to catch."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from keepwell.codes.identifiers import (
    CHECK_LETTERS,
    Upn,
    nhs_number_problem,
    uln_problem,
    upn_problem,
)

digits = st.text("0123456789", min_size=9, max_size=9)
upn_bodies = st.from_regex(f"[0-9]{{11}}[0-9{CHECK_LETTERS}]", fullmatch=True)


def with_check_letter(body):
    return Upn("A" + body).check_letter + body


def sound_ten(first_nine, check_digit):
    """The nine digits with the one last digit that makes them sound, or None when no digit does."""
    candidates = [first_nine + last for last in "0123456789"]
    sound = [number for number in candidates if check_digit(number) is None]
    assert len(sound) <= 1
    return sound[0] if sound else None


def changed(text, place, mark):
    return text[:place] + mark + text[place + 1 :]


def swapped(text, place):
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


@pytest.mark.parametrize("text", ["H801200001001", "U80120000100A", "E80120000100Z", "A06805040829A"])
def test_upn_sound(text):
    assert upn_problem(text) is None
    assert Upn(text).is_sound


@pytest.mark.parametrize(("text", "letter"), [("X06805040829A", "A"), ("A801200001001", "H")])
def test_upn_wrong_check_letter_names_the_right_one(text, letter):
    assert f"would be {letter}:" in upn_problem(text)
    assert Upn(text).check_letter == letter
    assert not Upn(text).is_sound


@pytest.mark.parametrize(
    "text",
    [
        "",
        "UN1",
        "h801200001001",
        " H801200001001",
        "H801200001001\n",
        "H80120000100",
        "H8012000010011",
        "I801200001001",
        "O801200001001",
        "S801200001001",
        "H80120000100I",
        "H80120000100a",
        "8801200001001",
        "H80120000A001",
        "H8012000010\u06601",
    ],
)
def test_upn_wrong_form(text):
    assert "capital letter (not I, O or S) and 12 digits" in upn_problem(text)
    with pytest.raises(ValueError, match="12 digits"):
        Upn(text)


def test_upn_parts():
    assert (Upn("H801200001001").authority, Upn("H801200001001").is_temporary) == ("801", False)
    assert (Upn("U80120000100A").authority, Upn("U80120000100A").is_temporary) == ("801", True)


@given(upn_bodies)
def test_upn_has_exactly_one_check_letter(body):
    sound = [letter for letter in CHECK_LETTERS if upn_problem(letter + body) is None]
    assert sound == [Upn("A" + body).check_letter]


@given(upn_bodies, st.integers(0, 12), st.data())
def test_upn_catches_every_change_of_one_character(body, place, data):
    text = with_check_letter(body)
    marks = CHECK_LETTERS if text[place].isalpha() else "0123456789"
    mark = data.draw(st.sampled_from(marks.replace(text[place], "")))
    assert upn_problem(changed(text, place, mark)) is not None


@given(upn_bodies, st.integers(1, 10))
def test_upn_catches_neighbouring_digits_swapped(body, place):
    text = with_check_letter(body)
    assume(text[place] != text[place + 1])
    assert upn_problem(swapped(text, place)) is not None


@pytest.mark.parametrize("text", ["9434765919", "943 476 5919", "4010232137"])
def test_nhs_number_sound(text):
    assert nhs_number_problem(text) is None


@pytest.mark.parametrize(
    "text", ["", "943476591", "94347659190", "943-476-5919", "9434 765 919", "943476591X", "\u0669434765919"]
)
def test_nhs_number_wrong_form(text):
    assert nhs_number_problem(text) == "An NHS number is ten digits, written together or as 3, 3 and 4."


def test_nhs_number_wrong_check_digit():
    assert "last digit of this NHS number does not fit" in nhs_number_problem("9434765918")


@given(digits, st.integers(0, 9), st.sampled_from("0123456789"))
def test_nhs_number_catches_every_change_of_one_digit(first_nine, place, mark):
    text = sound_ten(first_nine, nhs_number_problem)
    assume(text and text[place] != mark)
    assert nhs_number_problem(changed(text, place, mark)) is not None


@given(digits, st.integers(0, 8))
def test_nhs_number_catches_neighbours_swapped(first_nine, place):
    text = sound_ten(first_nine, nhs_number_problem)
    assume(text and text[place] != text[place + 1])
    assert nhs_number_problem(swapped(text, place)) is not None


@given(digits)
def test_nhs_number_spaces_change_nothing(first_nine):
    for last in "0123456789":
        text = first_nine + last
        assert nhs_number_problem(text) == nhs_number_problem(f"{text[:3]} {text[3:6]} {text[6:]}")


def test_uln_sound():
    # 1 x 10 + 2 x 9 + 3 x 8 + ... + 9 x 2 = 210, remainder 1, last digit 9.
    assert uln_problem("1234567899") is None


@pytest.mark.parametrize("text", ["", "123456789", "12345678999", "123 456 7899", "123456789A"])
def test_uln_wrong_form(text):
    assert uln_problem(text) == "A unique learner number is ten digits without spaces."


def test_uln_remainder_nought_has_no_sound_number():
    # 1 x 10 + 1 x 9 + 1 x 3 = 22, remainder 0.
    assert sound_ten("110000010", uln_problem) is None


@given(digits, st.integers(0, 9), st.sampled_from("0123456789"))
def test_uln_catches_every_change_of_one_digit(first_nine, place, mark):
    text = sound_ten(first_nine, uln_problem)
    assume(text and text[place] != mark)
    assert uln_problem(changed(text, place, mark)) is not None


@given(st.text(max_size=16))
def test_problems_never_raise_and_never_repeat_the_number(text):
    for problem in (upn_problem(text), uln_problem(text), nhs_number_problem(text)):
        assert problem is None or len(text) < 10 or text not in problem
