"""Deliberate mistakes: as many as asked for, each where it is said to be."""

import pytest

from keepwell.codes import code_set
from keepwell.example import authority

from .conftest import ON, told


@pytest.fixture(scope="module")
def faulty():
    return told(authority(400, 11, ON, errors=0.3))


def test_mistakes_none_without_being_asked_for():
    assert authority(100, 1, ON).mistakes == []


def test_mistakes_about_the_share_asked_for(faulty):
    assert 80 < len(faulty.authority.mistakes) < 160
    assert [r.mistake for r in faulty.records if r.mistake] == faulty.authority.mistakes


def test_mistakes_change_only_the_table_they_name(council, faulty):
    for sound, record in zip(council.records, faulty.records, strict=True):
        changed = {
            (year, collection, table)
            for collection, before, after in (
                ("ssda903", sound.ssda903, record.ssda903),
                ("cin", sound.cin, record.cin),
            )
            for year in after
            for table in after[year]
            if after[year][table] != before[year][table]
        }
        mistake = record.mistake
        assert changed == ({(mistake.year, mistake.collection, mistake.table)} if mistake else set())


def test_mistakes_stand_in_the_column_they_name(council, faulty):
    for sound, record in zip(council.records, faulty.records, strict=True):
        mistake = record.mistake
        if mistake and mistake.column != "CHILD":
            years = (sound.ssda903, record.ssda903) if mistake.collection == "ssda903" else (sound.cin, record.cin)
            before, after = (side[mistake.year][mistake.table] for side in years)
            columns = {c for old, new in zip(before, after, strict=True) for c in new if new[c] != old[c]}
            assert columns == {mistake.column}


def test_mistakes_of_many_kinds(faulty):
    assert len({(m.collection, m.column, m.what) for m in faulty.authority.mistakes}) >= 12


def test_mistakes_wrong_codes_are_unknown(faulty):
    found = [r for r in faulty.records if r.mistake and r.mistake.what == "a code that does not exist"]
    assert found
    for record in found:
        mistake = record.mistake
        tables = (record.ssda903 if mistake.collection == "ssda903" else record.cin)[mistake.year]
        codes = code_set(f"{mistake.collection}.{mistake.column}")
        assert any(not codes.knows(row[mistake.column]) for row in tables[mistake.table])


def test_mistakes_a_stranger_is_in_no_header(faulty):
    strangers = [m for m in faulty.authority.mistakes if m.column == "CHILD"]
    children = {r.life.child_id for r in faulty.records}
    assert strangers
    assert all(m.child not in children for m in strangers)
