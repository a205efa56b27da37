"""The files: the same every time, complete, and read back without a row set aside."""

import hashlib
import json
import subprocess
import sys
from datetime import date

import pytest

from keepwell.example import authority, write_authority
from keepwell.returns.reading import read

from .conftest import ON


def digests(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    write_authority(authority(120, 4, ON), folder)
    return folder


def test_writing_the_layout_is_as_promised(out):
    names = set(digests(out))
    assert {"README.txt", "people/people.csv", "people/notes.csv"} <= names
    for year in (2025, 2026, 2027):
        assert f"{year}/ssda903/episodes.csv" in names
        assert f"{year}/cin/cin_census_{year}.xml" in names
    assert "2027/ssda903/DoLo.csv" in names
    assert "2026/ssda903/DoLo.csv" not in names


def test_writing_returns_every_path(tmp_path):
    paths = write_authority(authority(5, 4, ON, years=1), tmp_path)
    assert {str(p.relative_to(tmp_path)) for p in paths} == set(digests(tmp_path))


def test_writing_the_same_arguments_give_the_same_bytes(out, tmp_path):
    write_authority(authority(120, 4, ON), tmp_path)
    assert digests(tmp_path) == digests(out)


def test_writing_does_not_depend_on_hash_order(out, tmp_path):
    program = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from keepwell.example import authority, write_authority;"
        f"write_authority(authority(120, 4, date({ON.year}, {ON.month}, {ON.day})), Path(sys.argv[1]))"
    )
    environment = {"PYTHONHASHSEED": "12345", "PYTHONPATH": "."}
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, env=environment)
    assert digests(tmp_path) == digests(out)


def test_writing_another_seed_gives_other_children(out, tmp_path):
    write_authority(authority(120, 5, ON), tmp_path)
    assert digests(tmp_path)["people/people.csv"] != digests(out)["people/people.csv"]


def test_writing_return_json_gives_the_collection(out):
    settings = json.loads((out / "2026/ssda903/return.json").read_text())
    assert settings == {
        "local_authority": "E06000999",
        "collection_start": "01/04/2025",
        "collection_end": "31/03/2026",
    }


def test_writing_the_readme_says_that_nobody_is_real(out):
    text = (out / "README.txt").read_text()
    assert "does not exist" in text
    assert "invented" in text


@pytest.mark.parametrize("part", ["people", "2025/ssda903", "2026/ssda903", "2027/ssda903"])
def test_writing_folders_are_read_back_without_loss(out, part):
    (found,) = read(out / part)
    assert found.aside == []
    assert [f for f in found.findings if f.kind != "note"] == []


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_writing_census_is_read_back_without_loss(out, year):
    (found,) = read(out / str(year) / "cin" / f"cin_census_{year}.xml")
    assert found.aside == []
    # The council's number is not on the list of authorities, on purpose.
    assert {(f.table, f.column) for f in found.findings} <= {("Header", "LEA")}
    assert found.tables["ChildIdentifiers"].raw.height > 30


def test_writing_tells_its_progress(tmp_path):
    told = []
    write_authority(authority(30, 4, ON, years=1), tmp_path, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (30, 30)
    assert told == sorted(told)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [((0, 1, ON), "children"), ((10, 1, ON, 3, 1.5), "share"), ((10, 1, date(2019, 1, 1), 3), "collection years")],
)
def test_authority_refuses_what_it_cannot_do(arguments, word):
    with pytest.raises(ValueError, match=word):
        authority(*arguments)
