"""Child details: sex, birth, ethnicity and unique pupil number."""

from datetime import date

from keepwell.codes import code_set
from keepwell.returns.checking import Rule, fields_of, rule
from keepwell.returns.checking.words import years_after, yes
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import not_respite, period_start

Header, Episodes = fields_of(TABLES["Header"]), fields_of(TABLES["Episodes"])

NO_UPN = ["UN1", "UN2", "UN3", "UN4", "UN5"]  # reasons why there is no number
UPN_FORM = "^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-Z]$"  # a temporary number ends in a letter
LAST_YEAR = {"needs": ("previous year",)}


def last_year(h):
    """The child's first row in last year's list of children."""
    return h.of.Header_last


def changed(h, column):
    """Is the child in both years, with another value now? Missing in one year only is another value."""
    then = getattr(last_year(h), column)
    return last_year(h).exists & getattr(h, column).ne_missing(then)


@rule("101", Header.SEX)
def sex_unknown_code(h):
    """The sex is empty or is not M, F or U. Check the code."""
    return ~yes(h.SEX.is_in(["M", "F", "U"]))


@rule("102", Header.DOB)
def birth_date_missing(h):
    """The date of birth is empty or is not a real date. Write it as day/month/year with a four-figure year."""
    return h.DOB.is_null()


@rule("103", Header.ETHNIC)
def ethnicity_unknown_code(h):
    """The ethnicity is empty or is not on the list of codes. Check the code."""
    return ~yes(h.ETHNIC.is_in(list(code_set("ssda903.ETHNIC").for_year(h.case.ruleset).codes)))


@rule("168", Header.UPN)
def upn_malformed(h):
    """The unique pupil number is neither in the form of one nor a reason from UN1 to UN5. Check it with the school."""
    return h.UPN.is_not_null() & ~h.UPN.is_in(NO_UPN) & ~h.UPN.str.contains(UPN_FORM)


@rule("202", Header.SEX, **LAST_YEAR)
def sex_changed(h):
    """The child's sex is not what last year's return said. Check which year is right."""
    return changed(h, "SEX")


@rule("203", Header.DOB, **LAST_YEAR)
def birth_date_changed(h):
    """The child's date of birth is not what last year's return said. Check which year is right."""
    return changed(h, "DOB")


@rule("204", Header.ETHNIC, **LAST_YEAR)
def ethnicity_changed(h):
    """The child's ethnicity is not what last year's return said. Check which year is right."""
    return changed(h, "ETHNIC")


@rule("208", Header.UPN, **LAST_YEAR)
def upn_changed(h):
    """The unique pupil number is not what last year's return said. Only a reason may give way to a number, and UN1
    to another reason."""
    then, now = last_year(h).UPN, h.UPN
    other_reason = ((then == "UN1") | then.is_null()) & now.is_in(NO_UPN[1:])
    found = (then.is_in(NO_UPN) | then.is_null()) & now.is_not_null() & ~now.is_in(NO_UPN)
    return changed(h, "UPN") & ~yes(other_reason) & ~yes(found)


@rule("209", Header.UPN, Header.DOB)
def too_old_for_no_upn_yet(h):
    """UN1 says that the child is too young for a unique pupil number, but the child is old enough for school.
    Find the number, or choose another reason."""
    return (h.UPN == "UN1") & (years_after(h.DOB, 4) <= date(h.case.start.year - 1, 8, 31))


def open_at_the_end(e):
    """Is the child still in this episode when the collection year ends?"""
    return (e.year.end >= e.DECOM) & (e.DEC.is_null() | (e.year.end < e.DEC))


def starts_last_stay(e):
    """Does the period of care that runs on past the end of the collection year start with this episode?"""
    still = e.partner("Episodes", open_at_the_end, latest=True).DECOM
    return e.last(lambda s: (period_start(s) == s.DECOM) & (still >= s.DECOM))


def in_care_before_last_week(e):
    return starts_last_stay(e) & (date(e.case.end.year, 3, 24) > e.DECOM)


@rule("210", Header.UPN, Episodes.DECOM, also={"Episodes": starts_last_stay})
def too_long_for_late_entry(h):
    """UN4 is for children who came into care in the last week of March, but this one came earlier.
    Find the unique pupil number, or check when care began."""
    return (h.UPN == "UN4") & h.any("Episodes", in_care_before_last_week)


@rule("232", Header.SEX, query=True)
def sex_unspecified(h):
    """The sex is U, neither male nor female. Please check that this is meant."""
    return h.SEX == "U"


@rule("301", Header.DOB)
def born_after_the_year(h):
    """The date of birth is after the end of the collection year. Check the date."""
    return h.year.end < h.DOB


@rule("351", Header.DOB)
def too_old(h):
    """The young person was over 25 before the collection year began. Check the date of birth, or leave them out."""
    return years_after(h.DOB, 25) < h.year.start


@rule("442", Header.UPN)
def upn_missing(h):
    """A looked-after child has no unique pupil number. Give the number, or the reason why there is none."""
    return h.UPN.is_null() & h.any("Episodes", not_respite)


@rule("444", Header.UPN, compares=True)
def upn_shared(h):
    """Another child has the same unique pupil number. Check whose it is, or whether the two are one child."""
    return h.UPN.is_duplicated() & h.UPN.is_not_null() & ~h.UPN.is_in(NO_UPN)


RULES = [v for v in globals().values() if isinstance(v, Rule)]
