"""Returns spread by Spark: the same findings, outcomes and sentences as without."""

import shutil
import sys

import pytest

from keepwell.returns.running import Job, attempt
from keepwell.returns.spark import NoSpark, spread

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"


def job(folder, name, sex):
    at = folder / name
    at.mkdir()
    (at / "header.csv").write_text(f"{HEADER}\nC1,{sex},01/02/2012,WBRI,,,\nC2,F,01/02/2032,WBRI,,,\n")
    (at / "episodes.csv").write_text(f"{EPISODES}\nC1,01/05/2026,S,C2,N1,U6,PR1,,,,,,\n")
    return Job(at, "ssda903", name=name, year=2027)


@pytest.mark.slow
def test_the_same_is_found_wherever_it_is_run(tmp_path):
    pytest.importorskip("pyspark", reason="the extra keepwell[spark] is not installed: make spark")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java")
    jobs = [job(tmp_path, "north", "M"), job(tmp_path, "south", "9"), Job(tmp_path / "gone", "ssda903")]
    spread_out, here = list(spread(jobs)), [attempt(one) for one in jobs]
    assert [one for one, _ in spread_out] == jobs
    for (_, there), mine in zip(spread_out[:2], here[:2], strict=True):
        assert there.findings.height > 0
        assert there.findings.equals(mine.findings)
        assert there.outcomes.equals(mine.outcomes)
        assert (there.noticed, there.notes, there.rows) == (mine.noticed, mine.notes, mine.rows)
    assert spread_out[2][1] == here[2]


def test_without_spark_one_sentence_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(NoSpark, match="install keepwell\\[spark\\]"):
        list(spread([Job(tmp_path, "ssda903")]))
