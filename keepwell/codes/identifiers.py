"""The numbers a child is known by: unique pupil number, unique learner number, NHS number.

Each `*_problem(text)` gives None for a sound number, or one sentence that says what is wrong with it without
repeating the number. The text is judged as it stands: trimming and upper-casing are the reader's business.
"""

import re
from dataclasses import dataclass

# 23 letters, numbered from 0: no I, O or S, which are easily misread.
CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

_UPN_FORM = re.compile(f"[{CHECK_LETTERS}][0-9]{{11}}[0-9{CHECK_LETTERS}]")
_TEN_DIGITS = re.compile(r"[0-9]{10}")
_NHS_FORM = re.compile(r"[0-9]{10}|[0-9]{3} [0-9]{3} [0-9]{4}")

_UPN_FORM_SENTENCE = (
    "A UPN is a capital letter (not I, O or S) and 12 digits; "
    "a temporary one ends in a letter in place of the last digit."
)


@dataclass(frozen=True)
class Upn:
    """A unique pupil number of the right form, else ValueError. Its check letter may be wrong.

    Check letter, three-digit authority, four-digit school, two-digit year and three-digit serial, whose last
    character is a letter in a temporary UPN. Source: SSDA903 rule 168 for the form, CIN census rule 1510 for
    the check letter.
    """

    text: str

    def __post_init__(self):
        if not _UPN_FORM.fullmatch(self.text):
            raise ValueError(_UPN_FORM_SENTENCE)

    @property
    def is_temporary(self) -> bool:
        """Whether it ends in a letter."""
        return self.text[-1].isalpha()

    @property
    def authority(self) -> str:
        """Three-digit number of the authority that gave it; see the code set "local_authority"."""
        return self.text[1:4]

    @property
    def check_letter(self) -> str:
        """The letter it ought to begin with."""
        return CHECK_LETTERS[sum(place * _worth(mark) for place, mark in enumerate(self.text[1:], 2)) % 23]

    @property
    def is_sound(self) -> bool:
        """Whether it begins with its check letter."""
        return self.text[0] == self.check_letter


def upn_problem(text: str) -> str | None:
    """What is wrong with a permanent or temporary UPN, or None."""
    if not _UPN_FORM.fullmatch(text):
        return _UPN_FORM_SENTENCE
    upn = Upn(text)
    if upn.is_sound:
        return None
    return (
        f"The first letter of this UPN does not fit the rest, for which it would be {upn.check_letter}: "
        "compare the whole number with the school's."
    )


def uln_problem(text: str) -> str | None:
    """What is wrong with a unique learner number, or None.

    Ten digits; the first nine times 10 down to 2, added up and divided by 11, leave a remainder that is not 0
    and that the last digit makes up to 10 (Learning Records Service).
    """
    if not _TEN_DIGITS.fullmatch(text):
        return "A unique learner number is ten digits without spaces."
    remainder = _weighted(text) % 11
    if remainder and int(text[9]) == 10 - remainder:
        return None
    return "The last digit of this unique learner number does not fit: compare it with the learner record."


def nhs_number_problem(text: str) -> str | None:
    """What is wrong with an NHS number, or None. Both 1234567890 and 123 456 7890 are its form.

    The first nine digits times 10 down to 2 and the last digit, added up, must divide by 11 (NHS Data
    Dictionary).
    """
    if not _NHS_FORM.fullmatch(text):
        return "An NHS number is ten digits, written together or as 3, 3 and 4."
    digits = text.replace(" ", "")
    if (_weighted(digits) + int(digits[9])) % 11 == 0:
        return None
    return "The last digit of this NHS number does not fit: compare it with a letter from the NHS."


def _worth(mark: str) -> int:
    return int(mark) if mark.isdigit() else CHECK_LETTERS.index(mark)


def _weighted(digits: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False))
