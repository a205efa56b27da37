"""Writes the pages about the rules of each return from the catalogue: `make docs`."""

import sys
from collections import Counter
from pathlib import Path

import polars as pl

from keepwell.clocks.collection import CollectionYear
from keepwell.returns.catalogue import TABLES, rules_of
from keepwell.returns.cells import load
from keepwell.returns.checking import Case, check
from keepwell.returns.checking.case import LAST
from keepwell.returns.running import RULESETS
from keepwell.returns.ssda903 import derived

HERE = Path(__file__).resolve().parent / "rules"
COUNTED = tuple(map(CollectionYear, RULESETS))
TITLES = {"ssda903": "SSDA903: children looked after", "cin": "CIN census: children in need"}
INPUTS = {  # what a rule may need besides the return -> the part of a Case that gives it
    "postcodes": {
        "postcodes": pl.DataFrame(schema=dict.fromkeys(("pcd_abbr", "oseast1m", "osnrth1m", "laua"), pl.Utf8))
    },
    "provider register": {"providers": pl.DataFrame(schema={"URN": pl.Utf8})},
    "local authority": {"authority": "E99999999"},
}
DECISIONS = """\
## What holds of every rule

- Our own words. The numbers and what they test are facts of the Department for Education's collections; the sentences
  are ours and carry no authority. Where the department's guide says otherwise, it is right and the rule is a mistake.
- A rule **passed**, **failed**, was **not run** (it says why: another collection year, another file format, a table or
  an input that is not there) or **could not run** (a mistake of ours). Only a rule that ran can pass.
- An **error** is to be mended; a **query** asks somebody to look at something that may be right.
- A row is reported once by a rule, however many other rows it clashes with. Rows are counted in their own file.
- A date that does not exist, or is written in another way than the return wants, is missing. The rule about the form
  of that date reports it; to all other rules there is no date.
- A comparison with something missing is not a failure, unless the rule says that missing is wrong.
- Spaces around a cell do not count. In the SSDA903, codes, numbers and postcodes are read in upper case, and spaces
  inside postcodes do not count; in the census a code in lower case is another code.
- 1 and true are yes, 0 and false are no.
- One bad row, child or date changes nothing for the others, and no rule sees what another found.
- Of rows with the same date the first in the file comes first.
- 29 February is 28 February in a year without one; somebody is a year older on the birthday itself.
- Last year's return is only read: its rows are never reported.
- A table that is not among the CSV files is not taken for an empty one: rules that want it are not run. XML is one
  file, which has no other way to say that a table is empty: there a missing table is an empty one.
- Of one child, as on the child's page, rules that compare children or ask about the whole return are not run.
- Working days are Monday to Friday without the bank holidays of England.
"""


def page(collection):
    """The page of one return: its rules by subject."""
    needs = needs_of(collection)
    subjects = {}
    for rule in rules_of(collection):
        subjects.setdefault(subject(rule), []).append(rule)
    parts = [f"# Rules of the {TITLES[collection]}", _MADE, "How to read this page: [README.md](README.md)."]
    return "\n\n".join([*parts, *(section(s, subjects[s], needs) for s in sorted(subjects))]) + "\n"


_MADE = "Made from the rules themselves by `make docs`; do not edit."


def subject(rule):
    """The docstring of the rule's module: the heading, and what else it says."""
    heading, *rest = sys.modules[rule.wrong.__module__].__doc__.strip().split("\n\n")
    return heading.rstrip("."), "\n\n".join(rest)


def section(subject, rules, needs):
    heading, more = subject
    lines = [f"## {heading}", "", *([more, ""] if more else [])]
    lines += ["| rule | | what is wrong | rows of | fields | only |", "|---|---|---|---|---|---|"]
    return "\n".join([*lines, *(row(rule, needs[rule.code]) for rule in rules)])


def row(rule, needs):
    several = len({mark.table for mark in rule.marks}) > 1
    fields = (f"`{m.table}.{m.column}`" if several else f"`{m.column}`" for m in rule.marks)
    rows = ", ".join(dict.fromkeys(rule.reports)) or "the whole return"
    cells = (f"**{rule.code}**", rule.severity, rule.sentence, rows, ", ".join(fields), only(rule, needs))
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def only(rule, needs):
    """When the rule is run: years, file format, inputs."""
    said = [f"since {CollectionYear(rule.since)}"] if rule.since else []
    said += [f"until {CollectionYear(rule.until)}"] if rule.until else []
    said += [f"{' or '.join(sorted(rule.forms)).upper()} files"] if len(rule.forms) == 1 else []
    said += [f"with {', '.join(sorted(needs))}"] if needs else []
    return "; ".join(said)


def needs_of(collection):
    """rule -> the inputs without which it is not run: those it declares, and those of the columns that it speaks of."""
    found = {rule.code: set(rule.needs) for rule in rules_of(collection)}
    if collection == "ssda903":
        full = not_run(INPUTS)
        for lacking in INPUTS:
            for code in not_run({name: part for name, part in INPUTS.items() if name != lacking}) - full:
                found[code].add(lacking)
    return found


def not_run(inputs):
    """The numbers of the SSDA903 rules that are not run over an empty return with these inputs."""
    declared = TABLES["ssda903"]
    tables = {name + end: empty(table) for name, table in declared.items() for end in ("", LAST)}
    case = Case(tables=tables, year=max(RULESETS), **{k: v for part in inputs.values() for k, v in part.items()})
    report = check(case, rules_of("ssda903"), declared, prepare=derived.prepare)
    return {code for code, outcome in report.outcomes.items() if outcome.state == "not run"}


def empty(table):
    raw = pl.DataFrame(schema=dict.fromkeys(table.names, pl.Utf8) | {"_file": pl.Utf8, "_line": pl.Int64})
    return load(table, "ssda903", raw, raw.select("_file", "_line"))[0]


def readme():
    """How to read the pages, and how many rules there are."""
    return "\n".join([_START, *map(counted, TITLES), "", DECISIONS])


_START = f"""\
# The rules

{_MADE}

`keepwell check` runs these rules over a return; `keepwell rules 501` explains one. The pages list them by subject:
the number, whether it is an error or a query, what is wrong and what to look at, the tables whose rows are reported,
the fields to look at, and when the rule is run if that is not always: the collection years, the file format, and what
it needs. *Previous year* is last year's return; *provider register*, *postcodes* and *local authority* are the list of
homes and agencies, the postcode directory and the code of the council that returns; *reference date* is the one in the
census' Header. Postcodes are not needed for what the return or the register says itself (`PL_LA`, `PL_DISTANCE`).

| page | rules | errors | queries | {" | ".join(map("in {}".format, COUNTED))} | need more than the return |
|---|---|---|---|{"---|" * len(RULESETS)}---|"""


def counted(collection):
    rules, needs = rules_of(collection), needs_of(collection)
    states = Counter(rule.severity for rule in rules)
    years = (sum(rule.applies_in(year) for rule in rules) for year in RULESETS)
    more = Counter(need for wanted in needs.values() for need in wanted if need != "reference date")
    said = ", ".join(f"{need}: {n}" for need, n in sorted(more.items())) or "none"
    cells = (f"[{TITLES[collection]}]({collection}.md)", len(rules), states["error"], states["query"], *years, said)
    return f"| {' | '.join(map(str, cells))} |"


PAGES = {"ssda903.md": lambda: page("ssda903"), "cin.md": lambda: page("cin"), "README.md": readme}


def main():
    HERE.mkdir(exist_ok=True)
    for name, made in PAGES.items():
        (HERE / name).write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main()
