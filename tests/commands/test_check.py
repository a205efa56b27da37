"""keepwell check and keepwell rules, as a person runs them. They read files only and ask no record."""

import json

from tests.web.desk.files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder

WRONG_SEX = ADA.replace(",F,", ",2,")


def found(text):
    return [json.loads(line) for line in text.splitlines()]


def test_a_finding_says_where_and_what(house, tmp_path):
    children = [HEADER, ADA.replace("C1", "C2"), WRONG_SEX]
    at = folder(tmp_path / "ret", header=children, episodes=[EPISODES, ADAS_EPISODE])
    done = house.run("check", at, "--collection", "ssda903", "--year", 2027, "--rules", "101,102", "--format", "json")
    assert done.returncode == 1, done.stderr
    (one,) = found(done.stdout)
    message = one.pop("message")
    assert one == {"return": "ret", "rule": "101", "severity": "error", "table": "Header", "row": 2, "fields": ["SEX"],
                   "child": "C1"}  # fmt: skip
    assert "sex" in message.lower()


def test_no_errors_is_0_and_what_did_not_run_is_told(house, tmp_path):
    at = folder(tmp_path / "ret", header=[HEADER, ADA])
    done = house.run("check", at, "--collection", "ssda903", "--year", 2027, "--rules", "101,501,202")
    assert done.returncode == 0, done.stderr
    assert "1 passed, 0 failed, 2 not run" in done.stdout
    assert "Not run (no previous year's return was given): 202" in done.stdout
    assert "Not run (the table Episodes is not in the return): 501" in done.stdout


def test_last_years_folder_and_settings_beside_the_return(house, tmp_path):
    at = folder(tmp_path / "ret", header=[HEADER, ADA])
    folder(at / "previous", header=[HEADER, ADA.replace("WBRI", "WIRI").replace(",F,", ",M,")])
    (at / "return.json").write_text('{"collection_start": "01/04/2026", "collection_end": "31/03/2027"}')
    done = house.run("check", at, "--collection", "ssda903", "--rules", "202", "--format", "json")
    assert [one["rule"] for one in found(done.stdout)] == ["202"], done.stderr


def test_several_returns_and_one_that_cannot_be_read(house, tmp_path):
    good = folder(tmp_path / "good", header=[HEADER, WRONG_SEX])
    done = house.run("check", tmp_path / "gone", good, "--collection", "ssda903", "--year", 2027, "--rules", "101",
                     "--format", "csv", "--output", tmp_path / "found.csv")  # fmt: skip
    assert done.returncode == 2
    assert "does not exist" in done.stderr
    assert "good,101,error,Header,1,SEX,C1," in (tmp_path / "found.csv").read_text()


def test_the_census_is_checked_too(house, shared, tmp_path):
    census = shared / "samples/cin-fake/CIN_Census_2026.xml"
    done = house.run("check", census, "--collection", "cin", "--year", 2026, "--format", "json")
    assert done.returncode == 1, done.stderr
    assert {one["return"] for one in found(done.stdout)} == {"CIN_Census_2026.xml"}


def test_a_rule_is_explained(house):
    told = house.run("rules", "501", "--collection", "ssda903")
    assert told.returncode == 0
    assert "ssda903 501 (error)" in told.stdout
    assert "Episodes.DECOM" in told.stdout
    assert house.run("rules", "nonsense").returncode == 2
