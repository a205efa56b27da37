"""Child details: young people who are mothers, and their children's dates of birth."""

import polars as pl

from keepwell.returns.checking import Rule, fields_of, pair_rule, rule
from keepwell.returns.checking.words import years_after
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import followed_up, in_year, not_respite

Header, Episodes, OC3 = (fields_of(TABLES[name]) for name in ("Header", "Episodes", "OC3"))

LAST_YEAR = {"needs": ("previous year",)}
# Of a child's episodes the latest stands first; among equal dates of beginning an open one, then the latest end.
LATEST_FIRST = (-pl.col("DECOM").to_physical(), pl.col("DEC").is_not_null(), -pl.col("DEC").to_physical())


def unanswered(h):
    """No answer to whether the young person is a mother; a text that cannot be read is an answer."""
    return h.given.MOTHER.is_null()


def in_year_care(e):
    return not_respite(e) & in_year(e)


@rule("165", Header.MOTHER, Header.SEX, OC3.ACTIV, OC3.ACCOM, OC3.IN_TOUCH, also=("OC3",))
def mother_answer_out_of_place(h):
    """Whether the young person is a mother is not answered as it should be: 0 or 1 for a girl looked after in the
    year, nothing for a boy or for a girl who is in the return as a care leaver only."""
    cared_for, this_year = h.any("Episodes", not_respite), h.any("Episodes", in_year_care)
    girl, left_out = h.SEX == "F", unanswered(h)
    boy = ~left_out & (h.SEX == "M")
    needed = girl & left_out & this_year
    leaver = girl & ~left_out & cared_for & ~this_year & h.any("OC3", followed_up)
    return pl.any_horizontal(h.unreadable.MOTHER, boy, needed, leaver)


@rule("171", Header.MC_DOB)
def childs_birth_date_unreadable(h):
    """The date of birth of the young person's own child is not a real date. Write it as day/month/year."""
    return h.unreadable.MC_DOB


@rule("174", Header.SEX, Header.MC_DOB)
def boy_with_childs_birth_date(h):
    """The date of birth of a mother's child is given for a boy. Check the sex, or leave the date out."""
    return (h.SEX == "M") & h.MC_DOB.is_not_null()


@rule("207", Header.MOTHER, **LAST_YEAR)
def no_longer_mother(h):
    """Last year's return said that the young person is a mother; this year's does not. Check which is right."""
    return h.any("Episodes") & h.of.Header_last.MOTHER & (~h.MOTHER | h.MOTHER.is_null())


@rule("393", Header.MOTHER)
def mother_unanswered(h):
    """It is not said whether this looked-after girl is a mother. Answer 0 for no or 1 for yes."""
    return (h.SEX == "F") & unanswered(h) & h.any("Episodes", not_respite)


@pair_rule("607", Episodes.DEC, Episodes.REC, Episodes.LS, Header.MOTHER, Header.SEX, pairs=("Episodes", "Header"))
def mother_unanswered_at_end(e, h):
    """Care of this girl ended in the year, but it is not said whether she is a mother. Answer 0 for no or 1 for yes."""
    ended = (e.REC != "X1") & not_respite(e) & e.year.holds(e.DEC)
    return ended & (h.SEX == "F") & unanswered(h)


@rule("611", Header.MOTHER, Header.MC_DOB)
def mother_without_childs_birth_date(h):
    """The young person is a mother, but her child's date of birth is not given. Add the date."""
    return h.MOTHER & h.MC_DOB.is_null()


@rule("612", Header.SEX, Header.MOTHER, Header.MC_DOB)
def childs_birth_date_without_mother(h):
    """A child's date of birth is given, but the girl is not said to be a mother. Check the answer and the date."""
    return (h.SEX == "F") & h.MC_DOB.is_not_null() & (~h.MOTHER | unanswered(h))


@rule("620", Header.DOB, Header.MOTHER)
def very_young_mother(h):
    """The mother was under 11 when the collection year began. Check her date of birth and the answer."""
    return h.MOTHER & (years_after(h.DOB, 11) > h.year.start)


@rule("621", Header.DOB, Header.MC_DOB)
def child_born_before_mother(h):
    """The mother's child was born on or before the day she was born. Check both dates of birth."""
    return h.MC_DOB <= h.DOB


@rule("624", Header.MC_DOB, **LAST_YEAR)
def childs_birth_date_changed(h):
    """The date of birth of the mother's child is not the one in last year's return. Check which is right."""
    then = h.of.Header_last.MC_DOB
    return then.is_not_null() & h.MC_DOB.ne_missing(then)


def latest_of_all(e):
    return ~e.before(*LATEST_FIRST).exists


def born_after_care(h, e):
    return latest_of_all(e) & (h.MC_DOB > e.DEC)


@rule("625", Header.MC_DOB, Episodes.DEC, also={"Episodes": latest_of_all})
def child_born_after_care(h):
    """The mother's child was born after her care ended or after the collection year. Check the date of birth and the
    end of the latest episode."""
    return (h.year.end < h.MC_DOB) | h.any_with("Episodes", born_after_care)


@rule("626", Header.MOTHER, Header.MC_DOB, **LAST_YEAR)
def mother_since_before_this_year(h):
    """The child was born before this year began, but last year's return said that the young person was no mother.
    Check the answers and the date."""
    return h.MOTHER & ~h.of.Header_last.MOTHER & (h.year.start > h.MC_DOB)


@rule("628", Header.MOTHER)
def care_leaver_with_mother_answer(h):
    """A care leaver without an episode this year should have no answer about being a mother. Take the answer out."""
    return ~unanswered(h) & ~h.any("Episodes") & h.any("OC3", followed_up)


RULES = [v for v in globals().values() if isinstance(v, Rule)]
