"""Running a job: what lies beside a return, whose dates and rules count, and what may go wrong."""

import pickle
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from keepwell.returns import running
from keepwell.returns.findings import ReadingError
from keepwell.returns.reports import Checked, Unread
from keepwell.returns.running import Job, attempt, run

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
ADA = "C1,F,01/02/2012,WBRI,H801200001001,,\n"
EPISODE = "<EPISODE><DECOM>01/05/2025</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U1</PL></EPISODE>"
XML = f"<ANY><CHILD><HEADER><CHILDID>C1</CHILDID><SEX>F</SEX><DOB>01/02/2012</DOB></HEADER>{EPISODE}</CHILD></ANY>"


def job(path, **rest):
    return Job(path, "ssda903", **{"year": 2027} | rest)


def state(checked, code):
    (row,) = checked.outcomes.filter(pl.col("rule") == code).select("state", "reason").rows()
    return row


def told(checked):
    return " ".join(checked.notes)


@pytest.fixture
def ada(folder):
    return folder(header__csv=HEADER + ADA.replace(",F,", ",2,"))


def test_run_gives_findings_and_an_outcome_for_every_rule(ada):
    checked = run(job(ada, rules=("101", "501")))
    (one,) = checked.findings.to_dicts()
    assert (one["rule"], one["table"], one["row"], one["line"]) == ("101", "Header", 1, 2)
    assert (one["fields"], one["child"]) == (["SEX"], "C1")
    assert (checked.name, checked.children, checked.rows, checked.status) == ("return", 1, {"Header": 1}, 1)
    assert state(checked, "501") == ("not run", "the table Episodes is not in the return")
    assert "Only 2 of" in told(checked)


def test_a_job_and_what_it_yields_can_be_sent_to_another_machine(ada):
    sent = pickle.loads(pickle.dumps(job(ada, rules=("101",))))
    back = pickle.loads(pickle.dumps(attempt(sent)))
    assert back.findings.equals(run(sent).findings)


def test_without_a_year_the_files_tell(folder):
    at = folder(reviews__csv="CHILD,DOB,REVIEW,REVIEW_CODE\nC1,,01/06/2025,PN1\n")
    checked = run(job(at, year=None))
    assert (checked.year, checked.ruleset, checked.start) == (2026, 2026, date(2025, 4, 1))


@pytest.mark.parametrize(
    ("year", "asked", "ruleset", "words"),
    [
        (2026, None, 2026, ""),
        (2027, None, 2027, ""),
        (2018, None, 2026, "this return of 2017-18 is judged by those of 2025-26"),
        (2031, None, 2027, "this return of 2030-31 is judged by those of 2026-27"),
        (2026, 2027, 2027, "The dates are those of 2025-26, the rules and code lists those of 2026-27."),
    ],
)
def test_whose_rules_judge(ada, year, asked, ruleset, words):
    checked = run(job(ada, year=year, ruleset=asked, rules=("101",)))
    assert (checked.year, checked.ruleset) == (year, ruleset)
    assert words in told(checked)
    assert bool(words) == ("those of" in told(checked))


def test_a_rule_and_a_code_list_of_another_year(folder):
    episodes = "CHILD,DECOM,RNE,LS,CIN,PLACE\nC1,01/05/2025,S,C2,N1,Z1\n"
    at = folder(header__csv=HEADER + ADA, episodes__csv=episodes)
    assert state(run(job(at, year=2026, ruleset=2027)), "700")[1] == "the table DoLo is not in the return"
    assert state(run(job(at, year=2026)), "700")[1] == "it does not apply to this collection year"


def test_the_folders_own_settings_go_before_options(folder):
    said = '{"collection_start": "01/04/2024", "collection_end": "31/03/2025", "local_authority": "E10000016"}'
    at = folder(header__csv=HEADER + ADA, return__json=said)
    checked = run(job(at, year=2027, authority="E06000001"))
    assert (checked.start, checked.end, checked.year) == (date(2024, 4, 1), date(2025, 3, 31), 2025)
    assert checked.ruleset == 2027  # --ruleset is the year asked for, the dates are the folder's
    assert "The dates are those of 2024-25, the rules and code lists those of 2026-27." in told(checked)


def test_a_bad_date_in_the_settings_does_not_hide_the_year_of_the_files(folder):
    reviews = "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,,01/06/2025,PN1\n"
    checked = run(job(folder(reviews__csv=reviews, return__json='{"collection_end": "soon"}'), year=None))
    assert checked.year == 2026
    assert "collection_end is no date" in told(checked)


def test_last_year_and_register_of_the_folder_are_used_and_not_called_unread(folder):
    at = folder(header__csv=HEADER + ADA, providers__csv="URN,PLACE_CODES\nSC1,K2\n")
    (at / "Previous").mkdir()
    (at / "Previous" / "header.csv").write_text(HEADER + ADA.replace("WBRI", "WIRI"))
    elsewhere = at.parent / "elsewhere"
    elsewhere.mkdir()
    checked = run(job(at, previous=elsewhere, providers=(elsewhere,)))
    assert "Previous in the folder was used instead of --previous." in told(checked)
    assert "providers.csv in the folder was used instead of --providers." in told(checked)
    assert checked.troubles == ()
    assert [one for one in checked.noticed if one.file in ("Previous", "providers.csv")] == []
    assert state(checked, "202")[0] == "passed"
    assert state(checked, "203")[0] == "failed" or state(checked, "204")[0] == "failed"
    assert len(checked.beside) == 2


def test_last_year_that_cannot_be_read_leaves_this_year_checked(ada):
    (ada / "previous").mkdir()
    checked = run(job(ada, rules=("101", "202")))
    assert "Last year's return is left out" in checked.troubles[0]
    assert (checked.findings.height, checked.status) == (1, 2)
    assert state(checked, "202") == ("not run", "no previous year's return was given")


def test_two_registers_are_one(tmp_path):
    for name, urn in (("homes.csv", "SC1"), ("supported.csv", "SC2")):
        (tmp_path / name).write_text(f"URN,PLACE_CODES\n{urn},K2\n")
    register = running.registers([tmp_path / "homes.csv", tmp_path / "supported.csv"])
    assert register["URN"].to_list() == ["SC1", "SC2"]


def test_a_register_is_read_again_when_it_has_changed(tmp_path):
    path = tmp_path / "homes.csv"
    path.write_text("URN\nSC1\n")
    assert running.registers([path])["URN"].to_list() == ["SC1"]
    path.write_text("URN\nSC2\n")
    assert running.registers([path])["URN"].to_list() == ["SC2"]


def test_tables_that_an_xml_return_does_not_mention_are_empty(folder):
    at = folder(a__xml=XML)
    (at / "previous").mkdir()
    (at / "previous" / "b.xml").write_text(XML)
    checked = run(job(at, year=2026))
    assert state(checked, "INT09")[0] == state(checked, "104")[0] == state(checked, "205C")[0] == "passed"
    missing = [why for why in checked.outcomes["reason"] if "is not in the return" in why]
    assert missing == []


def test_tables_that_a_year_does_not_have_are_not_made_up(folder):
    at = folder(a__xml=XML)
    checked = run(job(at, year=2023, ruleset=2027))
    assert state(checked, "700") == ("not run", "the table DoLo is not in the return")
    reasons = set(checked.outcomes["reason"])
    assert "the table SWEpisodes is not in the return" in reasons
    assert state(run(job(at, year=2027)), "700")[0] == "passed"


def test_a_csv_return_without_a_table_has_lost_it(ada):
    assert state(run(job(ada)), "INT09") == ("not run", "the table UASC is not in the return")


def test_an_empty_last_year_in_xml_is_still_a_last_year(folder):
    at = folder(a__xml=XML)
    (at / "previous").mkdir()
    (at / "previous" / "b.xml").write_text(XML)
    assert "no previous year's return was given" not in set(run(job(at, year=2026)).outcomes["reason"])


def test_attempt_says_in_one_sentence_what_could_not_be_read(tmp_path):
    gone = attempt(job(tmp_path / "gone"))
    assert gone == Unread(
        "gone", str(tmp_path / "gone"), f"{tmp_path / 'gone'} does not exist; check the spelling of the path."
    )


def test_attempt_names_the_path_where_the_reader_named_only_a_file(folder):
    at = folder(photo__csv=b"\x89PNG\r\n")
    assert str(at) in attempt(job(at)).why


def test_attempt_tells_of_our_own_mistakes_without_what_a_record_says(ada, monkeypatch):
    def breaks(*_, **__):
        raise ValueError("Ada was born on 01/02/2012")

    monkeypatch.setattr(running, "check", breaks)
    lost = attempt(job(ada))
    assert "ValueError at line" in lost.why
    assert "Ada" not in lost.why


def test_a_rule_that_raises_turns_the_status_and_disturbs_no_other(ada, monkeypatch):
    broken = [r for r in running.rules_of("ssda903") if r.code in ("101", "102")]
    broken[1] = running.replace(broken[1], wrong=lambda h: 1 / 0)
    monkeypatch.setattr(running, "rules_of", lambda _: tuple(broken))
    checked = run(job(ada))
    assert state(checked, "102")[0] == "could not run"
    assert (checked.findings["rule"].to_list(), checked.status) == (["101"], 2)


def test_a_path_that_holds_two_returns_or_another_one(folder, tmp_path):
    at = folder(a__xml=XML, b__xml=XML)
    with pytest.raises(ReadingError, match="2 returns of the collection ssda903"):
        run(job(at))
    with pytest.raises(ReadingError, match="no return of the collection cin"):
        run(Job(at, "cin"))


def test_how_far_it_is_can_be_told(ada):
    stages = []
    run(job(ada), lambda what, done, total: stages.append(what))
    assert (stages[0], stages[-1]) == ("Reading", "Checking")


def test_the_checked_return_of_a_census(shared):
    checked = run(Job(Path(shared / "samples/cin-fake/CIN_Census_2026.xml"), "cin"))
    assert isinstance(checked, Checked)
    assert checked.children > 0
    assert set(checked.findings.filter(pl.col("table").is_not_null())["fields"].list.len()) - {0}
