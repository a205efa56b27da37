"""Providers: an episode's provider number against the register and the authority of the placement."""

from keepwell.returns.checking import Rule, fields_of, rule
from keepwell.returns.checking.words import yes
from keepwell.returns.ssda903.derived import squeezed
from keepwell.returns.ssda903.register import numbered, provider
from keepwell.returns.ssda903.rules.placement import NEVER_NUMBERED
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import not_respite

Episodes = fields_of(TABLES["Episodes"])
REGISTER = ("provider register",)

OUTSIDE_ENGLAND = ["CON", "NIR", "SCO", "WAL", "NUK"]  # or confidential


@rule("218", Episodes.URN)
def number_missing(e):
    """The provider number is missing for a placement in England that must have one. Give the number, or XXXXXXX for a
    carer who has none."""
    current = e.DEC.is_null() | (e.year.start <= e.DEC)
    without = yes(e.PLACE.is_in(NEVER_NUMBERED)) | yes(e.PL_LA.is_in(OUTSIDE_ENGLAND))
    return e.URN.is_null() & current & ~without


@rule("219", Episodes.URN, Episodes.PLACE, needs=REGISTER)
def place_not_offered(e):
    """The provider with this number is not registered for this kind of placement. Check the provider number and the
    placement type."""
    return numbered(e) & ~yes(provider(e).places.list.contains(e.PLACE))


@rule("221", Episodes.PL_POST, needs=REGISTER)
def postcode_is_not_the_homes(e):
    """The placement postcode is not the registered postcode of the home with this number. Check the postcode and the
    provider number."""
    home = e.PLACE.is_in(["K1", "K2", "K3", "R3", "S1"]) & not_respite(e) & e.PL_POST.is_not_null()
    return numbered(e) & home & ~yes(provider(e).postcodes.list.contains(squeezed(e.PL_POST)))


@rule("224", Episodes.PLACE_PROVIDER, needs=REGISTER)
def not_that_kind_of_provider(e):
    """The register does not list the provider with this number as this kind of provider. Check the placement provider
    and the provider number."""
    return numbered(e) & ~yes(provider(e).provider_codes.list.contains(e.PLACE_PROVIDER))


@rule("227", Episodes.URN, Episodes.DECOM, needs=REGISTER)
def starts_after_closure(e):
    """The episode starts on or after the day on which the provider's registration ended. Check the provider number and
    the start date."""
    return numbered(e) & (provider(e).ended_on <= e.DECOM)


@rule("228", Episodes.URN, Episodes.DEC, needs=REGISTER)
def goes_on_after_closure(e):
    """The episode goes on after the provider's registration ended. Check the provider number and whether the placement
    has ended."""
    until = e.DEC.fill_null(e.year.end)
    return numbered(e) & (until > provider(e).ended_on)


@rule("229", Episodes.URN, Episodes.PLACE_PROVIDER, needs=(*REGISTER, "local authority"))
def whose_area(e):
    """The provider is said to be this council, but is registered elsewhere, or to be another council, but is registered
    in this council's area. Check the placement provider and the provider number."""
    inside = yes(provider(e).authorities.list.contains(e.case.authority))
    only_inside = inside & (provider(e).authorities.list.len() == 1)
    wrong = ((e.PLACE_PROVIDER == "PR1") & ~inside) | ((e.PLACE_PROVIDER == "PR2") & only_inside)
    return numbered(e) & ~yes(e.PLACE.is_in(["K3", *NEVER_NUMBERED])) & wrong


@rule("241", Episodes.URN, needs=REGISTER)
def supported_elsewhere(e):
    """The supported accommodation is in another authority than its provider's registered addresses. Check the provider
    number and the placement postcode."""
    elsewhere = provider(e).exists & ~yes(provider(e).authorities.list.contains(e.PL_LA))
    return (e.PLACE == "K3") & numbered(e) & e.PL_LA.is_not_null() & elsewhere


@rule("243", Episodes.URN)
def number_outside_england(e):
    """A provider number is given for a placement that is outside England or confidential. Leave the number empty or
    check where the placement is."""
    return e.PL_LA.is_in(OUTSIDE_ENGLAND) & e.URN.is_not_null()


@rule("1008", Episodes.URN, needs=REGISTER)
def unknown_number(e):
    """The provider number is not in the provider register. Check the number for slips."""
    return numbered(e) & ~provider(e).exists


RULES = [v for v in globals().values() if isinstance(v, Rule)]
