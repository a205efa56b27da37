"""Adoptions: the details of children adopted in the year, and the episodes that end in adoption."""

from keepwell.returns.checking import Rule, fields_of, pair_rule, rule
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import ADOPTED, PLACED_FOR_ADOPTION

AD1, Episodes = fields_of(TABLES["AD1"]), fields_of(TABLES["Episodes"])

ADOPTION = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
ADOPTION_MARKS = [getattr(AD1, column) for column in ADOPTION]
ADOPTERS_MARKS = (AD1.LS_ADOPTR, AD1.SEX_ADOPTR)
BOTH = ("Episodes", "AD1")


# Dates and codes


@rule("112", AD1.DATE_INT)
def decision_date_unreadable(a):
    """The date on which adoption was decided to be best is not a date of the calendar written day/month/year."""
    return a.unreadable.DATE_INT


@rule("113", AD1.DATE_MATCH)
def match_date_unreadable(a):
    """The date on which child and adopters were matched is not a date of the calendar written day/month/year."""
    return a.unreadable.DATE_MATCH


@rule("114", AD1.FOSTER_CARE)
def foster_care_not_yes_or_no(a):
    """Whether the adopter was the child's foster carer is neither yes (1) nor no (0)."""
    return a.unreadable.FOSTER_CARE


@rule("175", AD1.NB_ADOPTR)
def adopters_not_one_or_two(a):
    """The number of adopters is neither 1 nor 2."""
    return a.unknown.NB_ADOPTR


@rule("176", AD1.SEX_ADOPTR)
def adopters_sex_not_listed(a):
    """The code for the sex of the adopters is not a known one."""
    return a.unknown.SEX_ADOPTR


@rule("177", AD1.LS_ADOPTR)
def adopters_status_not_listed(a):
    """The code for the legal status of the adopters is not a known one."""
    return a.unknown.LS_ADOPTR


@rule("151", *ADOPTION_MARKS)
def adoption_incomplete(a):
    """Only some of the details of this adoption are given. Fill in the others: two dates, foster carer and adopters."""
    return a.any_filled(*ADOPTION) & a.any_empty(*ADOPTION)


@rule("333", AD1.DATE_INT)
def matched_before_decision(a):
    """The child was matched with adopters, but the decision for adoption is missing or later. Check the two dates."""
    return a.DATE_MATCH.is_not_null() & (a.DATE_INT.is_null() | (a.DATE_INT > a.DATE_MATCH))


# The adopters: their number, sex and legal status


@rule("511", AD1.NB_ADOPTR, AD1.SEX_ADOPTR)
def two_adopters_one_sex(a):
    """There are two adopters, but the code for their sex is that of one man or one woman."""
    return (a.NB_ADOPTR == "2") & a.SEX_ADOPTR.is_in(["M1", "F1"])


def _adopters_other_than(a, status, sexes):
    """Adopters of this legal status whose sex is missing or none of these."""
    return a.LS_ADOPTR.is_in([status]) & (~a.SEX_ADOPTR.is_in(sexes) | a.SEX_ADOPTR.is_null())


@rule("514", *ADOPTERS_MARKS)
def single_adopter_sex(a):
    """The legal status says a single adopter, but the sex of the adopters is not that of one man or one woman."""
    return _adopters_other_than(a, "L0", ["M1", "F1"])


@rule("517", *ADOPTERS_MARKS)
def unmarried_couple_sex(a):
    """The legal status says an unmarried man and woman, but the sex of the adopters is not a man and a woman."""
    return _adopters_other_than(a, "L3", ["MF"])


@rule("518", *ADOPTERS_MARKS)
def unmarried_same_sex_couple_sex(a):
    """The legal status says an unmarried couple of the same sex, but the sex of the adopters is not two of one sex."""
    return _adopters_other_than(a, "L4", ["MM", "FF"])


@rule("519", *ADOPTERS_MARKS)
def civil_partners_sex(a):
    """The legal status says civil partners, but the sex of the adopters is not that of two people."""
    return _adopters_other_than(a, "L2", ["MM", "FF", "MF"])


@rule("520", *ADOPTERS_MARKS)
def married_couple_sex(a):
    """The legal status says a married man and woman, but the sex of the adopters is not a man and a woman."""
    return _adopters_other_than(a, "L11", ["MF"])


@rule("524", *ADOPTERS_MARKS)
def married_same_sex_couple_sex(a):
    """The legal status says a married couple of the same sex, but the sex of the adopters is not two of one sex."""
    return _adopters_other_than(a, "L12", ["MM", "FF"])


# Beside the episodes


@pair_rule("331", AD1.DATE_MATCH, Episodes.DECOM, Episodes.REC, pairs=BOTH)
def matched_after_last_episode_began(e, a):
    """The child was matched with adopters after the episode that ended in adoption began. Check the two dates."""
    return e.REC.is_in(ADOPTED) & (a.DATE_MATCH > e.DECOM)


@pair_rule("334", AD1.DATE_INT, Episodes.DECOM, Episodes.RNE, pairs=BOTH)
def decided_before_care(e, a):
    """Adoption was decided to be best before the child's latest start of care. Check the two dates."""
    return e.last(_starts_care) & (a.DATE_INT < e.DECOM)


@pair_rule("335", Episodes.PLACE, AD1.FOSTER_CARE, pairs=BOTH)
def foster_carer_contradicts_placement(e, a):
    """The last placement and the adoption's details disagree on whether the adopter was the child's foster carer."""
    carer = e.PLACE.is_in(["A2", "A3", "A5"]) & ~a.FOSTER_CARE
    stranger = e.PLACE.is_in(["A1", "A4", "A6"]) & a.FOSTER_CARE
    return e.REC.is_in(["E1", *ADOPTED]) & (carer | stranger)  # E1, A1 and A2 are of older returns


@pair_rule("521", Episodes.PLACE, Episodes.DECOM, AD1.DATE_INT, pairs=BOTH)
def placed_before_decision(e, a):
    """The child was in a placement for adoption before adoption was decided to be best. Check the two dates."""
    return e.PLACE.is_in(PLACED_FOR_ADOPTION) & (a.DATE_INT > e.DECOM)


@pair_rule("582", Episodes.DEC, pairs=BOTH, reports=("Episodes",), query=True)
def adopted_on_match_day(e, a):
    """The child was adopted on the very day of being matched with adopters, which is unusual. Check the two dates."""
    return e.REC.is_in(ADOPTED) & (e.DEC.is_not_null() & (a.DATE_MATCH == e.DEC))


@pair_rule("601", Episodes.REC, *ADOPTION_MARKS, pairs=BOTH)
def adopted_without_details(e, a):
    """An episode of this year ends in adoption, but not all details of the adoption are given. Fill in the others."""
    return _adopted_in_year(e) & a.any_empty(*ADOPTION)


@rule("602", AD1.CHILD)
def details_without_adoption(a):
    """There are details of an adoption, but no episode of this year ends in one. Check the episodes or remove them."""
    return a.any_filled(*ADOPTION) & ~a.any("Episodes", _adopted_in_year)


def _starts_care(e):
    return e.RNE == "S"


def _adopted_in_year(e):
    return e.REC.is_in(ADOPTED) & e.year.holds(e.DEC)


RULES = [v for v in globals().values() if isinstance(v, Rule)]
