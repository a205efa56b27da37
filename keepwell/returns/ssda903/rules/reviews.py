"""Reviews of looked-after children's care plans."""

from keepwell.returns.checking import Rule, each_rule, fields_of, rule
from keepwell.returns.checking.words import years_after
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import not_respite

Header, Episodes, Reviews = (fields_of(TABLES[name]) for name in ("Header", "Episodes", "Reviews"))

TOO_YOUNG = "PN0"  # the child was under four
TOOK_PART = ["PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"]


@rule("166", Reviews.REVIEW)
def review_date_missing(r):
    """The date of the review is empty or is not a real date. Write it as day/month/year."""
    return r.REVIEW.is_null()


@rule("167", Reviews.REVIEW_CODE)
def review_code_wrong(r):
    """How the child took part in the review is not on the list of codes, or only one of date and code is given.
    Check both."""
    return r.unknown.REVIEW_CODE | (r.REVIEW.is_null() != r.REVIEW_CODE.is_null())


def answered(h):
    return h.given.MOTHER.is_not_null()


def reviewed(r):
    return r.any_filled("REVIEW", "REVIEW_CODE")


@each_rule("399", Header.MOTHER, Episodes.LS, Reviews.REVIEW, Reviews.REVIEW_CODE)
def short_breaks_only(row):
    """The child has only short breaks, for which neither reviews nor an answer about being a mother are asked.
    Check the legal status, or take these details out."""
    only_respite = row.any("Episodes") & ~row.any("Episodes", not_respite)
    mother = answered(row) if row.table == "Header" else row.any("Header", answered)
    review = reviewed(row) if row.table == "Reviews" else row.any("Reviews", reviewed)
    return only_respite & (mother | review)


@rule("440", Reviews.DOB, Reviews.REVIEW, Reviews.REVIEW_CODE)
def old_enough_to_take_part(r):
    """The review says that the child was under four, but the child was older. Choose how the child took part, or check
    the date of birth."""
    return (r.REVIEW_CODE == TOO_YOUNG) & (years_after(r.DOB, 4) < r.REVIEW)


@rule("441", Reviews.DOB, Reviews.REVIEW, Reviews.REVIEW_CODE)
def too_young_to_take_part(r):
    """The review says how the child took part, but the child was under four: the code is then PN0. Check the code and
    the date of birth."""
    return r.REVIEW_CODE.is_in(TOOK_PART) & (years_after(r.DOB, 4) > r.REVIEW)


RULES = [v for v in globals().values() if isinstance(v, Rule)]
