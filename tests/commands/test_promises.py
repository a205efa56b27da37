"""keepwell promises, as a person runs it."""

import re
import sqlite3

import pytest


def lines(done):
    return dict(re.findall(r"^ *(\d+)  (kept|not kept|not yet built) ", done.stdout, re.M))


@pytest.mark.both
def test_a_line_a_promise_and_none_that_is_not_kept(house):
    done = house.run("promises")
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    said = lines(done)
    assert list(map(int, said)) == list(range(1, 121))
    assert (said["2"], said["49"]) == ("kept", "not yet built")
    assert re.search(r"^\d+ kept, 0 not kept, \d+ not yet built; 120 promises\.$", done.stdout, re.M)


def test_a_source_that_nobody_checked_for_a_year_is_not_kept(house):
    from keepwell.policy import shipped

    text = shipped().read_text("utf-8")
    (house.home / "policy.toml").write_text(text.replace("checked_on = 2026-", "checked_on = 2020-", 1), "utf-8")
    house.env["KEEPWELL_POLICY"] = str(house.home / "policy.toml")
    done = house.run("promises")
    assert done.returncode == 1, done.stderr
    assert [number for number, state in lines(done).items() if state == "not kept"] == ["4"]


@pytest.mark.both
def test_a_record_past_its_date_is_not_kept(house, tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    head = "person_id,kind,sex,born_on,died_on\n"
    (files / "people.csv").write_text(f"{head}7,child,1,2017-05-03,\n8,child,2,1990-05-03,\n", "utf-8")
    assert house.run("import", files).returncode == 0
    done = house.run("promises")
    assert done.returncode == 1, done.stderr
    assert [number for number, state in lines(done).items() if state == "not kept"] == ["49"]
    assert "Records looked at: 2; past their date: 1." in done.stdout
    assert "1990" not in done.stdout


def test_a_database_that_cannot_be_read_is_one_sentence(house):
    if "DATABASE_URL" in house.env:
        pytest.skip("breaks the file of the database")
    (house.home / "keepwell.sqlite3").write_bytes(b"no database" * 100)
    done = house.run("promises")
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be opened" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_table_that_is_gone_is_told_and_not_taken_for_kept(house):
    if "DATABASE_URL" in house.env:
        pytest.skip("breaks the file of the database")
    house.run("promises")
    with sqlite3.connect(house.home / "keepwell.sqlite3") as database:
        database.execute("DROP TABLE record_characteristic")
    done = house.run("promises")
    assert done.returncode == 1
    assert lines(done)["11"] == "not kept"
    assert "could not be checked (OperationalError)." in done.stdout
