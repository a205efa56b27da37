"""What the rows say: codes of the year, references that hold, numbers that check, nothing after the day."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwell.codes import code_set
from keepwell.codes.identifiers import nhs_number_problem, uln_problem, upn_problem
from keepwell.example import authority
from keepwell.example.places import postcode_directory
from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.people.tables import TABLES as PEOPLE
from keepwell.returns.ssda903.tables import TABLES as SSDA903

from .conftest import ON, told

# Dates that are plans or expectations, so they may lie ahead.
AHEAD = {"ExpectedPersonBirthDate", "InitialCPCtarget", "review_on"}


def cells(council, kind):
    """(collection, year, column, cell) of every filled cell of that kind in the returns."""
    for record in council.records:
        for collection, declared, years in (("ssda903", SSDA903, record.ssda903), ("cin", CIN, record.cin)):
            for year, tables in years.items():
                for name, rows in tables.items():
                    columns = [c for c in declared[name].columns if c.kind == kind]
                    for row in rows:
                        yield from ((collection, year, c, row[c.name]) for c in columns if row[c.name])


def written(cell):
    return datetime.strptime(cell, "%d/%m/%Y").date() if "/" in cell else date.fromisoformat(cell)


def test_rows_every_child_is_in_the_people_files_once(council):
    children = [row["person_id"] for row in council.people["People"] if row["kind"] == "child"]
    assert len(children) == len(set(children)) == 400


def test_rows_every_child_is_in_some_return(council):
    assert all(any(r.cin.values()) or any(t["Header"] for t in r.ssda903.values()) for r in council.records)


def test_rows_nobody_is_in_the_people_table_twice(council):
    assert max(Counter(row["person_id"] for row in council.people["People"]).values()) == 1


def test_rows_people_files_speak_only_of_known_people(council):
    known = {row["person_id"] for row in council.people["People"]}
    for name, table in PEOPLE.items():
        for row in council.people[name]:
            named = {row[c] for c in ("person_id", "child_id", "other_id", "written_by") if c in table.names and row[c]}
            assert named <= known, name


def test_rows_every_child_of_a_return_is_in_its_header(council):
    for record in council.records:
        for tables in record.ssda903.values():
            header = {row["CHILD"] for row in tables["Header"]}
            assert all(row["CHILD"] in header for rows in tables.values() for row in rows)
            assert not header or tables["Episodes"] or tables["OC3"]


def test_rows_census_parts_belong_to_a_case_of_the_child(council):
    for record in council.records:
        for tables in record.cin.values():
            cases = {row["CINdetailsID"] for row in tables["CINdetails"]}
            assert all(
                row["CINdetailsID"] in cases for rows in tables.values() for row in rows if "CINdetailsID" in row
            )
            assert all(row["LAchildID"] == record.life.child_id for name in tables for row in tables[name])


def test_rows_codes_are_those_of_the_year(council):
    seen = 0
    for collection, year, column, cell in cells(council, "code"):
        codes = code_set(column.codes)
        if column.codes == "cin.PPOutcome":  # its list is not known
            continue
        assert codes.knows(cell), f"{collection} {column.name} {cell}"
        assert codes.since.get(cell, 0) <= year <= codes.until.get(cell, 9999), f"{column.name} {cell} in {year}"
        seen += 1
    assert seen > 5000


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.dates(date(2025, 4, 1), date(2027, 3, 31)))
def test_rows_nothing_is_dated_after_the_day(seed, on):
    council = told(authority(50, seed, on))
    for collection, year, column, cell in cells(council, "date"):
        assert column.name in AHEAD or written(cell) <= on, f"{collection} {year} {column.name}"
    for name, table in PEOPLE.items():
        columns = [c.name for c in table.columns if c.kind == "date" and c.name not in AHEAD]
        assert all(date.fromisoformat(row[c]) <= on for row in council.people[name] for c in columns if row[c]), name


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_rows_people_spans_do_not_end_before_they_start(seed):
    council = told(authority(50, seed, ON))
    for name, table in PEOPLE.items():
        if "ends_on" in table.names:
            spans = [(r["starts_on"], r["ends_on"]) for r in council.people[name] if r["starts_on"] and r["ends_on"]]
            assert all(start <= end for start, end in spans), name


def test_rows_an_episode_open_at_the_end_of_a_year_opens_the_next_unchanged(council):
    compared = 0
    for record in council.records:
        years = sorted(record.ssda903)
        for before, after in pairwise(years):
            left = [e for e in record.ssda903[before]["Episodes"] if not e["DEC"]]
            if left:
                first = record.ssda903[after]["Episodes"][0]
                same = ("DECOM", "RNE", "LS", "CIN", "PLACE_PROVIDER", "URN", "PL_POST")
                assert [left[0][c] for c in same] == [first[c] for c in same]
                compared += 1
    assert compared > 10


def test_rows_postcodes_are_in_the_made_up_directory(council):
    directory = {row[0] for row in postcode_directory()}
    used = {
        e[c]
        for r in council.records
        for t in r.ssda903.values()
        for e in t["Episodes"]
        for c in ("HOME_POST", "PL_POST")
    }
    assert used - {None} <= directory
    assert all(row["postcode"] in directory for row in council.people["Addresses"])


@pytest.mark.parametrize(
    ("kind", "problem"),
    [("upn", upn_problem), ("former_upn", upn_problem), ("uln", uln_problem), ("nhs_number", nhs_number_problem)],
)
def test_rows_identifiers_are_sound_and_unique(council, kind, problem):
    numbers = [row["value"] for row in council.people["Identifiers"] if row["kind"] == kind]
    assert numbers
    assert [number for number in numbers if problem(number)] == []
    assert len(set(numbers)) == len(numbers)


def test_rows_the_return_gives_the_same_upn_as_the_people_files(council):
    known = {row["person_id"]: row["value"] for row in council.people["Identifiers"] if row["kind"] == "upn"}
    last = max(council.authority.collections)
    headers = [h for r in council.records for h in r.ssda903[last]["Header"] if not h["UPN"].startswith("UN")]
    assert headers
    assert all(known[h["CHILD"]] == h["UPN"] for h in headers)


def test_rows_storylines_have_about_the_shares_promised():
    lives = list(authority(3000, 7, ON).lives())
    in_care = sum(bool(life.care) for life in lives) / 3000
    with_plan = sum(any(r.protection for r in life.referrals) for life in lives) / 3000
    assert 0.2 < in_care < 0.32
    assert 0.14 < with_plan < 0.35
    assert sum(life.unaccompanied for life in lives) > 30
    assert sum(bool(life.adoption) for life in lives) > 30
    assert sum(bool(life.leaver) for life in lives) > 100
    assert sum(life.person.died_on is not None for life in lives) > 2
    assert any(life.mother_on for life in lives)
    assert any(life.born_on > ON + timedelta(5) for life in lives)


def test_rows_an_adopted_child_keeps_the_old_name_as_a_former_one_and_a_sealed_home(council):
    adopted = {r.life.child_id for r in council.records if r.life.adoption and _adopted_by(r.life, ON)}
    former = {row["person_id"] for row in council.people["Names"] if row["kind"] == "former"}
    sealed = {row["person_id"] for row in council.people["Addresses"] if row["sealed"] == "1"}
    assert adopted
    assert adopted <= former & sealed


def _adopted_by(life, day):
    return life.adoption.ordered_on is not None and life.adoption.ordered_on <= day
