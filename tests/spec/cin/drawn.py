"""The census drawn as small tables, with a Header of 31 March 2026 unless one is drawn."""

from keepwell.returns.checking import check
from keepwell.returns.cin.rules import (
    assessments,
    characteristics,
    identifiers,
    need_plans,
    protection_plans,
    referrals,
    section47,
    whole_return,
)
from keepwell.returns.cin.tables import TABLES
from tests.returns.checking.tables import assert_reports, case

SUBJECTS = (
    whole_return, identifiers, characteristics, referrals, assessments, section47, protection_plans, need_plans,
)  # fmt: skip
RULES = {rule.code: rule for subject in SUBJECTS for rule in subject.RULES}
HEADER = "| Year | ReferenceDate |\n| 2026 | 2026-03-31 |"


def reports(code, **tables):
    """Exactly the rows drawn with `!` fail."""
    assert_reports(RULES[code], TABLES, year=2026, **{"Header": HEADER, **tables})


def checked(code, **tables):
    return check(case(TABLES, 2026, **{"Header": HEADER, **tables}), [RULES[code]], TABLES)


def places(code, **tables):
    """The marked places: (table, column, row), in order."""
    found = checked(code, **tables).places[code]
    return sorted({(table, column, row) for table, column, row, _ in found.rows()})


def fails(code, **tables):
    """Does a rule about the whole return fail?"""
    outcome = checked(code, **tables).outcomes[code]
    assert outcome.state in ("passed", "failed"), outcome
    return outcome.state == "failed"
