"""Ideas that many SSDA903 rules share, written in the words of `keepwell.returns.checking`."""

RESPITE = ["V3", "V4"]  # legal statuses of short breaks
ADOPTED = ["E11", "E12"]
PLACED_FOR_ADOPTION = ["A3", "A4", "A5", "A6"]
FOSTERED = ["U1", "U2", "U3", "U4", "U5", "U6"]
TEMPORARY = ["T0", "T1", "T2", "T3", "T4"]


def in_year(e):
    """Is the episode open on any day of the collection year? (terms 6)"""
    return (e.year.end >= e.DECOM) & ((e.year.start <= e.DEC) | e.DEC.is_null())


def breaks_the_year(e):
    """Does this episode show that the child was not looked after for the whole twelve months? (terms 6, CLA)"""
    began = (e.RNE == "S") & (e.year.start < e.DECOM) & (e.year.end >= e.DECOM)
    ceased = ((e.REC != "X1") | e.REC.is_null()) & (e.year.start <= e.DEC) & (e.year.end > e.DEC)
    return began | ceased | (e.LS.is_in(RESPITE) & in_year(e))


def looked_after_all_year(row):
    """CLA: was the child of this row continuously looked after for the twelve months to 31 March? (terms 6)"""
    return row.any("Episodes", in_year) & ~row.any("Episodes", breaks_the_year)
