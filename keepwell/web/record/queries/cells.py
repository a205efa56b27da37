"""Facts as words for a table: dates, labels of codes, yes and no, and what is not recorded."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField

from keepwell.codes import code_set

from ..models import Characteristic
from ..models.base import CodeField


@dataclass(frozen=True)
class Cell:
    """`on` is a date to be written out; `unknown` marks a code that its list does not have."""

    text: str = ""
    on: date | None = None
    unknown: bool = False
    tag: str = ""
    colour: str = "grey"

    @property
    def classes(self):
        return f"govuk-tag--{self.colour}"

    @property
    def day(self):
        return self.on.isoformat()


def day(on):
    return Cell(f"{on.day} {on:%B} {on.year}", on=on)


def said(field, *, empty="Not recorded"):
    """A function of a row that says its field in words."""

    def say(row, rows=None):
        return cell(row, field, empty)

    return say


def until(field="ends_on", *, still="Still open"):
    """The end of something, or that it has none yet."""
    return said(field, empty=still)


def cell(row, field, empty="Not recorded"):
    value = getattr(row, field)
    if isinstance(value, date):
        return day(value)
    if value is None or value == "":
        return Cell(empty)
    try:
        kind = row._meta.get_field(field)
    except FieldDoesNotExist:  # a property
        return Cell(str(value))
    if isinstance(kind, CodeField):
        return coded(row, field)
    if isinstance(kind, BooleanField):
        return Cell("Yes" if value else "No")
    return Cell(str(dict(kind.flatchoices).get(value, value)))


def coded(row, field):
    """The label of a code, or the code itself marked when its list is complete and does not have it."""
    code = getattr(row, field)
    name = row.SETS.get(row.kind) if isinstance(row, Characteristic) else row._meta.get_field(field).code_set
    known = code_set(name)
    label = known.label(code)
    return Cell(label) if label else Cell(code, unknown=known.closed)
