"""Checked returns made up for the reports."""

from datetime import UTC, date, datetime
from io import BytesIO

import polars as pl

from keepwell.returns.checking.finding import FOUND
from keepwell.returns.findings import Finding
from keepwell.returns.loaded import SourceFile
from keepwell.returns.reports import Checked, Unread, open_report
from keepwell.returns.reports.checked import OUTCOMES

RULES = [
    ("101", "error", "The sex is missing.", "passed", ""),
    ("501", "error", "This episode starts too early.", "passed", ""),
    ("582", "query", "Adopted on the day of the match.", "passed", ""),
    ("202", "error", "The sex has changed.", "not run", "no previous year's return was given"),
    ("999", "error", "Nobody knows.", "could not run", "ValueError"),
]
UNREAD = Unread("gone", "returns/gone", "returns/gone does not exist; check the spelling of the path.")


def finding(rule, child, row=1, table="Episodes", fields=("DECOM", "DEC")):
    said = {code: (severity, message) for code, severity, message, *_ in RULES}[rule]
    return (rule, said[0], table, row, row and row + 1, list(fields), child, said[1])


def checked(*findings, name="north", **rest):
    """A return with those findings; every rule has an outcome."""
    found = pl.DataFrame(list(findings), schema=FOUND, orient="row")
    failed = set(found["rule"])
    rules = [(code, *said[:2], "failed" if code in failed else said[2], said[3]) for code, *said in RULES]
    given = {
        "path": f"returns/{name}", "collection": "ssda903", "form": "csv", "year": 2027, "ruleset": 2027,
        "start": date(2026, 4, 1), "end": date(2027, 3, 31), "children": 3, "rows": {"Header": 3, "Episodes": 4},
        "outcomes": pl.DataFrame(rules, schema=OUTCOMES, orient="row"), "findings": found,
        "checked_at": datetime(2027, 4, 2, 9, 30, tzinfo=UTC), "beside": ("homes.csv",),
        "files": (SourceFile("episodes.csv", "ab12", 2345, "utf-8", "Episodes"),),
        "notes": ("The rules are those of another year.",),
        "noticed": (Finding("episodes.csv", 4, "Episodes", "DEC", "unreadable cell", "DEC should be a date."),),
    }  # fmt: skip
    return Checked(name=name, **given | rest)


def written(form, *returns, many=None, **rest):
    """The bytes of a report over those returns."""
    stream = BytesIO()
    report = open_report(form, stream, many=len(returns) > 1 if many is None else many, **rest)
    for one in returns:
        report.unread(one) if isinstance(one, Unread) else report.add(one)
    report.close()
    return stream.getvalue()
