"""Ethnicity and disability."""

from keepwell.returns.checking import Rule
from keepwell.returns.cin.census import yes
from keepwell.returns.cin.declaring import row_rule
from keepwell.returns.cin.words import ChildCharacteristics, ChildIdentifiers, CINdetails, Disabilities, acted_on, codes


@row_rule("4220", ChildCharacteristics.Ethnicity)
def ethnicity_unknown(c):
    """The ethnicity is missing or its code is not on the list."""
    return ~yes(c.Ethnicity.is_in(codes("Ethnicity")))


def _unknown(d):
    return ~yes(d.Disability.is_in(codes("Disability")))


def _lacks_disability(c):
    """A born child in need whose disability is not given, or given in a way that cannot be read."""
    wrong = ~c.any("Disabilities") | c.any("Disabilities", _unknown)
    return c.PersonBirthDate.is_not_null() & c.any("CINdetails", acted_on) & wrong


@row_rule("8540", ChildIdentifiers.PersonBirthDate, Disabilities.Disability, CINdetails.ReferralNFA, together=())
def disability_missing(c, d, e):
    """The child's disability is missing or its code is not on the list. Use NONE for a child without a disability."""
    lacking = (d.any("ChildIdentifiers", _lacks_disability), e.any("ChildIdentifiers", _lacks_disability))
    return _lacks_disability(c), _unknown(d) & lacking[0], acted_on(e) & lacking[1]


def _none(d):
    return yes(d.Disability.str.to_uppercase() == "NONE")


@row_rule("8790", Disabilities.Disability)
def none_beside_a_disability(d):
    """The child has a disability here and NONE in another place. Take away whichever is wrong."""
    return ~_none(d) & d.any("Disabilities", _none)


@row_rule("8794", Disabilities.Disability)
def disability_twice(d):
    """The same disability is given more than once for this child."""
    return d.repeats("Disability", within="child")


RULES = [value for value in globals().values() if isinstance(value, Rule)]
