"""The names of the columns and tables that a run adds to those of the return."""

ROW = "row"  # 0-based position in the table's own file order
GIVEN = "given."  # before the name of a column: its text as it stood in the file, without spaces around
WHOSE = "whose"  # the child of the row: its number in the table CHILDREN; missing when the row names none
CHILDREN = "children"  # one row for each child of the run, under its number
