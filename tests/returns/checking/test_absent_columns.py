"""A file may lack columns, and a column may be empty from top to bottom: every rule is run all the same."""

import polars as pl
import pytest

from keepwell.returns.catalogue import TABLES, rules_of
from keepwell.returns.checking import Case, check
from keepwell.returns.reading import read
from keepwell.returns.ssda903 import derived


@pytest.mark.parametrize("rows", [1, 2])
def test_files_with_the_least_that_tells_them_apart(tmp_path, rows):
    """Each file has only its first columns, and nothing but the child in them."""
    for name, table in TABLES["ssda903"].items():
        heads = [c.name for c in table.columns]
        cells = [[f"C{n}"] + [""] * (len(heads) - 1) for n in range(rows)]
        (tmp_path / f"{name}.csv").write_text("\n".join(",".join(line) for line in [heads, *cells]) + "\n")
    (ret,) = read(tmp_path)
    assert set(ret.tables) == set(TABLES["ssda903"])
    for data in ret.tables.values():  # as a reader writes a column that the file does not have
        absent = {c: pl.lit(None, dtype=kind) for c, kind in data.values.schema.items() if c != "CHILD"}
        data.values = data.values.with_columns(**absent)
    case = Case.of(ret, year=2027, last=ret, authority="E10000003")
    report = check(case, rules_of("ssda903"), TABLES["ssda903"], derived.prepare)
    assert {code: o.why for code, o in report.outcomes.items() if o.state == "could not run"} == {}
