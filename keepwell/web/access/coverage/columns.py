"""Every column that there is: fields of models and of forms, columns of the returns and of the reports."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.people.tables import TABLES as PEOPLE
from keepwell.returns.ssda903.tables import TABLES as SSDA903

from .reading import form_fields, report_columns

RETURNS = {"ssda903": SSDA903, "cin": CIN, "people": PEOPLE}
HISTORY = "history"  # where the columns that every table of old versions adds are declared


@dataclass(frozen=True)
class Column:
    """One column, and the names under which a policy may declare it, its own first."""

    names: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0]


def there() -> Iterator[Column]:
    """Every column of the program."""
    yield from model_columns()
    yield from return_columns()
    yield from (Column((name,)) for name in form_fields())
    yield from (Column((name,)) for name in report_columns())


def model_columns() -> Iterator[Column]:
    """Fields of every model of every installed application, borrowed ones too; a row before its old versions."""
    every = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    for model in sorted(every, key=lambda one: _original(one) is not None):
        for field in model._meta.local_fields:
            yield Column(_names(model, field, _original(model)))


def _original(model):
    """The model whose old versions this one keeps, as simple_history says it; None for any other."""
    return getattr(model, "instance_type", None)


def _names(model, field, original):
    """An old version says what the row said, so its columns are of the categories of the row's own."""
    own = f"{model._meta.label}.{field.name}"
    if original is not None:
        of_row = {one.name: one for one in original._meta.local_fields}
        if field.name not in of_row:
            return own, f"{HISTORY}.{field.name}"
        return own, *_names(original, of_row[field.name], None)
    return (own, f"*.{field.name}") if _is_key(field) else (own,)


def _is_key(field):
    """A number that the database counts, or a pointer to another row: nothing that somebody could write in."""
    return field.is_relation or (field.primary_key and isinstance(field, models.AutoField))


def return_columns() -> Iterator[Column]:
    """Columns of the tables of the returns and of the people files, those that follow from others too."""
    for collection, tables in RETURNS.items():
        for table in tables.values():
            for column in (*table.columns, *table.derived):
                yield Column((f"{collection}.{table.name}.{column.name}", f"{collection}.*.{column.name}"))
