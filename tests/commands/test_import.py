"""keepwell import, as a person runs it."""

import random
import time

import pytest

from tests.web.desk.files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder


def council(at, children=600):
    """A return large enough to be interrupted: `children` children with an episode and 40 reviews each."""
    people = [f"K{i},F,01/02/2012,WBRI,H801200001001,," for i in range(children)]
    episodes = [ADAS_EPISODE.replace("C1,", f"K{i},") for i in range(children)]
    reviews = [f"K{i},01/02/2012,{d % 28 + 1:02}/{d % 12 + 1:02}/2025,PN1" for i in range(children) for d in range(40)]
    return folder(at, header=[HEADER, *people], episodes=[EPISODES, *episodes],
                  reviews=["CHILD,DOB,REVIEW,REVIEW_CODE", *reviews])  # fmt: skip


@pytest.mark.both
def test_the_account_adds_up_and_a_second_run_changes_nothing(new_house, tmp_path):
    at = folder(
        tmp_path / "a", header=[HEADER, ADA], episodes=[EPISODES, ADAS_EPISODE, ADAS_EPISODE.replace("C1", "C9")]
    )
    first = new_house.run("import", at, "--year", 2026)
    assert first.returncode == 0, first.stderr
    assert "3 rows read = 2 in the record + 1 set aside. 2 changes (2 new, 0 changed); 1 new children." in first.stdout
    assert "nobody with this number is in the Header of these files or in the record" in first.stdout
    assert "Making the database" in first.stderr
    second = new_house.run("import", at, "--year", 2026)
    assert "0 changes" in second.stdout
    assert "Making" not in second.stderr


@pytest.mark.slow
@pytest.mark.both
def test_power_loss_leaves_nothing_or_everything_and_the_next_run_completes(house, tmp_path):
    at = council(tmp_path / "a")
    house.run("import", folder(tmp_path / "one", header=[HEADER, ADA]), "--year", 2026)  # the database is there
    random.seed(7)
    for _ in range(4):
        importing = house.start("import", at, "--year", 2026)
        time.sleep(random.uniform(0.8, 3.5))
        importing.kill()  # SIGKILL, as power loss: no chance to tidy up
        importing.wait()
        children, reviews, rows, imports = house.count("Child", "Review", "SourceRow", "Import")
        assert (children, reviews, rows, imports) in {(1, 0, 1, 1), (601, 24_000, 25_201, 2)}
    done = house.run("import", at, "--year", 2026)
    assert done.returncode == 0, done.stderr
    assert house.count("Child", "Review", "SourceRow", "Import") == [601, 24_000, 25_201, 2]


def test_several_paths_and_one_that_is_no_return(house, tmp_path):
    good = folder(tmp_path / "a", header=[HEADER, ADA], episodes=[EPISODES, ADAS_EPISODE])
    (tmp_path / "empty").mkdir()
    done = house.run("import", tmp_path / "empty", good, tmp_path / "not-there", "--year", 2026)
    assert done.returncode == 2
    assert "2 rows read = 2 in the record + 0 set aside" in done.stdout
    complaints = [line for line in done.stderr.splitlines() if "empty" in line or "not-there" in line]
    assert len(complaints) == 2
    assert "Traceback" not in done.stderr


def test_a_year_that_is_none(house, tmp_path):
    done = house.run("import", tmp_path, "--year", 26)
    assert (done.returncode, "such as 2027 for 2026-27" in done.stderr) == (2, True)


def test_findings_are_written_for_a_person(house, tmp_path):
    odd = ADAS_EPISODE.replace("10/05/2025", "2025-05-10")
    at = folder(tmp_path / "a", header=[HEADER, ADA], episodes=[EPISODES, odd])
    house.run("import", at, "--year", 2026, "--findings", tmp_path / "found.csv")
    lines = (tmp_path / "found.csv").read_text().splitlines()
    assert lines[0] == "file,line,table,column,kind,what"
    assert any(line.startswith("episodes.csv,2,Episodes,DECOM,unreadable cell,") for line in lines)
