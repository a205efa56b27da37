"""keepwell build, as a person runs it."""

import pytest

from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.reading import read
from tests.web.desk.files import ADA, ADAS_EPISODE, EPISODES, HEADER, as_read, folder


@pytest.mark.both
def test_the_same_files_come_out(house, tmp_path):
    at = folder(tmp_path / "a", header=[HEADER, ADA], episodes=[EPISODES, ADAS_EPISODE])
    house.run("import", at, "--year", 2026)
    built = house.run("build", "ssda903", "--year", 2026, "--output", tmp_path / "out")
    assert built.returncode == 0, built.stderr
    for name in ("header.csv", "episodes.csv"):
        assert (tmp_path / "out" / name).read_text().split() == (at / name).read_text().split()


def test_the_census_of_an_empty_year_says_so(house, tmp_path):
    built = house.run("build", "cin", "--year", 2026, "--output", tmp_path / "out")
    assert built.returncode == 0, built.stderr
    assert "The record holds nothing for that collection year." in built.stdout


def test_a_folder_that_cannot_be_written(house, tmp_path):
    (tmp_path / "out").write_text("a file, not a folder")
    done = house.run("build", "ssda903", "--year", 2026, "--output", tmp_path / "out")
    assert done.returncode == 2
    assert "cannot be written there" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_census_is_never_csv(house, tmp_path):
    done = house.run("build", "cin", "--year", 2026, "--output", tmp_path / "out", "--format", "csv")
    assert (done.returncode, "leave out --format csv" in done.stderr) == (2, True)


@pytest.mark.parametrize("name", ["CIN_Census_2026", "fake_CIN_data"])
def test_the_census_comes_out_as_it_went_in(house, tmp_path, shared, name):
    house.run("import", shared / f"samples/cin-fake/{name}.xml", "--year", 2024)
    built = house.run("build", "cin", "--year", 2024, "--output", tmp_path / "out")
    assert built.returncode == 0, built.stderr
    (old,), (new,) = read(shared / f"samples/cin-fake/{name}.xml"), read(tmp_path / "out/cin_census_2024.xml")
    assert as_read(new, CIN) == as_read(old, CIN)
    assert (
        new.tables["Header"].raw.drop("_file", "_line").rows() == old.tables["Header"].raw.drop("_file", "_line").rows()
    )


def test_as_xml_what_xml_cannot_hold_is_told(house, tmp_path, shared):
    house.run("import", shared / "samples/ssda903-fake", "--year", 2018)
    built = house.run("build", "ssda903", "--year", 2018, "--output", tmp_path / "out", "--format", "xml")
    assert built.returncode == 0, built.stderr
    (ret,) = read(tmp_path / "out/ssda903_2018.xml")
    assert ret.tables["Episodes"].height == 5050
