"""The header, and what holds of the return as a whole."""

import polars as pl

from keepwell.returns.checking import Rule
from keepwell.returns.cin.census import same, yes
from keepwell.returns.cin.declaring import REFERENCE, return_rule, row_rule
from keepwell.returns.cin.words import (
    ChildIdentifiers,
    ChildProtectionPlans,
    CINdetails,
    Disabilities,
    Header,
    Section47,
)

MOST_UNKNOWN = 0.02  # share of children whose sex may be unknown (2886Q)
FEWEST_DISABILITIES = 7  # so few different disabilities in a whole return are hard to believe (2887Q)


@row_rule("100", Header.ReferenceDate)
def not_the_31st_of_march(h):
    """The reference date is missing or is not 31 March of the year in the header."""
    day = h.ReferenceDate
    return ~yes((day.dt.year() == h.Year) & (day.dt.month() == 3) & (day.dt.day() == 31))


def _held(census, table, column):
    """How many dates of a column lie in the census period."""
    return census.frame(table)[column].is_between(census.first_day, census.reference).sum()


@return_rule(
    "2883", ChildProtectionPlans.CPPstartDate, CINdetails.DateOfInitialCPC, Section47.DateOfInitialCPC, needs=REFERENCE
)
def more_plans_than_conferences(census):
    """More child protection plans started in the census year than initial child protection conferences were held.
    Look for conferences that were not recorded."""
    conferences = _held(census, "CINdetails", "DateOfInitialCPC") + _held(census, "Section47", "DateOfInitialCPC")
    return _held(census, "ChildProtectionPlans", "CPPstartDate") > conferences


@return_rule("2886Q", ChildIdentifiers.Sex, ChildIdentifiers.ExpectedPersonBirthDate)
def many_of_unknown_sex(census):
    """More than 2% of the children have no known sex although they are not recorded as unborn. Please check."""
    children = census.frame("ChildIdentifiers")
    unknown = pl.col("Sex").is_null() | (pl.col("Sex") == "U")
    return (
        children.filter(unknown & pl.col("ExpectedPersonBirthDate").is_null()).height > MOST_UNKNOWN * children.height
    )


def _disabled(census):
    return census.frame("Disabilities").filter(pl.col("Disability") != "NONE")


@return_rule("2887Q", Disabilities.Disability)
def few_kinds_of_disability(census):
    """The whole return names 7 different disabilities or fewer. Check that disabilities are recorded in full."""
    return _disabled(census)["Disability"].n_unique() <= FEWEST_DISABILITIES


@return_rule("2888Q", Disabilities.Disability)
def nobody_with_two_disabilities(census):
    """No child in the return has more than one disability. Check that all disabilities of each child are recorded."""
    kinds = _disabled(census).group_by(same("child")).agg(pl.col("Disability").n_unique())["Disability"]
    return len(kinds) > 0 and kinds.max() < 2


RULES = [value for value in globals().values() if isinstance(value, Rule)]
