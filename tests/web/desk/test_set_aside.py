"""Rows that cannot be part of the record are set aside, whole, with a reason; the good ones go in."""

import pytest

from keepwell.web.record.models import Child, SourceRow

from .files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder, taken

pytestmark = pytest.mark.django_db


def test_a_row_of_an_unknown_child(tmp_path):
    stray = ADAS_EPISODE.replace("C1,", "C9,")
    at = folder(tmp_path / "a", header=[HEADER, ADA], episodes=[EPISODES, ADAS_EPISODE, stray])
    _, account = taken(at, 2026)
    assert account.tables["Episodes"] == {"new": 1, "aside": 1}
    kept = SourceRow.objects.exclude(aside="").get()
    assert (kept.line, kept.cells["CHILD"], kept.cells["URN"]) == (3, "C9", "SC123456")
    assert kept.aside == "nobody with this number is in the Header of these files or in the record"


def test_a_child_that_the_record_knows_needs_no_header(tmp_path):
    taken(folder(tmp_path / "a", header=[HEADER, ADA]), 2026)
    _, account = taken(folder(tmp_path / "b", episodes=[EPISODES, ADAS_EPISODE]), 2026)
    assert account.total("aside") == 0


def test_a_child_twice(tmp_path):
    twice = [HEADER, ADA, ADA.replace("WBRI", "WIRI")]
    _, account = taken(folder(tmp_path / "a", header=twice, episodes=[EPISODES, ADAS_EPISODE]), 2026)
    assert Child.objects.count() == 1
    assert account.tables["Header"] == {"new": 1, "aside": 1}
    assert SourceRow.objects.exclude(aside="").get().cells["ETHNIC"] == "WIRI"


def test_a_row_without_a_child(tmp_path):
    at = folder(tmp_path / "a", header=[HEADER, ADA], episodes=[EPISODES, ADAS_EPISODE.replace("C1,", ",")])
    _, account = taken(at, 2026)
    assert dict(account.reasons) == {"the row does not say whose it is: its CHILD is empty": 1}


def test_an_impossible_date_is_kept_as_text_and_its_row_goes_in(tmp_path):
    odd = ADAS_EPISODE.replace("10/05/2025", "31/02/2025")
    imported, account = taken(folder(tmp_path / "a", header=[HEADER, ADA], episodes=[EPISODES, odd]), 2026)
    assert account.total("aside") == 0
    assert SourceRow.objects.get(table="Episodes").given["DECOM"] == ["31/02/2025", None]
    finding = imported.findings.get(kind="unreadable cell")
    assert (finding.line, finding.table, finding.column) == (2, "Episodes", "DECOM")


def test_a_code_of_no_list_is_kept_and_marked(tmp_path):
    odd = ADAS_EPISODE.replace("U6", "Q9")
    _, account = taken(folder(tmp_path / "a", header=[HEADER, ADA], episodes=[EPISODES, odd]), 2026)
    child = Child.objects.get()
    from keepwell.web.record.models import Placement

    assert Placement.objects.get(child=child).label("kind") == "Q9 (not a code of this list)"
    assert account.unknown_codes == {("Episodes", "PLACE"): 1}


def test_a_column_that_nobody_declared_is_kept_beside_the_row(tmp_path):
    at = folder(tmp_path / "a", header=[HEADER + ",SHOE_SIZE", ADA + ",37"])
    taken(at, 2026)
    assert SourceRow.objects.get().extra == {"SHOE_SIZE": "37"}
