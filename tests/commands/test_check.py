"""keepwell check and keepwell rules, as a person runs them. They read files only and ask no record."""

import csv
import json
import os
import signal
import subprocess
import time

import pytest

from tests.commands.conftest import KEEPWELL
from tests.web.desk.files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder

WRONG_SEX = ADA.replace(",F,", ",2,")


KEYS = ["return", "rule", "severity", "table", "row", "fields", "child", "message"]


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def found(text):
    return [one for one in lines(text) if one["severity"] in ("error", "query")]


def check(house, *words):
    return house.run("check", *words, "--collection", "ssda903", "--year", 2027)


def said_once(done, *words):
    """The command ended with 2 and one sentence that has these words."""
    assert done.returncode == 2, done.stdout
    (line,) = done.stderr.splitlines()
    assert [word for word in words if word not in line] == []


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


def test_no_findings_is_0_and_what_did_not_run_is_told(house, tmp_path):
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


def test_json_says_what_did_not_run_in_the_same_keys(house, tmp_path):
    at = folder(tmp_path / "ret", header=[HEADER, ADA])
    done = check(house, at, "--rules", "101,501", "--format", "json")
    (one,) = lines(done.stdout)
    assert list(one) == KEYS
    assert one["message"] == "the table Episodes is not in the return"
    assert {**one, "message": ""} == {"return": "ret", "rule": "501", "severity": "not run", "table": None, "row": None,
                                      "fields": [], "child": None, "message": ""}  # fmt: skip


def test_rules_of_another_year_are_asked_for_and_told(house, tmp_path):
    at = folder(tmp_path / "ret", header=[HEADER, ADA])
    words = (at, "--collection", "ssda903", "--rules", "700", "--format", "json", "--ruleset")
    older = house.run("check", *words, "2025-26", "--year", 2027)
    assert lines(older.stdout)[0]["message"] == "it does not apply to this collection year"
    assert "The dates are those of 2026-27, the rules and code lists those of 2025-26." in older.stderr
    newer = house.run("check", *words, "2026-27", "--year", 2026)
    assert lines(newer.stdout)[0]["message"] == "the table DoLo is not in the return"


def test_a_year_before_the_rules_that_are_known_is_judged_by_the_nearest_and_says_so(house, tmp_path):
    at = folder(tmp_path / "ret", header=[HEADER, WRONG_SEX])
    for form in ("table", "html"):
        done = house.run("check", at, "--collection", "ssda903", "--year", 2018, "--rules", "101", "--format", form)
        assert done.returncode == 1, done.stderr
        said = " ".join(done.stdout.split())
        assert "this return of 2017-18 is judged by those of 2025-26" in said


def test_a_ruleset_that_nobody_knows(house, tmp_path):
    done = check(house, tmp_path, "--ruleset", "2019-20")
    said_once(done, "--ruleset 2019-20", "2025-26 and 2026-27")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--local-authority", "399"], "such as E10000016"),
        (["--rules", "101,nonsense"], "--rules nonsense: there is no such rule"),
        (["--rules", " , "], "names no rule"),
        (["--format", "xlsx"], "--output FILE"),
        (["--output", "gone/found.json"], "the folder gone is not there"),
        (["--output", "."], "is a folder"),
        (["--output", "ret.xml"], "would be lost"),
        (["--output", "ret/header.csv"], "would be lost"),
    ],
)
def test_options_that_make_no_sense_are_one_sentence(house, words, told):
    at = folder(house.home / "ret", header=[HEADER, ADA])
    (house.home / "ret.xml").write_text("<x/>")
    said_once(check(house, "ret.xml" if "ret.xml" in words else "ret", *words), told)
    assert (at / "header.csv").read_text().startswith(HEADER)


def test_a_year_that_is_none_and_one_that_cannot_be_told(house, tmp_path):
    at = folder(tmp_path / "ret", header=[HEADER, ADA])
    done = house.run("check", at, "--collection", "ssda903", "--year", 26)
    said_once(done, "such as 2027 for 2026-27")
    done = house.run("check", at, "--collection", "ssda903", "--format", "json")
    said_once(done, "no collection year can be worked out")
    (one,) = lines(done.stdout)
    assert (one["severity"], one["rule"]) == ("could not run", None)


@pytest.mark.parametrize("form", ["table", "json", "csv", "html", "xlsx"])
def test_what_is_no_return_is_told_and_the_good_ones_are_checked(house, tmp_path, form):
    good = folder(tmp_path / "good", header=[HEADER, WRONG_SEX])
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.xml").write_text("")
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04 cut")
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (tmp_path / "bomb.xml").write_text('<!DOCTYPE a [<!ENTITY b "c">]><CHILD><HEADER/></CHILD>')
    bad = [tmp_path / name for name in ("empty", "empty.xml", "cut.zip", "photo.csv", "bomb.xml", "gone")]
    census = tmp_path / "census.xml"
    census.write_text("<Message><Header/></Message>")
    done = check(house, *bad, good, census, "--rules", "101", "--format", form, "--output", tmp_path / f"found.{form}")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    for path in (*bad, census):
        assert any(str(path) in line for line in done.stderr.splitlines()), (path, done.stderr)
    if form != "xlsx":
        report = (tmp_path / f"found.{form}").read_text()
        assert "C1" in report
        assert "photo.csv" in report


def test_one_bad_row_leaves_the_others_findings(house, tmp_path):
    odd = 'C2,F,"01/02/2012,WBRI,,,'  # the quote mark is never closed
    at = folder(tmp_path / "ret", header=[HEADER, odd, WRONG_SEX])
    done = check(house, at, "--rules", "101", "--format", "json")
    assert [one["child"] for one in found(done.stdout)] == ["C1"]
    assert "the reader noticed 1 × unreadable row" in done.stderr


def test_a_path_named_twice_is_checked_once(house, tmp_path):
    at = folder(tmp_path / "ret", header=[HEADER, WRONG_SEX])
    done = check(house, at, f"{at}/", at / ".." / "ret", "--rules", "101", "--format", "json")
    assert len(found(done.stdout)) == 1
    assert done.returncode == 1
    assert done.stderr.count("is named twice and is checked once") == 2


def test_returns_of_one_name_stay_apart(house, tmp_path):
    for place in ("north", "south"):
        folder(tmp_path / place / "ssda903", header=[HEADER, WRONG_SEX])
    other = folder(tmp_path / "east", header=[HEADER, WRONG_SEX])
    done = check(house, tmp_path / "north/ssda903", tmp_path / "south/ssda903", other, "--rules", "101",
                 "--format", "json")  # fmt: skip
    assert [one["return"] for one in found(done.stdout)] == ["north/ssda903", "south/ssda903", "east"]


def test_the_folder_one_stands_in_has_a_name_too(house):
    folder(house.home / "ret", header=[HEADER, WRONG_SEX])
    words = [KEEPWELL, "check", ".", "--collection", "ssda903", "--year", "2027", "--rules", "101", "--format", "json"]
    done = subprocess.run(words, env=house.env, cwd=house.home / "ret", capture_output=True, text=True)
    assert [one["return"] for one in found(done.stdout)] == ["ret"]


def test_last_years_return_belongs_to_one_return(house, tmp_path):
    paths = [folder(tmp_path / name, header=[HEADER, ADA]) for name in ("a", "b", "last")]
    done = check(house, *paths[:2], "--previous", paths[2])
    said_once(done, "--previous belongs to one return", "named previous")


def test_inputs_that_cannot_be_read_are_told_and_the_rest_is_checked(house, tmp_path):
    at = folder(tmp_path / "ret", header=[HEADER, WRONG_SEX])
    done = check(house, at, "--previous", tmp_path / "gone", "--providers", tmp_path / "none.csv", "--rules", "101,202",
                 "--format", "json")  # fmt: skip
    assert done.returncode == 2
    assert "Last year's return is left out" in done.stderr
    assert "The provider register is left out" in done.stderr
    assert [one["severity"] for one in lines(done.stdout)] == ["error", "not run"]


def test_bad_settings_are_told_and_the_others_kept(house, tmp_path):
    at = folder(tmp_path / "ret", header=[HEADER, ADA])
    (at / "return.json").write_text('{"collection_end": "31/02/2027", "local_authority": "E10000016", "colour": 1}')
    done = check(house, at, "--rules", "101", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "return.json: collection_end is no date of the calendar" in done.stderr
    assert "return.json: the key colour means nothing here" in done.stderr
    assert "local_authority" not in done.stderr.replace("known are local_authority", "")


def test_csv_is_safe_to_open_in_a_spreadsheet(house, tmp_path):
    row = WRONG_SEX.replace("C1,", "=1+1,")
    at = folder(tmp_path / "ret", header=[HEADER, row, WRONG_SEX])
    done = check(house, at, "--rules", "101", "--format", "csv")
    read = list(csv.DictReader(done.stdout.splitlines()))
    assert list(read[0]) == KEYS
    assert [one["child"] for one in read] == ["'=1+1", "C1"]


def test_the_old_file_stands_when_nothing_can_be_written(house, tmp_path):
    at = folder(tmp_path / "ret", header=[HEADER, ADA])
    (tmp_path / "old.csv").write_text("old")
    said_once(check(house, at, "--ruleset", "x", "--output", tmp_path / "old.csv"), "--ruleset x")
    assert (tmp_path / "old.csv").read_text() == "old"


def test_ctrl_c_keeps_the_findings_of_finished_returns(house, tmp_path):
    good, after = (folder(tmp_path / name, header=[HEADER, WRONG_SEX]) for name in ("good", "after"))
    slow = tmp_path / "slow.csv"
    os.mkfifo(slow)
    words = ["check", good, slow, after, "--collection", "ssda903", "--year", 2027, "--rules", "101", "--format",
             "json", "--output", tmp_path / "found.jsonl"]  # fmt: skip
    running = subprocess.Popen([KEEPWELL, *map(str, words)], env=house.env, stderr=subprocess.PIPE, text=True)
    told = _interrupted(running, slow, before=lambda: not (tmp_path / "found.jsonl").exists())
    assert running.returncode == 2, told
    assert "Stopped: 1 of 3 returns checked and their findings kept; not checked: slow.csv, after." in told
    written = lines((tmp_path / "found.jsonl").read_text())
    assert [(one["return"], one["severity"]) for one in written] == [
        ("good", "error"), ("slow.csv", "could not run"), ("after", "could not run")
    ]  # fmt: skip
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_ctrl_c_before_anything_was_checked_leaves_the_old_file(house, tmp_path):
    slow, old = tmp_path / "slow.csv", tmp_path / "found.csv"
    os.mkfifo(slow)
    old.write_text("old")
    words = ["check", slow, "--collection", "ssda903", "--year", 2027, "--format", "csv", "--output", old]
    running = subprocess.Popen([KEEPWELL, *map(str, words)], env=house.env, stderr=subprocess.PIPE, text=True)
    told = _interrupted(running, slow)
    assert (running.returncode, old.read_text()) == (2, "old")
    assert told.strip() == "Stopped before anything was checked; nothing was written."


def _interrupted(running, pipe, before=lambda: True):
    """What a run said that Ctrl-C reached while it waited for the bytes of a named pipe."""
    waiting = _opened_by_reader(pipe)
    assert before()
    running.send_signal(signal.SIGINT)
    time.sleep(0.2)
    os.close(waiting)  # a read that the signal did not break off ends here
    return running.communicate(timeout=60)[1]


def _opened_by_reader(pipe):
    """The writing end of a named pipe, once somebody reads it."""
    for _ in range(600):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("nobody opened the pipe")


def test_a_rule_is_explained(house):
    told = house.run("rules", "706", "--collection", "ssda903")
    assert told.returncode == 0
    for said in ("ssda903 706 (error)", "DoLo.DOLO_START", "Needs: previous year.", "Applies from 2026-27.",
                 "docs/rules/ssda903.md"):  # fmt: skip
        assert said in told.stdout
    assert "ssda903 INT01" in house.run("rules", "int01").stdout


def test_rules_that_are_not_there_are_one_sentence(house):
    said_once(house.run("rules", "nonsense"), "nonsense: there is no such rule")
    said_once(house.run("rules", "700", "--year", 2026), "no such rule for 2026")
    said_once(house.run("rules", "--year", 26), "such as 2027 for 2026-27")
