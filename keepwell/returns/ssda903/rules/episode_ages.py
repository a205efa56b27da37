"""Episodes: how old the child is when an episode starts or ends."""

from keepwell.returns.checking import Rule, fields_of, pair_rule
from keepwell.returns.checking.words import years_after, yes
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import ADOPTED

Episodes, Header = fields_of(TABLES["Episodes"]), fields_of(TABLES["Header"])
BOTH = {"pairs": ("Episodes", "Header")}
EPISODE = {**BOTH, "reports": ("Episodes",)}


@pair_rule("302", Episodes.DECOM, Header.DOB, **BOTH)
def starts_before_birth(e, h):
    """The child's first episode starts before the child was born. Check the start date and the date of birth."""
    return e.first() & (h.DOB > e.DECOM)


@pair_rule("352", Episodes.DECOM, Episodes.RNE, **EPISODE)
def starts_at_eighteen(e, h):
    """The child starts to be looked after on or after the eighteenth birthday. Check the start and the birth date."""
    return (e.RNE == "S") & (years_after(h.DOB, 18) <= e.DECOM)


@pair_rule("358", Episodes.DECOM, Episodes.LS, Header.DOB, **BOTH)
def youth_justice_under_ten(e, h):
    """A youth justice status (J1, J2 or J3) starts before the child is 10. Check the status and the two dates."""
    return e.LS.is_in(["J1", "J2", "J3"]) & _under(10, h, e.DECOM)


@pair_rule("359", Episodes.DEC, Episodes.LS, Episodes.PLACE, **EPISODE)
def open_after_eighteen(e, h):
    """The episode has no end, but the child turned 18 before the end of the year. End it, or check the birth date.

    The one exception is a child in a children's home (K2) by agreement (V2).
    """
    allowed = yes((e.LS == "V2") & (e.PLACE == "K2"))
    return e.DEC.is_null() & (years_after(h.DOB, 18) < e.year.end) & ~allowed


# placements with a lowest age


def _under(age, h, day):
    """Is the child younger than this on the day? On the birthday itself the child is not."""
    return day < years_after(h.DOB, age)


@pair_rule("371", Episodes.DECOM, Episodes.PLACE, **EPISODE)
def supported_accommodation_under_sixteen(e, h):
    """Supported accommodation (K3) starts before the child is 16. Check the placement and the date of birth."""
    return (e.PLACE == "K3") & _under(16, h, e.DECOM)


@pair_rule("372", Episodes.DECOM, Episodes.PLACE, **EPISODE)
def custody_under_ten(e, h):
    """A placement in youth custody (R5) starts before the child is 10. Check the placement and the date of birth."""
    return (e.PLACE == "R5") & _under(10, h, e.DECOM)


@pair_rule("373", Episodes.DECOM, Episodes.PLACE, **EPISODE)
def residential_school_under_four(e, h):
    """A placement in a residential school (S1) starts before the child is 4. Check the placement and date of birth."""
    return (e.PLACE == "S1") & _under(4, h, e.DECOM)


@pair_rule("374", Episodes.DECOM, Episodes.PLACE, **EPISODE)
def living_at_work_under_fourteen(e, h):
    """A placement where the child works (P3) starts before the child is 14. Check the placement and date of birth."""
    return (e.PLACE == "P3") & _under(14, h, e.DECOM)


# reasons for the end with a lowest or highest age


@pair_rule("386", Episodes.REC, **EPISODE)
def adopted_at_eighteen(e, h):
    """The child was adopted (E11 or E12) on or after the eighteenth birthday. Check the reason, end and birth date."""
    return e.REC.is_in(ADOPTED) & (years_after(h.DOB, 18) <= e.DEC)


@pair_rule("387", Episodes.REC, **EPISODE)
def independent_under_fourteen(e, h):
    """The child moved to independent living (E5 or E6) before the age of 14. Check the reason, end and birth date."""
    return e.REC.is_in(["E5", "E6"]) & _under(14, h, e.DEC)


@pair_rule("389", Episodes.REC, **EPISODE)
def adult_services_under_sixteen(e, h):
    """The child moved to care by adult services (E7) before the age of 16. Check the reason, end and birth date."""
    return (e.REC == "E7") & _under(16, h, e.DEC)


@pair_rule("407", Episodes.DEC, Episodes.REC, Header.DOB, **BOTH)
def guardianship_after_eighteen(e, h):
    """A special guardianship order (E45 to E48) ended care after the eighteenth birthday. Check the dates."""
    return e.REC.is_in(["E45", "E46", "E47", "E48"]) & (years_after(h.DOB, 18) < e.DEC)


@pair_rule("460", Episodes.DEC, Episodes.REC, **EPISODE)
def stays_on_under_eighteen(e, h):
    """The child stayed with the same carers at 18 (E17), but care ended before the eighteenth birthday. Check both."""
    return (e.REC == "E17") & _under(18, h, e.DEC)


RULES = [found for found in globals().values() if isinstance(found, Rule)]
