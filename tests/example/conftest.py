"""One small council, told once for all tests of this folder."""

from datetime import date
from types import SimpleNamespace

import pytest

from keepwell.example import authority
from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.people.tables import TABLES as PEOPLE
from keepwell.returns.ssda903.tables import TABLES as SSDA903

ON = date(2026, 11, 21)


def as_dicts(rows, declared):
    """Rows of every declared table as dictionaries by column; a row of the wrong width is an error."""
    return {
        name: [dict(zip(table.names, row, strict=True)) for row in rows.get(name, [])]
        for name, table in declared.items()
    }


def told(made):
    """Every record of a council with its rows as dictionaries, and all the people rows together."""
    people = {name: [] for name in PEOPLE}
    records = []

    def add(rows):
        for name, found in as_dicts(rows, PEOPLE).items():
            people[name] += found

    for rows in made.people():
        add(rows)
    for adults, found in made.records():
        add(adults)
        for record in found:
            add(record.people)
            records.append(
                SimpleNamespace(
                    life=record.life,
                    mistake=record.mistake,
                    ssda903={year: as_dicts(rows, SSDA903) for year, rows in record.ssda903.items()},
                    cin={year: as_dicts(rows, CIN) for year, rows in record.cin.items() if rows},
                )
            )
    return SimpleNamespace(authority=made, people=people, records=records)


@pytest.fixture(scope="session")
def council():
    return told(authority(400, 11, ON))
