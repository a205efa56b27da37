"""keepwell register: files taken in at the computer of the record."""

import pytest
from typer.testing import CliRunner

from keepwell.commands import app
from keepwell.commands import register as command
from tests.web.record import people
from tests.web.school.registers import days, file

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(command, "open_house", lambda: None)
    return lambda *given: CliRunner().invoke(app, ["register", *map(str, given)])


@pytest.mark.both
def test_a_file_is_taken_in_and_its_bad_lines_written(run, tmp_path):
    ama, path = people.child(), tmp_path / "autumn.csv"
    path.write_bytes(file(*days(ama, "/ \\", "I I"), "ELSE1,7/9/2026,/,/", f"{ama.person.reference},1/13/2026,/,/"))
    said = run(path, "--troubles", tmp_path / "bad.csv")
    assert said.exit_code == 0, said.output
    assert "4 new marks, 0 amended, 0 as they were." in said.output
    assert "line 4: No pupil with the number ELSE1 is in the record." in said.output
    assert "1/13/2026" in (tmp_path / "bad.csv").read_text()
    assert "0 new marks, 0 amended, 4 as they were." in run(path).output


def test_what_is_no_register_and_what_is_not_there_end_with_a_sentence(run, tmp_path):
    (tmp_path / "list.csv").write_text("Name,Colour\n")
    said = run(tmp_path / "list.csv", tmp_path / "nothing.csv")
    assert said.exit_code == 2
