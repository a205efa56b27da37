"""The papers in a folder: whole or not at all, and never over anything else."""

import json
import os

import pytest

from keepwell.policy.papers import folder
from keepwell.policy.papers.folder import LIST, Occupied, write
from tests.policy.papers.conftest import ON


@pytest.fixture
def quick(monkeypatch):
    """Without setting: the folder is what is looked at here."""
    monkeypatch.setattr(folder, "pdf", lambda paper: f"pdf of {paper.name}".encode())


pytestmark = pytest.mark.usefixtures("quick")


def test_every_file_is_listed_with_its_hash_and_reached_from_the_index(policy, tmp_path):
    out = tmp_path / "new" / "papers"
    names = write(policy, out, ON)
    assert names[0] == "index.html"
    assert sorted(names) == sorted(one.name for one in out.iterdir())
    said = json.loads((out / LIST).read_text())
    assert said["policy"] == policy.digest
    assert set(said["files"]) == set(names) - {LIST}
    index = (out / "index.html").read_text()
    assert all(f'href="{name}"' in index for name in set(names) - {LIST, "index.html"})
    assert policy.digest in index
    assert os.listdir(out.parent) == ["papers"]


def test_empty_folder_and_earlier_papers_are_replaced(policy, tmp_path):
    (tmp_path / "out").mkdir()
    write(policy, tmp_path / "out", ON)
    write(policy, tmp_path / "out", ON)
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("name", ["diary.txt", "notice-adult.html", LIST, ".hidden"])
def test_folder_of_other_things_is_left_alone(policy, tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(Occupied, match="Nothing was written"):
        write(policy, tmp_path, ON)
    assert [one.read_text() for one in tmp_path.iterdir()] == ["mine"]


def test_paper_that_somebody_changed_is_left_alone(policy, tmp_path):
    out = tmp_path / "out"
    write(policy, out, ON)
    (out / "index.html").write_text("my own index")
    with pytest.raises(Occupied, match=r"index\.html"):
        write(policy, out, ON)
    assert (out / "index.html").read_text() == "my own index"


def test_earlier_papers_with_something_beside_them_are_left_alone(policy, tmp_path):
    out = tmp_path / "out"
    write(policy, out, ON)
    (out / "logo").mkdir()
    with pytest.raises(Occupied, match="logo"):
        write(policy, out, ON)


def test_file_in_the_place_is_refused(policy, tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(Occupied, match="is a file"):
        write(policy, tmp_path / "out", ON)


def test_what_fails_half_way_leaves_the_earlier_papers(policy, tmp_path, monkeypatch):
    out = tmp_path / "out"
    write(policy, out, ON)
    before = {one.name: one.read_bytes() for one in out.iterdir()}
    monkeypatch.setattr(folder, "_list", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(policy, out, ON)
    assert {one.name: one.read_bytes() for one in out.iterdir()} == before
    assert os.listdir(tmp_path) == ["out"]


def test_what_fails_at_the_last_step_puts_the_earlier_papers_back(policy, tmp_path, monkeypatch):
    out = tmp_path / "out"
    write(policy, out, ON)
    rename, calls = os.rename, []

    def second_fails(old, new):
        calls.append(new)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        rename(old, new)

    monkeypatch.setattr(folder.os, "rename", second_fails)
    with pytest.raises(OSError, match="No space"):
        write(policy, out, ON)
    assert (out / LIST).is_file()
    assert os.listdir(tmp_path) == ["out"]
