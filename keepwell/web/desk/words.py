"""A row of a return in the record's own words: what each column is called, labels of codes, dates written out."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from keepwell.codes import code_set
from keepwell.returns.catalogue import TABLES
from keepwell.returns.checking.case import LAST
from keepwell.web.record.kinds import NOT_RECORDED, OF_THE_PLACE, SEALED, categories_of

from .fingerprints import key_columns

FORMS = ("%d/%m/%Y", "%Y-%m-%d")
YES_NO = {"1": "Yes", "0": "No", "TRUE": "Yes", "FALSE": "No", "Y": "Yes", "N": "No"}


@dataclass(frozen=True)
class Said:
    """One cell: `label` is what its column is called, `code` what was given where the words are not that."""

    column: str
    label: str
    text: str
    code: str = ""
    marked: bool = False
    unknown: bool = False
    on: date | None = None


def declared(collection, table):
    """The declared table of a finding, this year's or last year's; None for the whole return."""
    return TABLES[collection].get(table.removesuffix(LAST))


def table_title(collection, table):
    """What a table is called: its title, last year's so named."""
    if not table:
        return "The whole return"
    known = declared(collection, table)
    title = known.title if known else table
    return f"{title}, last year’s return" if table.endswith(LAST) else title


def marked_categories(collection, finding):
    """The categories of the policy that a finding tells of, by the columns that its rule marks."""
    table = declared(collection, finding.table)
    marked = [c for c in finding.fields if c in table.by_name] if table else []
    return frozenset().union(*(categories_of(collection, table.name, c) for c in marked))


def row_in_words(collection, finding, *, may, hide_places=False, whole=True):
    """The row of a finding as a list of Said: what the rule marks, empty or not, and what tells the row from others.

    may: categories that the reader may read; other columns are left out. whole: also what the rule does not mark.
    """
    table = declared(collection, finding.table)
    if table is None:
        return []
    always = {*finding.fields, *key_columns(collection, finding.table)}
    shown = [c for c in table.columns if c.name in always or (whole and c.name in finding.cells)]
    open_ones = [c for c in shown if c.name != table.key and categories_of(collection, table.name, c.name) <= may]
    return [_said(c, finding, hide_places) for c in open_ones]


def _said(column, finding, hide_places):
    marked, label = column.name in finding.fields, column.label or column.name
    given = (finding.cells.get(column.name) or "").strip()
    if hide_places and column.name in OF_THE_PLACE:
        return Said(column.name, label, SEALED, marked=marked)
    if not given:
        return Said(column.name, label, NOT_RECORDED, marked=marked)
    if column.kind == "date":
        on = _date(given)
        return Said(column.name, label, _day(on) if on else given, marked=marked, unknown=on is None, on=on)
    if column.kind == "flag" and given.upper() in YES_NO:
        return Said(column.name, label, YES_NO[given.upper()], marked=marked)
    if column.codes:
        return _coded(column, label, given, marked)
    return Said(column.name, label, given, marked=marked)


def _coded(column, label, given, marked):
    known = code_set(column.codes)
    words = known.label(given) or known.label(given.upper())
    if words:
        return Said(column.name, label, words, given, marked)
    return Said(column.name, label, given, marked=marked, unknown=known.closed and column.kind == "code")


def _date(given):
    for form in FORMS:
        with suppress(ValueError):
            return datetime.strptime(given, form).date()
    return None


def _day(on):
    return f"{on.day} {on:%B} {on.year}"
