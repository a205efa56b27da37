"""The header, and what holds of the return as a whole."""

import polars as pl

from keepwell.returns.checking import Rule
from keepwell.returns.checking.frames import whose
from keepwell.returns.cin.census import first_day, yes
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


def _held(bench, table, column):
    """How many dates of a column lie in the census period."""
    reference = bench.case.reference
    return bench.frame(table)[column].is_between(first_day(reference), reference).sum()


@return_rule(
    "2883", ChildProtectionPlans.CPPstartDate, CINdetails.DateOfInitialCPC, Section47.DateOfInitialCPC, needs=REFERENCE
)
def more_plans_than_conferences(bench):
    """More child protection plans started in the census year than initial child protection conferences were held.
    Look for conferences that were not recorded."""
    conferences = _held(bench, "CINdetails", "DateOfInitialCPC") + _held(bench, "Section47", "DateOfInitialCPC")
    return _held(bench, "ChildProtectionPlans", "CPPstartDate") > conferences


@return_rule("2886Q", ChildIdentifiers.Sex, ChildIdentifiers.ExpectedPersonBirthDate)
def many_of_unknown_sex(bench):
    """More than 2% of the children have no known sex although they are not recorded as unborn. Please check."""
    children = bench.frame("ChildIdentifiers")
    unknown = pl.col("Sex").is_null() | (pl.col("Sex") == "U")
    return (
        children.filter(unknown & pl.col("ExpectedPersonBirthDate").is_null()).height > MOST_UNKNOWN * children.height
    )


def _disabled(bench):
    return bench.frame("Disabilities").filter(pl.col("Disability") != "NONE")


@return_rule("2887Q", Disabilities.Disability)
def few_kinds_of_disability(bench):
    """The whole return names 7 different disabilities or fewer. Check that disabilities are recorded in full."""
    return _disabled(bench)["Disability"].n_unique() <= FEWEST_DISABILITIES


@return_rule("2888Q", Disabilities.Disability)
def nobody_with_two_disabilities(bench):
    """No child in the return has more than one disability. Check that all disabilities of each child are recorded."""
    kinds = _disabled(bench).group_by(whose()).agg(pl.col("Disability").n_unique())["Disability"]
    return len(kinds) > 0 and kinds.max() < 2


RULES = [value for value in globals().values() if isinstance(value, Rule)]
