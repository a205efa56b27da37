"""A check from asking for it to its findings, and what the next one says of them."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepwell.web.desk import queries
from keepwell.web.desk.actions import explaining, runs
from keepwell.web.desk.actions.running import KEPT, carry_out
from keepwell.web.desk.models import Explanation, Run, RunFinding
from keepwell.web.record.models import Child, Episode
from tests.web.record import people

from .files import ADA, ADAS_EPISODE, folder, taken
from .files import EPISODES as EPISODE_COLUMNS
from .files import HEADER as HEADER_COLUMNS
from .runs import BEN, BENS_EPISODE, IMMEDIATE, bad, check, episodes, header, rules, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_once(settings, tmp_path):
    settings.TASKS = IMMEDIATE
    settings.KEEPWELL_INCOMING = tmp_path / "home" / "incoming"
    settings.KEEPWELL_INCOMING.mkdir(parents=True)


@pytest.fixture
def officer(db):
    return people.user("returns-officer")


@pytest.fixture
def in_record(tmp_path):
    """Ada and Ben in the record, Ada's legal status wrong."""
    lines = {"header": [HEADER_COLUMNS, ADA, BEN], "episodes": [EPISODE_COLUMNS, bad(ADAS_EPISODE), BENS_EPISODE]}
    return taken(folder(tmp_path / "a", **lines), 2026)


def test_findings_of_uploaded_files_name_rule_child_and_place(officer):
    run = check(officer, header(), episodes(bad(ADAS_EPISODE), BENS_EPISODE))
    assert (run.state, run.why) == ("finished", "")
    assert {("144", "C1", 1), ("232", "C2", 2)} <= rules(run)
    one = run.findings.get(rule="144")
    assert (one.severity, one.table, one.file, one.line) == ("error", "Episodes", "episodes.csv", 2)
    assert one.fields == ["LS"]
    assert one.cells["LS"] == "ZZ"
    assert run.errors + run.queries == run.findings.count()
    assert run.children == 2


def test_no_file_is_left_and_the_run_knows_its_digest(officer, settings):
    run = check(officer)
    assert list(Path(settings.KEEPWELL_INCOMING).iterdir()) == []
    assert run.folder == ""
    assert [(one["part"], one["name"], len(one["sha256"])) for one in run.files] == [
        ("this", "header.csv", 64), ("this", "episodes.csv", 64),
    ]  # fmt: skip


def test_rules_that_lack_something_are_not_run_and_say_so(officer):
    run = check(officer)
    why = {outcome["why"] for outcome in run.outcomes.values() if outcome["state"] == "not run"}
    assert "no previous year's return was given" in why
    assert "no provider register was given" in why
    assert run.count("not run") == sum(len(one.rules) for one in queries.not_run(run))
    assert run.count("passed") + run.count("failed") + run.count("not run") == len(run.outcomes)


def test_a_year_whose_rules_are_not_known_is_judged_by_the_nearest(officer):
    run = check(officer, year=2024)
    assert run.ruleset == 2026
    assert "The dates are those of 2023-24, the rules and code lists those of 2025-26." in run.noticed["notes"]


def test_a_rule_that_breaks_could_not_run_and_stands_first(officer, monkeypatch):
    from keepwell.web.desk.actions import running

    honest = running.check

    def breaking(*args, **more):
        report = honest(*args, **more)
        report.outcomes["144"] = type(report.outcomes["144"])("could not run", "ColumnNotFoundError")
        return report

    monkeypatch.setattr(running, "check", breaking)
    run = check(officer)
    assert (run.count("could not run"), queries.not_run(run)[0].rules) == (1, ["144"])


def test_the_record_is_checked_and_each_row_is_known(officer, in_record):
    run = runs.ask_for(by=officer, collection="ssda903", year=2026, this_from="record", last_from="record")
    run.refresh_from_db()
    one = run.findings.get(rule="144")
    assert (one.number, one.became) == ("C1", Episode.objects.get(child__person__reference="C1").pk)
    assert one.child.person.reference == "C1"


def test_a_record_without_last_year_does_not_stand_for_an_empty_one(officer, tmp_path):
    spell = ADAS_EPISODE.replace("10/05/2025", "10/05/2026")
    taken(folder(tmp_path / "a", header=[HEADER_COLUMNS, ADA], episodes=[EPISODE_COLUMNS, spell]), 2027)
    run = runs.ask_for(by=officer, collection="ssda903", year=2027, this_from="record", last_from="record")
    run.refresh_from_db()
    assert any("The record holds nothing of 2025-26" in note for note in run.noticed["notes"])
    assert "no previous year's return was given" in {o["why"] for o in run.outcomes.values()}


def test_uploaded_rows_are_matched_with_the_record(officer, in_record):
    run = check(officer, header(), episodes(BENS_EPISODE, bad(ADAS_EPISODE)))
    assert run.findings.get(rule="144").became == Episode.objects.get(child__person__reference="C1").pk
    assert run.findings.get(rule="232", number="C2").child.person.reference == "C2"


def test_a_child_that_the_record_does_not_know(officer):
    one = check(officer).findings.get(rule="232")
    assert (one.number, one.child, one.became) == ("C2", None, None)


def test_the_next_check_counts_new_and_mended(officer):
    check(officer, header(), episodes(bad(ADAS_EPISODE), BENS_EPISODE))
    run = check(officer, header(), episodes(ADAS_EPISODE, bad(BENS_EPISODE)))
    assert [(one.number, one.is_new) for one in run.findings.filter(rule="144")] == [("C2", True)]
    assert not run.findings.get(rule="232").is_new
    mended = list(queries.mended_of(run, run.asked_by))
    assert [(one.rule, one.number) for one in mended if one.rule == "144"] == [("144", "C1")]
    assert (run.mended, run.new) == (len(mended), run.findings.filter(is_new=True).count())


def test_nothing_is_new_in_a_first_check_or_in_another_year(officer):
    check(officer, year=2025)
    run = check(officer)
    assert (run.before, run.new, run.mended) == (None, 0, 0)
    assert not run.findings.filter(is_new=True).exists()


def test_what_was_not_looked_for_again_is_not_mended(officer):
    check(officer, header(), episodes(bad(ADAS_EPISODE), BENS_EPISODE))
    run = check(officer, header())  # without episodes: their rules do not run
    assert run.outcomes["144"]["state"] == "not run"
    assert run.unseen > 0
    assert not queries.mended_of(run, run.asked_by).filter(rule="144").exists()


def test_an_explanation_holds_for_the_next_check(officer):
    one = check(officer).findings.get(rule="232")
    explaining.explain(one, "Born intersex; letter of 3 May seen.", by=officer)
    again = check(officer, header(BEN, ADA))
    found = queries.findings_of(again, again.asked_by).get(rule="232")
    assert found.is_explained
    assert queries.explanations_of(again, [found])[found.fingerprint].note == "Born intersex; letter of 3 May seen."
    explaining.withdraw(found, by=officer)
    assert not queries.findings_of(again, again.asked_by).get(rule="232").is_explained
    assert Explanation.objects.get().withdrawn_by == officer


def test_an_explanation_of_one_year_does_not_hold_for_the_next(officer):
    explaining.explain(check(officer).findings.get(rule="232"), "Seen.", by=officer)
    next_year = check(officer, year=2027)
    found = queries.findings_of(next_year, next_year.asked_by).get(rule="232")
    assert not found.is_explained
    assert queries.explained_last_year(found).note == "Seen."


def test_explaining_anew_withdraws_what_was_said(officer):
    one = check(officer).findings.get(rule="232")
    for note in ("First.", "Second."):
        explaining.explain(one, note, by=officer)
    assert [(e.note, e.withdrawn_at is None) for e in Explanation.objects.all()] == [
        ("First.", False),
        ("Second.", True),
    ]


def test_an_error_cannot_be_explained(officer):
    one = check(officer, header(), episodes(bad(ADAS_EPISODE))).findings.get(rule="144")
    with pytest.raises(explaining.NotAQuery):
        explaining.explain(one, "No.", by=officer)
    assert not Explanation.objects.exists()


MORE = [f"C{n},{sex},0{n}/02/2012,WBRI,H80120000100{n},," for n, sex in enumerate("UFUMU", 3)]
SPELLS = (
    "10/05/2025,S,C2,N1,U6,PR1,01/06/2025,X1,,QZ1 1AA,QZ2 2BB,SC1",
    "01/06/2025,S,C2,N1,U4,PR1,,,,QZ1 1AA,QZ2 2BB,SC1",
)
# Rows of the same key: one the very same, one that differs and has a legal status that exists.
ROWS = [bad(f"C{n},{spell}") for n in range(3, 8) for spell in SPELLS]
ALIKE = [ROWS[0], f"C4,{SPELLS[0]}".replace("U6", "U4")]


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(MORE), st.permutations([*ROWS, *ALIKE]), st.booleans())
def test_fingerprints_do_not_depend_on_the_order_of_rows(officer, children, spells, blanks):
    def prints(run):
        """Of rules about single rows: of the episode before, rows of one day are taken in the order of the file."""
        return sorted(run.findings.filter(rule__in=("144", "232")).values_list("rule", "fingerprint"))

    first = check(officer, header(*MORE), episodes(*ROWS, *ALIKE))
    shown = [row.replace("C", " c", 1) if blanks else row for row in spells]
    second = check(officer, header(*children), episodes(*shown))
    assert prints(first) == prints(second)
    assert not second.findings.filter(rule__in=("144", "232"), is_new=True).exists()
    assert len({one for _, one in prints(first)}) == len(prints(first)) > 10


def test_a_mended_row_takes_no_other_rows_explanation(officer):
    rows = [ROWS[0], ROWS[1]]
    first = check(officer, header(*MORE), episodes(*rows))
    second = check(officer, header(*MORE), episodes(rows[1]))
    gone = set(first.findings.filter(rule="144").values_list("fingerprint", flat=True))
    gone -= set(second.findings.filter(rule="144").values_list("fingerprint", flat=True))
    assert gone == {first.findings.get(rule="144", row=1).fingerprint}


def test_a_return_that_cannot_be_read_says_why_and_has_no_findings(officer, settings):
    run = check(officer, upload("notes.csv", "nothing,here", "1,2"))
    assert run.state == "failed"
    assert "notes.csv is no table of a return" in run.why
    assert str(settings.KEEPWELL_INCOMING) not in run.why
    assert (run.findings.count(), run.outcomes) == (0, {})
    assert list(Path(settings.KEEPWELL_INCOMING).iterdir()) == []


def test_the_wrong_return_says_which_it_is(officer):
    assert "holds no CIN census return, only SSDA903" in check(officer, collection="cin").why


def test_a_mistake_of_ours_is_told_without_the_words_of_the_exception(officer, monkeypatch):
    from keepwell.web.desk.actions import running

    def fail(*args, **more):
        raise ValueError("Ada Featherstone, born 1 February 2012")

    monkeypatch.setattr(running.gathering, "gather", fail)
    run = check(officer)
    assert run.state == "failed"
    assert "ValueError in test_runs.py" in run.why or "ValueError in running.py" in run.why
    assert "Ada" not in run.why


def test_a_run_that_is_asked_to_stop_keeps_nothing(officer, monkeypatch):
    from keepwell.web.desk.actions import running

    honest = running.check

    def asked_meanwhile(*args, **more):
        runs.stop(Run.objects.get(), by=officer)
        return honest(*args, **more)

    monkeypatch.setattr(running, "check", asked_meanwhile)
    run = check(officer)
    assert (run.state, run.stop_asked_by) == ("stopped", officer)
    assert (run.findings.count(), run.errors, run.outcomes) == (0, 0, {})


def test_a_run_that_is_stopped_at_the_very_end_keeps_nothing(officer, monkeypatch):
    from keepwell.web.desk.actions import running

    honest = running.Telling.__call__

    def then_stopped(self, words, *far):
        honest(self, words, *far)
        if words == "Keeping what was found":
            runs.stop(Run.objects.get(), by=officer)

    monkeypatch.setattr(running.Telling, "__call__", then_stopped)
    run = check(officer)
    assert (run.state, run.findings.count()) == ("stopped", 0)


def test_a_finished_run_is_not_stopped(officer):
    run = check(officer)
    runs.stop(run, by=officer)
    run.refresh_from_db()
    assert (run.state, run.stop_asked_at) == ("finished", None)


def test_half_of_the_findings_is_none_of_them(officer, monkeypatch):
    honest = Run.save

    def fail(self, *args, **more):
        if self.state == "finished":
            raise RuntimeError
        return honest(self, *args, **more)

    monkeypatch.setattr(Run, "save", fail)
    run = check(officer)
    assert (run.state, RunFinding.objects.count()) == ("failed", 0)


def test_a_run_is_carried_out_once(officer):
    run = check(officer)
    before = run.finished_at
    carry_out(run.pk)
    run.refresh_from_db()
    assert run.finished_at == before


def test_only_the_latest_runs_keep_their_findings(officer):
    every = [check(officer) for _ in range(KEPT + 1)]
    kept = [Run.objects.get(pk=run.pk) for run in every]
    assert [run.has_findings for run in kept] == [False] + [True] * KEPT
    assert kept[0].errors + kept[0].queries > 0
    assert not kept[0].findings.exists()


def test_destroying_a_childs_record_takes_the_findings_along(officer, in_record):
    run = runs.ask_for(by=officer, collection="ssda903", year=2026, this_from="record")
    run.refresh_from_db()
    explaining.explain(run.findings.get(rule="232"), "Seen.", by=officer)
    for reference in ("C1", "C2"):
        Child.objects.get(person__reference=reference).person.delete()
    assert not run.findings.exclude(child=None).exists()
    assert (Run.objects.count(), Explanation.objects.count()) == (1, 0)


def test_checking_again_takes_the_record_and_the_same_register(officer, in_record):
    register = upload("homes.csv", "URN,PLACE_CODES,PROVIDER_CODES,REG_END,POSTCODE", "SC123456,K2,PR1,,QZ1 1AA")
    asked = runs.ask_for(
        by=officer, collection="ssda903", year=2026, this_from="files", last_from="none",
        uploads={"this": [header(), episodes()], "register": [register]},
    )  # fmt: skip
    first = Run.objects.get(pk=asked.pk)
    assert first.state == "finished"
    again = Run.objects.get(pk=runs.again(first, by=officer).pk)
    assert (again.state, again.this_from, again.last_from) == ("finished", "record", "none")
    assert again.register == first.register != ""
    assert "no provider register was given" not in {o["why"] for o in again.outcomes.values()}


def test_the_census_is_checked_from_the_record_and_knows_its_rows(officer, shared, tmp_path):
    pytest.importorskip("lxml")
    from keepwell.web.record.queries.returned import given_rows

    samples = sorted((shared / "samples").rglob("*.xml"))
    census = next(
        path for path in samples if b"<Message" in path.read_bytes()[:2000] and b"CIN" in path.read_bytes()[:4000]
    )
    _, year = taken(census, 2026), 2026
    run = Run.objects.get(pk=runs.ask_for(by=officer, collection="cin", year=year, this_from="record").pk)
    assert run.state == "finished", run.why
    given = given_rows("cin", year)
    for one in run.findings.exclude(row=None).exclude(table="Header"):
        assert (one.child_id, one.became) == given[one.table][one.row - 1][:2]
    assert json.dumps(run.outcomes)
