"""keepwell notice, as a person runs it."""

from pathlib import Path

import pytest

from keepwell.policy import shipped

OURS = shipped("local-authority")
NOTICES = Path(__file__).parents[2] / "examples" / "notices"


@pytest.mark.parametrize("command", ["lint", "build", "diff", "explain"])
def test_each_has_an_example(house, command):
    told = house.run("notice", command, "--help")
    assert told.returncode == 0
    assert f"keepwell notice {command}" in told.stdout


def test_lint_of_ours_finds_nothing_and_says_so(house):
    done = house.run("notice", "lint", OURS, "--on", "2026-11-22")
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing found by" in done.stderr


def test_lint_prints_one_line_a_defect(house):
    done = house.run("notice", "lint", NOTICES / "council-2018.toml", OURS, "--on", "2026-11-22")
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert lines[0].startswith("L1 council-2018.toml, line ")
    assert f"{len(lines)} findings by" in done.stderr


def test_lint_reads_the_others_when_one_cannot_be_read(house, tmp_path):
    (tmp_path / "broken.toml").write_text("[policy\n")
    done = house.run("notice", "lint", tmp_path / "broken.toml", tmp_path / "none.toml", NOTICES / "council-2018.toml")
    assert done.returncode == 2
    assert "broken.toml, line 1: is not TOML" in done.stderr
    assert "none.toml: cannot be read" in done.stderr
    assert "L1 council-2018.toml" in done.stdout
    assert "Traceback" not in done.stderr


def test_lint_without_a_file_asks_for_one(house):
    done = house.run("notice", "lint")
    assert (done.returncode, "Name one policy file" in done.stderr) == (2, True)


def test_lint_lists_rules_and_what_no_file_can_show(house):
    done = house.run("notice", "lint", "--list")
    assert done.returncode == 0
    assert "\nL30 " in done.stdout
    assert "caught elsewhere" in done.stdout


def test_diff_says_who_loses_what(house, tmp_path):
    new = tmp_path / "new.toml"
    auditor = '[role.auditor]\ntitle = "Auditor"\n'
    new.write_text(OURS.read_text("utf-8").replace(auditor, f"{auditor}valid_to = 2026-11-02\n"), "utf-8")
    done = house.run("notice", "diff", OURS, new, "--on", "2026-11-22")
    assert done.returncode == 0
    assert "For a worker\n- Auditor loses “Check under a code”" in done.stdout


def test_diff_of_the_same_file(house):
    done = house.run("notice", "diff", OURS, OURS)
    assert (done.returncode, "Nothing changes for anybody." in done.stdout) == (0, True)
    assert "Words differ" not in done.stdout


def test_diff_of_a_file_that_cannot_be_obeyed(house):
    done = house.run("notice", "diff", OURS, NOTICES / "council-2018.toml")
    assert done.returncode == 2
    assert "cannot be obeyed" in done.stderr
    assert "Traceback" not in done.stderr


def test_explain_answers_a_sentence(house):
    done = house.run("notice", "explain", "may a pastoral lead read a section 47 outcome", "--on", "2026-11-22")
    assert done.returncode == 0
    assert "Understood: role: Pastoral lead of a school (pastoral-lead); action: Read (view)" in done.stdout
    assert "Section 47 enquiries: only that it exists." in done.stdout
    assert "role.pastoral-lead.grants.flags" in done.stdout


def test_explain_answers_ids(house):
    asked = ("--role", "social-worker", "--action", "view", "--category", "section47", "--purpose", "safeguarding")
    done = house.run("notice", "explain", *asked)
    assert (done.returncode, "Section 47 enquiries: yes." in done.stdout) == (0, True)
    assert "To check that our work is good" not in done.stdout


def test_explain_without_a_role_answers_for_every_role(house):
    done = house.run("notice", "explain", "who may read dental checks")
    assert "Social worker – Read – Dental checks: yes." in done.stdout
    assert "Auditor – Read – Dental checks: no." in done.stdout


def test_explain_lists_what_fits_when_several_do(house):
    done = house.run("notice", "explain", "may an auditor read a secret address")
    assert done.returncode == 2
    assert "--category address: Addresses" in done.stderr
    assert "--category sealed-address: Addresses kept secret" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--role", "pastoral-led", "--category", "need"], "Did you mean “pastoral-lead”?"),
        (["--category", "zzz"], "no such category. Known here: identity"),
        (["hello"], "Which kind of information is meant?"),
        (["--category", "need", "--policy", "absent.toml"], "absent.toml: cannot be read"),
        (["--category", "need", "--on", "tomorrow"], "does not match"),
    ],
)
def test_explain_of_what_is_not_known(house, words, said):
    done = house.run("notice", "explain", *words)
    assert (done.returncode, said in " ".join(done.stderr.split())) == (2, True)
    assert "Traceback" not in done.stderr
