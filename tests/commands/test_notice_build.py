"""keepwell notice build, as a person runs it."""

import json
from pathlib import Path

import pypdf
import pytest

from keepwell.policy import load, shipped

OURS = shipped("local-authority")
NOTICES = Path(__file__).parents[2] / "examples" / "notices"
ON = ("--on", "2026-11-22")


def test_build_publishes_every_paper_and_counts_the_answers(house, tmp_path):
    done = house.run("notice", "build", "--policy", OURS, "--out", tmp_path / "out", *ON)
    assert done.returncode == 0, done.stderr
    names = json.loads((tmp_path / "out" / "papers.json").read_text())["files"]
    assert {f"{tmp_path / 'out' / name}" for name in names} <= set(done.stdout.splitlines())
    assert "39 of 42  To make the returns the law requires: our legal obligation to make returns" in done.stdout
    digest = load(OURS).digest
    assert digest in done.stdout
    pages = [name for name in names if name.endswith(".html")]
    assert len(pages) == 9
    assert all(digest in (tmp_path / "out" / name).read_text("utf-8") for name in pages)
    sheets = pypdf.PdfReader(tmp_path / "out" / "record-of-processing.pdf").pages
    assert "Record of processing activities" in sheets[0].extract_text()


def test_build_again_is_the_same_to_the_byte(house, tmp_path):
    for name in ("one", "two"):
        assert house.run("notice", "build", "--policy", OURS, "--out", tmp_path / name, *ON).returncode == 0
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_build_takes_the_policy_in_force(house, tmp_path):
    other = tmp_path / "fernley.toml"
    other.write_text(OURS.read_text("utf-8").replace("Marlowshire County Council", "Fernley Council"), "utf-8")
    house.env["KEEPWELL_POLICY"] = str(other)
    assert house.run("notice", "build", "--out", tmp_path / "out", *ON).returncode == 0
    assert "Fernley Council" in (tmp_path / "out" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["council-2018.toml", "junior-school-2018.toml"])
def test_build_publishes_nothing_that_lint_finds_fault_with(house, tmp_path, name):
    done = house.run("notice", "build", "--policy", NOTICES / name, "--out", tmp_path / "out", *ON)
    assert done.returncode == 1
    assert f"{name}, line " in done.stdout
    assert "Nothing was built" in done.stderr
    assert not (tmp_path / "out").exists()


def test_build_judges_as_on_the_day(house, tmp_path):
    done = house.run("notice", "build", "--policy", OURS, "--out", tmp_path / "out", "--on", "2028-01-01")
    assert (done.returncode, "K18 local-authority.toml" in done.stdout) == (1, True)
    assert not (tmp_path / "out").exists()


def test_build_leaves_a_folder_of_other_things_alone(house, tmp_path):
    (tmp_path / "letters.txt").write_text("mine")
    done = house.run("notice", "build", "--policy", OURS, "--out", tmp_path, *ON)
    assert done.returncode == 2
    assert "letters.txt" in done.stderr.replace("\n", "")
    assert [one.name for one in tmp_path.iterdir() if one.name != "house"] == ["letters.txt"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--policy", "absent.toml", "--out", "out"], "absent.toml: cannot be read"),
        (["--policy", str(OURS)], "--out"),
        (["--policy", str(OURS), "--out", "/proc/none/papers", *ON], "cannot be written"),
        (["--policy", str(OURS), "--out", "out", "--on", "soon"], "does not match"),
    ],
)
def test_build_of_what_cannot_be_done(house, words, said):
    done = house.run("notice", "build", *words)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_build_names_the_paper_that_cannot_be_set(house, tmp_path):
    odd = tmp_path / "odd.toml"
    odd.write_text(OURS.read_text("utf-8").replace('title = "Ethnic group"', 'title = "Ethnic group 😀"', 1), "utf-8")
    done = house.run("notice", "build", "--policy", odd, "--out", tmp_path / "out", *ON)
    assert done.returncode == 2
    assert "cannot be set as PDF" in " ".join(done.stderr.split())
    assert not (tmp_path / "out").exists()
