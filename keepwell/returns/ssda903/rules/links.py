"""Links between tables: children who are not listed, who differ between tables, who occur twice or nowhere."""

from keepwell.returns.checking import Rule, each_rule, fields_of, pair_rule, rule
from keepwell.returns.ssda903.tables import TABLES

Header, Reviews, UASC = (fields_of(TABLES[name]) for name in ("Header", "Reviews", "UASC"))
OC2, OC3, AD1 = (fields_of(TABLES[name]) for name in ("OC2", "OC3", "AD1"))
PlacedAdoption, PrevPerm, Missing = (fields_of(TABLES[name]) for name in ("PlacedAdoption", "PrevPerm", "Missing"))

ROWS_OF = {  # what a row of each table is called in a sentence
    "AD1": "adoption row",
    "PlacedAdoption": "decision to place for adoption",
    "Episodes": "episode",
    "Missing": "missing or away row",
    "OC2": "health and offending row",
    "OC3": "care leaver row",
    "PrevPerm": "earlier permanence row",
    "Reviews": "review",
    "UASC": "unaccompanied asylum-seeking child row",
    "Header": "row in the list of children",
}


def child_not_listed(code, table):
    def wrong(row):
        return ~row.any("Header")

    wrong.__doc__ = f"""The child of this {ROWS_OF[table]} is not in the list of children.
        Check the child's number, or add the child."""
    return rule(code, fields_of(TABLES[table]).CHILD)(wrong)


NOT_LISTED = [
    child_not_listed("INT01", "AD1"),
    child_not_listed("INT02", "PlacedAdoption"),
    child_not_listed("INT03", "Episodes"),
    child_not_listed("INT04", "Missing"),
    child_not_listed("INT05", "OC2"),
    child_not_listed("INT06", "OC3"),
    child_not_listed("INT07", "PrevPerm"),
    child_not_listed("INT08", "Reviews"),
    child_not_listed("INT09", "UASC"),
]


def other_birth_date(code, table):
    def wrong(row, h):
        return row.DOB != h.DOB

    wrong.__doc__ = f"""The date of birth on this {ROWS_OF[table]} is not the one in the list of children.
        Check which of the two is right."""
    return pair_rule(code, fields_of(TABLES[table]).DOB, pairs=(table, "Header"), reports=(table,))(wrong)


OTHER_BIRTH_DATE = [
    other_birth_date("INT11", "AD1"),
    other_birth_date("INT12", "PlacedAdoption"),
    other_birth_date("INT13", "Missing"),
    other_birth_date("INT14", "OC2"),
    other_birth_date("INT15", "OC3"),
    other_birth_date("INT16", "PrevPerm"),
    other_birth_date("INT17", "Reviews"),
    other_birth_date("INT18", "UASC"),
]


@pair_rule("INT21", UASC.SEX, pairs=("UASC", "Header"), reports=("UASC",))
def other_sex(u, h):
    """The sex of this unaccompanied asylum-seeking child is not the one in the list of children. Check both."""
    return u.SEX != h.SEX


def listed_twice(code, table):
    def wrong(row):
        return row.count(table) > 1

    wrong.__doc__ = f"""The child has more than one {ROWS_OF[table]} and should have only one.
        Check for a repeat, or for two children with one number."""
    return rule(code, fields_of(TABLES[table]).CHILD)(wrong)


LISTED_TWICE = [
    listed_twice("INT31", "AD1"),
    listed_twice("INT32", "Header"),
    listed_twice("INT33", "OC2"),
    listed_twice("INT34", "OC3"),
    listed_twice("INT35", "PrevPerm"),
    listed_twice("INT36", "UASC"),
]


@rule("EPI", Header.CHILD, optional=("Episodes", "OC3"))
def in_no_return(h):
    """The child has neither an episode nor a care leaver row this year. Check whether the child belongs here."""
    return ~h.any("Episodes") & ~h.any("OC3")


DETAILS = (Reviews, OC2, AD1, PlacedAdoption, PrevPerm, Missing)


@each_rule(
    "1012",
    *(table.CHILD for table in DETAILS),
    optional=("Reviews", "OC2", "AD1", "PlacedAdoption", "PrevPerm", "Missing"),
)
def no_episode(row):
    """This row is about a child who has no episode this year. Check the child's number, or add the episodes."""
    return ~row.any("Episodes")


RULES = [v for v in globals().values() if isinstance(v, Rule)] + NOT_LISTED + OTHER_BIRTH_DATE + LISTED_TWICE
