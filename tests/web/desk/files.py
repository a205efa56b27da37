"""Small returns for the tests, written as tables in text."""

import csv

from keepwell.returns.reading import read
from keepwell.returns.ssda903.tables import TABLES
from keepwell.web.record.actions.intake import take_in
from keepwell.web.record.queries.returned import rows_of

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
ADA = "C1,F,01/02/2012,WBRI,H801200001001,,"
ADAS_EPISODE = "C1,10/05/2025,S,C2,N1,U6,PR1,,,,QZ1 1AA,QZ2 2BB,SC123456"


def folder(at, **tables):
    """Write `name=[lines]` as name.csv into a new folder."""
    at.mkdir(parents=True, exist_ok=True)
    for name, lines in tables.items():
        (at / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return at


def grid(at, name, rows):
    """Write rows (header first, None for empty) as name.csv, quoting whatever needs it."""
    at.mkdir(parents=True, exist_ok=True)
    with open(at / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["" if c is None else c for c in row] for row in rows])
    return at


def taken(path, year, by="a test"):
    """Read a path that holds one return and take it in: (Import, Account)."""
    (ret,) = read(path)
    return take_in(ret, year=year, by=by)[:2]


def columns(tables=TABLES):
    return {name: [c.name for c in table.columns] for name, table in tables.items()}


def given_back(year, collection="ssda903", tables=TABLES):
    """{table: rows} that the record gives for a collection year."""
    return rows_of(collection, year, columns(tables))


def as_read(ret, tables=TABLES):
    """{table: rows} as the files had them."""
    named = columns(tables)
    extra = ["_child"] if ret.collection == "cin" else []
    return {
        name: [
            [str(row[0]), *row[1:]] if extra else list(row)
            for row in data.raw.select([*extra, *named[name]]).iter_rows()
        ]
        for name, data in ret.tables.items()
        if name in named
    }
