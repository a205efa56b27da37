"""The rules on the made-up council: clean files have no findings but those listed, and seeded mistakes are found."""

from collections import defaultdict
from datetime import date

import pytest

from keepwell.clocks.ages import age_on
from keepwell.clocks.collection import CollectionYear
from keepwell.example import authority, write_authority
from keepwell.returns.catalogue import TABLES, rules_of
from keepwell.returns.checking import Case, check
from keepwell.returns.checking.finding import findings
from keepwell.returns.reading import read
from keepwell.returns.ssda903 import derived

pytestmark = pytest.mark.slow

PREPARE = {"ssda903": derived.prepare, "cin": None}


def _open_within_care(row, end):
    """SW12STG2 as published: with neither an end nor a start of care to compare with, no social worker can fit."""
    return row["DEC"] is None and row["RNE"] != "S"


def _left_long_ago(row, end):
    """1002: young people of 20 and 21 are told of, who left care before the two years that the rule can see."""
    return age_on(row["DOB"], end) >= 20


# Rule -> which rows it may find in a council without mistakes.
EXPECTED = {"ssda903": {"SW12STG2": _open_within_care, "1002": _left_long_ago}, "cin": {}}
READ_ALL_THE_SAME = {  # collection, what -> the reader mends it and says so in a note: no rule is broken
    ("ssda903", "spaces after the code"),
    ("ssda903", "lower case"),
    ("cin", "spaces after the code"),
}


@pytest.fixture(scope="module", params=[date(2026, 3, 31), date(2027, 3, 31)], ids=["2025-26", "2026-27"])
def clean(request, tmp_path_factory):
    council = authority(300, 7, request.param)
    return _written(council, tmp_path_factory)


def _written(council, tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    write_authority(council, folder)
    return council, folder


def _read(folder, year, collection):
    path = folder / str(year) / collection
    return next((ret for ret in read(path) if ret.collection == collection), None) if path.is_dir() else None


def _found(council, folder, collection):
    """(case, report, findings) of the council's last year."""
    year = CollectionYear.of(council.on).year
    last = _read(folder, year - 1, collection) if collection == "ssda903" else None
    case = Case.of(_read(folder, year, collection), year=year, last=last, authority=council.code)
    rules = rules_of(collection)
    report = check(case, list(rules), TABLES[collection], PREPARE[collection])
    return case, report, list(findings(report, rules, case))


@pytest.mark.parametrize("collection", ["ssda903", "cin"])
def test_a_clean_council_has_only_the_findings_that_are_listed(clean, collection):
    case, report, found = _found(*clean, collection)
    assert {code for code, o in report.outcomes.items() if o.state == "could not run"} == set()
    assert {one.rule for one in found} == set(EXPECTED[collection])
    for one in found:
        row = case.tables[one.table].values.row(one.row - 1, named=True)
        assert EXPECTED[collection][one.rule](row, case.end), one


@pytest.mark.parametrize("collection", ["ssda903", "cin"])
def test_every_seeded_mistake_is_found_by_a_rule_that_names_the_child(collection, tmp_path_factory):
    council, sound = (authority(300, 7, date(2026, 3, 31), years=1, errors=share) for share in (0.5, 0))
    rules, rules_before = (_by_child(_written(one, tmp_path_factory), collection) for one in (council, sound))
    seeded = [m for m in council.mistakes if m.collection == collection]
    breaking = [m for m in seeded if (collection, m.what) not in READ_ALL_THE_SAME]
    assert len({(m.column, m.what) for m in breaking}) >= 5
    assert {(collection, m.what) for m in seeded} & READ_ALL_THE_SAME
    assert [m for m in breaking if not rules[m.child] - rules_before[m.child]] == []


def _by_child(council, collection):
    rules = defaultdict(set)
    for one in _found(*council, collection)[2]:
        rules[one.child].add(one.rule)
    return rules
