"""The unique pupil number, as paragraphs (SSDA903 terms section 10, CIN census terms section 6)."""

from keepwell.codes.identifiers import CHECK_LETTERS, Upn, upn_problem


def test_the_letters_are_numbered_without_i_o_and_s():
    table = "A0 B1 C2 D3 E4 F5 G6 H7 J8 K9 L10 M11 N12 P13 Q14 R15 T16 U17 V18 W19 X20 Y21 Z22"
    assert table.split() == [f"{letter}{number}" for number, letter in enumerate(CHECK_LETTERS)]


def test_the_first_letter_is_worked_out_from_the_other_twelve_characters():
    # character   8  0  1  2  0  0  0  0  1  0  0   1
    # times       2  3  4  5  6  7  8  9 10 11 12  13
    total = 8 * 2 + 1 * 4 + 2 * 5 + 1 * 10 + 1 * 13
    assert (total, total % 23, CHECK_LETTERS[total % 23]) == (53, 7, "H")
    assert Upn("H801200001001").check_letter == "H"


def test_a_temporary_number_ends_in_a_letter_that_counts_as_its_number():
    # The last place counts 13 times: nothing for A, 13 x 22 = 286 for Z.
    assert (Upn("U80120000100A").check_letter, CHECK_LETTERS[40 % 23]) == ("U", "U")
    assert (Upn("E80120000100Z").check_letter, CHECK_LETTERS[(40 + 286) % 23]) == ("E", "E")
    assert Upn("U80120000100A").is_temporary


def test_form_and_check_letter_are_different_faults():
    assert "capital letter (not I, O or S) and 12 digits" in upn_problem("S801200001001")
    assert "would be H" in upn_problem("A801200001001")
    assert upn_problem("H801200001001") is None
