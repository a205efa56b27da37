"""What the record says for one row of a return, as cells."""

from ..mapping.table import cell

DATES = {"ssda903": "dmy", "cin": "iso", "people": "iso"}
SHEETS = {"Header", "ChildIdentifiers", "ChildCharacteristics", "People"}  # tables that speak of the person alone


def cells_of(table, held, shown, form, end, references):
    """{column: text or None} for one row of `table`.

    shown       the child's own facts, for columns that repeat them
    form        "dmy" or "iso"
    end         the last day that the return can know of, or None
    references  key of a person -> the controller's number
    """
    hidden = table.left_out(held.facts, end)
    says = {c: None if c in hidden else cell(held.facts.get(f), form) for c, f in table.columns.items()}
    says[table.owner] = references.get(held.owner)
    for column in table.people:
        says[column] = references.get(held.facts.get(table.columns[column]))
    if shown:
        says |= {c: cell(shown.get(f), form) for c, f in table.shown.items()}
    return says
