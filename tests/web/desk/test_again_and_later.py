"""A return comes again: the same, corrected, a year later, or a year too late."""

import pytest

from keepwell.web.record.models import Child, Episode, Identifier, Person, Placement, SourceRow

from .files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder, given_back, taken

pytestmark = pytest.mark.django_db
ENDED = "C1,10/05/2025,S,C2,N1,U6,PR1,30/06/2026,E4A,,QZ1 1AA,QZ2 2BB,SC123456"


def first(tmp_path):
    return taken(folder(tmp_path / "a", header=[HEADER, ADA], episodes=[EPISODES, ADAS_EPISODE]), 2026)


def test_the_same_files_again_change_nothing(tmp_path):
    _, account = first(tmp_path)
    _, again = first(tmp_path)
    assert (account.changes, again.changes, again.read) == (2, 0, account.read)
    assert SourceRow.objects.count() == 2


def test_the_same_rows_in_another_order_and_case_change_nothing(tmp_path):
    first(tmp_path)
    shuffled = folder(tmp_path / "b", one=[EPISODES.lower(), ADAS_EPISODE.replace("C1,", "c1,")], two=[HEADER, ADA])
    _, account = taken(shuffled, 2026)
    assert (account.changes, account.total("same")) == (0, 2)


def test_a_corrected_cell_changes_the_record_and_keeps_the_old_value(tmp_path):
    first(tmp_path)
    corrected = ADA.replace("01/02/2012", "02/02/2012")
    _, account = taken(folder(tmp_path / "b", header=[HEADER, corrected], episodes=[EPISODES, ADAS_EPISODE]), 2026)
    assert (account.total("changed"), account.total("same")) == (1, 1)
    person = Person.objects.get(reference="C1")
    assert str(person.born_on) == "2012-02-02"
    assert [str(v.born_on) for v in person.history.order_by("pk")] == ["2012-02-01", "2012-02-02"]
    assert given_back(2026)["Header"][0][2] == "02/02/2012"


def test_a_later_return_ends_the_episode_and_the_earlier_one_still_says_open(tmp_path):
    first(tmp_path)
    _, account = taken(folder(tmp_path / "b", header=[HEADER, ADA], episodes=[EPISODES, ENDED]), 2027)
    assert account.total("changed") == 1
    assert Episode.objects.count() == 1
    assert str(Placement.objects.get().ends_on) == "2026-06-30"
    assert given_back(2026)["Episodes"] == [[c or None for c in ADAS_EPISODE.split(",")]]
    assert given_back(2027)["Episodes"] == [[c or None for c in ENDED.split(",")]]


def test_an_older_return_does_not_overrule_a_newer_one_but_is_given_back_as_it_was(tmp_path):
    taken(folder(tmp_path / "b", header=[HEADER, ADA], episodes=[EPISODES, ENDED]), 2027)
    older = ADA.replace("WBRI", "REFU")
    taken(folder(tmp_path / "a", header=[HEADER, older], episodes=[EPISODES, ADAS_EPISODE]), 2026)
    assert given_back(2027)["Header"][0][3] == "WBRI"
    assert given_back(2026)["Header"][0][3] == "REFU"
    assert str(Episode.objects.get().ends_on) == "2026-06-30"


def test_what_a_later_return_changes_stays_in_the_earlier_one(tmp_path):
    first(tmp_path)
    later = ADA.replace("F,01/02/2012", "M,03/02/2012")
    taken(folder(tmp_path / "b", header=[HEADER, later], episodes=[EPISODES, ENDED],
                 reviews=["CHILD,DOB,REVIEW,REVIEW_CODE", "C1,03/02/2012,01/06/2026,PN1"]), 2027)  # fmt: skip
    assert given_back(2026)["Header"][0][1:3] == ["F", "01/02/2012"]
    assert given_back(2027)["Header"][0][1:3] == ["M", "03/02/2012"]


def test_a_row_that_is_gone_from_the_corrected_file_is_kept_and_told(tmp_path):
    two = [EPISODES, ADAS_EPISODE, "C1,01/09/2025,P,C2,N1,K2,PR4,,,,,,SC999999"]
    taken(folder(tmp_path / "a", header=[HEADER, ADA], episodes=two), 2026)
    _, account = taken(folder(tmp_path / "b", header=[HEADER, ADA], episodes=two[:2]), 2026)
    assert account.left == {"Episodes": 1}
    assert Episode.objects.count() == 2


def test_a_child_of_both_returns_is_one_child(tmp_path, shared):
    first(tmp_path)
    census = (shared / "samples/cin-fake/CIN_Census_2024.xml").read_text()
    (tmp_path / "cin.xml").write_text(census.replace("DfEX0000001", "c1"))
    taken(tmp_path / "cin.xml", 2026)
    assert Child.objects.filter(person__folded="C1").count() == 1
    assert Identifier.objects.filter(person__folded="C1", kind="upn").count() == 1
    assert given_back(2026)["Header"][0][4] == "H801200001001", "each return keeps the number it gave"


def test_an_empty_cell_does_not_take_away_what_is_known_of_a_child(tmp_path):
    first(tmp_path)
    bare = "C1,,01/02/2012,,,,"
    taken(folder(tmp_path / "b", header=[HEADER, bare], episodes=[EPISODES, ENDED]), 2027)
    assert Person.objects.get().sex == "F"
    assert given_back(2027)["Header"][0] == ["C1", None, "01/02/2012", None, None, None, None]


def test_two_rows_that_are_alike_are_both_kept(tmp_path):
    reviews = ["CHILD,DOB,REVIEW,REVIEW_CODE", *["C1,01/02/2012,01/06/2025,PN1"] * 2]
    at = folder(tmp_path / "a", header=[HEADER, ADA], episodes=[EPISODES, ADAS_EPISODE], reviews=reviews)
    _, account = taken(at, 2026)
    assert account.tables["Reviews"]["new"] == 2
    assert len(given_back(2026)["Reviews"]) == 2
