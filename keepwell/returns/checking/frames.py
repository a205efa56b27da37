"""The names of the columns and tables that a run adds to those of the return.

Rows belong together when they are of one child; in the census, also when they are of one episode (a CINdetails
element), one assessment or one protection plan. Each such group has a number within the run.
"""

import polars as pl

ROW = "row"  # 0-based position in the table's own file order
GIVEN = "given."  # before the name of a column: its text as it stood in the file, without spaces around
CHILD = "child"
GROUPS = {  # what rows may have in common -> the columns, besides the child's number, that say so
    CHILD: (),
    "episode": ("CINdetailsID",),
    "assessment": ("CINdetailsID", "AssessmentID"),
    "plan": ("CINdetailsID", "CPPID"),
}


def whose(group: str = CHILD) -> str:
    """The column with the number of the row's group; missing when the row does not say."""
    return f"whose {group}"


def each(group: str = CHILD) -> str:
    """The table with a row for each group of the run, under its number."""
    return f"each {group}"


def plain(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every column written out in full.

    Polars keeps a column of equal values as one value. Comparing a literal with such a column gives one value, not a
    column (seen in 2.1), and the rule that asks could not be run.
    """
    return pl.DataFrame(frame.get_columns())
