"""What comes in with files and goes out in a return is in the log of each child."""

from collections import Counter

import pytest

from keepwell.returns.people.tables import TABLES as PEOPLE
from keepwell.web.access import queries
from keepwell.web.access.door import Operator
from keepwell.web.access.models import Entry
from keepwell.web.desk.actions import build, import_path
from keepwell.web.record.models import Child

from .files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder
from .runs import BEN

pytestmark = pytest.mark.django_db
PAT = Operator("pat")


@pytest.fixture
def files(tmp_path):
    """Ada has an episode, Ben is named alone."""
    return folder(tmp_path / "ret", header=[HEADER, ADA, BEN], episodes=[EPISODES, ADAS_EPISODE])


def entries(action):
    return {entry.child: entry for entry in Entry.objects.filter(action=action)}


def uids():
    return {child.person.reference: child.person.uid for child in Child.objects.select_related("person")}


def test_each_child_taken_in_is_in_the_log(files):
    (taken,) = import_path(files, by=PAT, year=2026)
    assert not taken.trouble
    found, known = entries("take in"), uids()
    assert set(found) == set(known.values())
    assert {one.actor for one in found.values()} == {"operator pat"}
    assert "placement" in found[known["C1"]].categories
    assert "placement" not in found[known["C2"]].categories


def test_files_that_change_nothing_add_no_entry(files):
    for _ in range(2):
        list(import_path(files, by=PAT, year=2026))
    assert Counter(Entry.objects.filter(action="take in").values_list("child", flat=True)).most_common(1)[0][1] == 1
    assert Entry.objects.filter(action="import").count() == 2


def test_files_that_are_not_taken_in_leave_no_entry_of_a_child(files, monkeypatch):
    from keepwell.web.desk import passing

    def fails(*given, **more):
        raise OSError

    monkeypatch.setattr(passing.door, "passed", fails)
    with pytest.raises(OSError):
        list(import_path(files, by=PAT, year=2026))
    assert not Child.objects.exists()


def test_each_child_of_a_return_is_in_the_log(files, tmp_path):
    list(import_path(files, by=PAT, year=2026))
    built = build("ssda903", 2026, tmp_path / "out", by=PAT)
    assert built.rows["Header"] == 2
    assert set(entries("give out in a return")) == set(uids().values())


def test_a_child_of_no_return_is_not_in_it(files, tmp_path):
    list(import_path(files, by=PAT, year=2026))
    build("ssda903", 2020, tmp_path / "out", by=PAT)
    assert not entries("give out in a return")


def test_the_log_page_says_it_in_words(files, tmp_path):
    list(import_path(files, by=PAT, year=2026))
    build("ssda903", 2026, tmp_path / "out", by=PAT)
    said = [line.did for line in queries.lines(queries.entries_of(uids()["C1"]))]
    assert said == ["Gave the child’s facts out in a return", "Took files about the child into the record"]


def test_people_files_are_told_by_the_kinds_that_they_hold(tmp_path):
    columns = [column.name for column in PEOPLE["People"].columns]
    given = {"person_id": "P1", "kind": "child"}
    at = folder(tmp_path / "people", People=[",".join(columns), ",".join(given.get(c, "") for c in columns)])
    (taken,) = import_path(at, by=PAT)
    assert not taken.trouble
    (entry,) = entries("take in").values()
    assert entry.purpose == "support"
    assert "identity" in entry.categories
