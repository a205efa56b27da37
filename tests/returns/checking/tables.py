"""Returns drawn as small tables of text, and rules run over them.

    | CHILD | DECOM      | DEC        |
    | 1     | 01/05/2026 | 01/06/2026 |

A last column `!` marks the rows that the rule under test must report.
"""

import polars as pl

from keepwell.returns.cells import load
from keepwell.returns.checking import Case, check
from keepwell.returns.checking.bench import Bench
from keepwell.returns.checking.facts import Facts
from keepwell.returns.checking.plan import Plan
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.tables import Table


def drawn(text):
    """(headings, rows) of a table drawn with bars; empty cells are None."""
    lines = [line.strip().strip("|").split("|") for line in text.strip().splitlines() if line.strip()]
    heads, *rows = [[cell.strip() for cell in line] for line in lines]
    return heads, [[cell or None for cell in row] for row in rows]


def data(table: Table, text: str, collection="ssda903"):
    """A TableData from a drawn table; columns that are not drawn are empty."""
    heads, rows = drawn(text)
    cells = {h: [row[i] for row in rows] for i, h in enumerate(heads) if h != "!"}
    raw = pl.DataFrame({c.name: pl.Series(cells.get(c.name, [None] * len(rows)), dtype=pl.Utf8) for c in table.columns})
    if "_child" in cells:  # the census: which Child element the row stands in
        raw = raw.with_columns(pl.Series("_child", cells["_child"], dtype=pl.Utf8).cast(pl.Int64))
    raw = raw.with_columns(
        pl.lit("drawn.csv").alias("_file"), pl.Series("_line", range(2, len(rows) + 2), dtype=pl.Int64)
    )
    derived = [c.name for c in table.derived if c.name in cells]  # a return that carries them itself
    extra = raw.select("_file", "_line").with_columns(pl.Series(n, cells[n], dtype=pl.Utf8) for n in derived)
    return load(table, collection, raw, extra)[0]


def case(declared, year=2027, **tables):
    """A Case of drawn tables by name; `Episodes_last` is last year's. Other arguments of Case in capitals: FORM, ..."""
    rest = {k.lower(): tables.pop(k) for k in list(tables) if k.isupper() and k not in declared}
    collection = "cin" if "ChildIdentifiers" in declared else "ssda903"
    return Case({n: data(declared[n.removesuffix("_last")], t, collection) for n, t in tables.items()}, year, **rest)


def marked(text):
    """Rows (0-based) that the drawing marks with `!`."""
    heads, rows = drawn(text)
    return [i for i, row in enumerate(rows) if "!" in heads and row[heads.index("!")]]


def assert_reports(rule, declared, year=2027, prepare=None, **tables):
    """Run one rule over drawn tables: exactly the rows marked `!` fail, in every table."""
    report = check(case(declared, year, **tables), [rule], declared, prepare)
    outcome = report.outcomes[rule.code]
    assert outcome.state in ("passed", "failed"), f"{rule.code} {outcome.state}: {outcome.why}"
    drawings = {name: text for name, text in tables.items() if isinstance(text, str)}
    wanted = {name: marked(text) for name, text in drawings.items() if marked(text)}
    found = {name: report.rows(rule.code, name) for name in drawings if report.rows(rule.code, name)}
    assert found == wanted


def said_of(case, table, *words):
    """What words say of each row of a table of a Case: rows of values."""
    plan, bench, said = Plan((), Facts.of(case, {}), TABLES), Bench(case, TABLES), []
    for n, word in enumerate(words):
        expression, batches = plan.say(table, word)
        bench.prepare([[c for c in columns if c.name not in bench.frame(c.table).columns] for columns in batches])
        said.append(expression.alias(str(n)))
    return bench.frame(table).select(said).rows()
