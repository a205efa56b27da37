"""The shape of an SSDA903 XML file: which element makes a row of which table. Readers and writers both follow it.

A CHILD element holds a HEADER (the child, and the groups of single items below) and its EPISODE elements; the other
repeated elements stand in the HEADER. The names SWEPISODE and DOLO are ours: public sources do not give the element
names of social worker episodes and deprivation of liberty orders, and they are to be taken from the technical
specification of the collection once it has been seen. So is the name of the outermost element, which readers ignore.
"""

from dataclasses import dataclass

from keepwell.returns.ssda903.tables import TABLES

ROOT = "SSDA903"
CHILD = "CHILD"
HEADER = "HEADER"
NUMBER = "CHILDID"  # the element that holds the column CHILD
FLAG = "UASC"

# Element -> table, for the elements that make one row each. EPISODE stands beside HEADER, the others in it.
EPISODE = "EPISODE"
SOCIAL_WORKER = "SWEPISODE"
DEPRIVATION_OF_LIBERTY = "DOLO"
ROWS: dict[str, str] = {
    EPISODE: "Episodes",
    "AREVIEW": "Reviews",
    "OC2": "OC2",
    "AD_PLACED": "PlacedAdoption",
    "PERMANENCE": "PrevPerm",
    "AMISSING": "Missing",
    SOCIAL_WORKER: "SWEpisodes",
    DEPRIVATION_OF_LIBERTY: "DoLo",
}

# Column -> element, where they differ.
RENAMED = {"CHILD": NUMBER, "PLACE": "PL"}
COLUMN_OF = {element: column for column, element in RENAMED.items()}


@dataclass(frozen=True)
class Group:
    """Items of the HEADER that make a row of a table of their own; lead is the item whose text makes the row."""

    table: str
    lead: str
    items: tuple[str, ...]


def _own(table: str) -> tuple[str, ...]:
    return tuple(name for name in TABLES[table].names if name not in ("CHILD", "DOB", "SEX"))


GROUPS = (
    Group("UASC", FLAG, _own("UASC")),
    Group("OC3", "IN_TOUCH", _own("OC3")),
    Group("AD1", "DATE_INT", _own("AD1")),
)
# The items of the HEADER that belong to the table Header itself, without the child's number.
HEADER_ITEMS = tuple(name for name in TABLES["Header"].names if name != "CHILD")


def element_name(column: str) -> str:
    return RENAMED.get(column, column)
