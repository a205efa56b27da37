"""Child identifiers: local number, UPN, birth, death and sex."""

from datetime import date, timedelta

import polars as pl

from keepwell.clocks.ages import plus_months, plus_years
from keepwell.codes.identifiers import CHECK_LETTERS
from keepwell.returns.checking import Rule
from keepwell.returns.cin.census import yes
from keepwell.returns.cin.declaring import REFERENCE, pair_rule, row_rule
from keepwell.returns.cin.words import ChildIdentifiers, CINdetails, acted_on, not_yes, outside_period

UPN_LENGTH = 13
LONGEST_NUMBER = 20
LAST_MARK = f"[0-9{CHECK_LETTERS}]"
# Numbers of the authorities that may stand in a UPN (1530): first and last of each run.
AUTHORITIES = (
    (1, 5), (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384), (390, 394), (420, 420),
    (660, 681), (701, 708), (800, 803), (805, 808), (810, 813), (815, 816), (820, 823), (825, 826), (830, 831),
    (835, 841), (845, 846), (850, 852), (855, 857), (860, 861), (865, 896), (908, 909), (916, 916), (919, 919),
    (921, 921), (925, 926), (928, 929), (931, 931), (933, 933), (935, 938), (940, 943),
)  # fmt: skip
REASONS_OF_OLDER = ["UN2", "UN3", "UN4", "UN5", "UN6", "UN7"]  # why a child of school age may have no UPN (8770Q)


def _full_length(upn):
    return upn.str.len_chars() == UPN_LENGTH


def _check_letter(upn):
    """The letter a UPN ought to begin with: its other characters times their places, divided by 23 (terms 6)."""
    worth = {str(n): n for n in range(10)} | {letter: n for n, letter in enumerate(CHECK_LETTERS)}
    marks = (
        upn.str.slice(place - 1, 1).replace_strict(worth, default=None, return_dtype=pl.Int64) * place
        for place in range(2, UPN_LENGTH + 1)
    )
    letters = dict(enumerate(CHECK_LETTERS))
    return (sum(marks) % len(letters)).replace_strict(letters, default=None, return_dtype=pl.Utf8)


@row_rule("1510", ChildIdentifiers.UPN)
def wrong_check_letter(c):
    """The first letter of the UPN does not fit the rest of it. Compare the whole number with the school's."""
    formed = c.UPN.str.contains(f"(?s)^.[0-9]{{11}}{LAST_MARK}$")
    return formed & (c.UPN.str.slice(0, 1) != _check_letter(c.UPN))


@row_rule("1520", ChildIdentifiers.UPN, together=("UPN",), compares=True)
def upn_twice(c):
    """Another child in the return has the same UPN. Check whose it is."""
    return c.repeats("UPN")


@row_rule("1530", ChildIdentifiers.UPN)
def unknown_authority_in_upn(c):
    """The second to fourth characters of the UPN are not the number of a local authority."""
    known = [f"{n:03}" for first, last in AUTHORITIES for n in range(first, last + 1)]
    return _full_length(c.UPN) & ~c.UPN.str.slice(1, 3).is_in(known)


@row_rule("1540", ChildIdentifiers.UPN)
def letters_within_upn(c):
    """The fifth to twelfth characters of the UPN should all be digits."""
    return ~c.UPN.str.slice(4, 8).str.contains("^[0-9]+$")


@row_rule("1550", ChildIdentifiers.UPN)
def wrong_end_of_upn(c):
    """The UPN should end in a digit, or in a capital letter other than I, O or S when it is a temporary one."""
    return _full_length(c.UPN) & ~c.UPN.str.slice(12, 1).str.contains(LAST_MARK)


@row_rule("1560Q", ChildIdentifiers.FormerUPN)
def former_upn_malformed(c):
    """The former UPN does not have the form of one: a letter, eleven digits, and a digit or letter at the end."""
    return ~c.FormerUPN.str.contains(f"^[A-Z][0-9]{{11}}{LAST_MARK}$")


@row_rule("1570", ChildIdentifiers.LAchildID)
def number_too_long(c):
    """The child's local number has more than 20 characters."""
    return c.LAchildID.str.len_chars() > LONGEST_NUMBER


@row_rule("1580", ChildIdentifiers.LAchildID)
def odd_characters_in_number(c):
    """The child's local number has something other than letters and digits in it."""
    return c.LAchildID.str.contains(r"[^\p{L}\p{Nd}]")


@row_rule("4180", ChildIdentifiers.Sex)
def sex_unknown(c):
    """The child's sex is missing or is not one of M, F and U."""
    return ~yes(c.Sex.is_in(["M", "F", "U"]))


@row_rule("8500", ChildIdentifiers.LAchildID)
def no_number(c):
    """This child has no local number."""
    return c.LAchildID.is_null()


@row_rule("8510", ChildIdentifiers.LAchildID)
def number_twice(c):
    """More than one child in the return has this local number. Each child should be there once, with its own."""
    return c.repeats("LAchildID")


@row_rule("8520", ChildIdentifiers.PersonBirthDate, needs=REFERENCE)
def born_after_the_year(c):
    """The date of birth is after the reference date. Give an expected date of birth for an unborn child."""
    return c.PersonBirthDate > c.reference


@row_rule("8525Q", ChildIdentifiers.PersonBirthDate, ChildIdentifiers.ExpectedPersonBirthDate, together=())
def one_date_of_birth(c):
    """There should be a date of birth or an expected date of birth: one of the two, and not both."""
    return c.PersonBirthDate.is_null() == c.ExpectedPersonBirthDate.is_null()


@row_rule("8530Q", ChildIdentifiers.ExpectedPersonBirthDate, together=("ExpectedPersonBirthDate",), needs=REFERENCE)
def expected_at_an_odd_time(c):
    """The expected date of birth is more than 30 days before the reference date or more than nine months after it."""
    day = c.reference_date
    return ~c.ExpectedPersonBirthDate.is_between(day - timedelta(days=30), plus_months(day, 9))


@row_rule(
    "8535Q", ChildIdentifiers.PersonDeathDate, ChildIdentifiers.PersonBirthDate,
    together=("PersonDeathDate", "PersonBirthDate"),
)  # fmt: skip
def died_before_birth(c):
    """There is a date of death, but the date of birth is missing or later."""
    return c.PersonDeathDate.is_not_null() & (c.PersonBirthDate.is_null() | (c.PersonBirthDate > c.PersonDeathDate))


@row_rule("8545Q", ChildIdentifiers.PersonDeathDate, needs=REFERENCE)
def died_in_another_year(c):
    """The date of death is outside the census year."""
    return outside_period(c, c.PersonDeathDate)


@row_rule(
    "8750", ChildIdentifiers.Sex, ChildIdentifiers.PersonBirthDate, ChildIdentifiers.ExpectedPersonBirthDate,
    together=("Sex", "ExpectedPersonBirthDate"),
)  # fmt: skip
def sex_of_unborn(c):
    """The child has only an expected date of birth, so the sex should be U until it is born."""
    unborn = c.PersonBirthDate.is_null() & c.ExpectedPersonBirthDate.is_not_null()
    return unborn & c.Sex.ne_missing("U")


@row_rule("8770Q", ChildIdentifiers.UPN, ChildIdentifiers.UPNunknown, together=(), needs=REFERENCE)
def no_upn_at_school_age(c):
    """The child is old enough for school and has no UPN. Add it, or say why there is none with UN2 to UN7."""
    at_school = c.PersonBirthDate <= date(c.reference_date.year - 6, 8, 31)
    reason = yes(c.UPNunknown.str.to_uppercase().is_in(REASONS_OF_OLDER))
    return at_school & c.any("CINdetails", acted_on) & c.UPN.is_null() & ~reason


@pair_rule("8772", ChildIdentifiers.UPNunknown, CINdetails.ReferralNFA, alone=True, together=("b.ReferralNFA",))
def un7_with_action(c, e):
    """UN7 as the reason for having no UPN is for referrals that led to no further action, and this one did."""
    return (c.UPNunknown == "UN7") & not_yes(e.ReferralNFA)


@pair_rule(
    "8775Q", ChildIdentifiers.PersonBirthDate, CINdetails.CINclosureDate, together=("a.PersonBirthDate",),
    needs=REFERENCE,
)  # fmt: skip
def over_25(c, e):
    """The child was over 25 during this episode of need. Check the date of birth and the closing date."""
    born = c.PersonBirthDate
    past = e.CINclosureDate.is_null() | (e.CINclosureDate > born.dt.offset_by("25y"))
    return (born < plus_years(c.reference_date, -25)) & past


RULES = [value for value in globals().values() if isinstance(value, Rule)]
