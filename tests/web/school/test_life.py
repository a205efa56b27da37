"""Exclusions, stages of an education, health and care plan, and moving school."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from keepwell.clocks.due import due
from keepwell.clocks.loading import clocks
from keepwell.policy import shipped
from keepwell.web.school.actions import life
from keepwell.web.school.models import Exclusion, Leaving, PlanStage
from keepwell.web.school.queries.life import CLOCKS, ehc_clocks, ehc_stages, sessions_suspended
from tests.web.record import people
from tests.web.school.test_learning import day

pytestmark = pytest.mark.django_db
TODAY = date.today()


def at(name, child, *more):
    return reverse(f"school:{name}", args=[child.person.uid, *more])


# Exclusions -----------------------------------------------------------------------------------------------------------


def excluded(client, child, **change):
    given = {"kind": "suspension", "sessions": "4", "reasons": ["PA", "DM"], "note": "He said the noise hurt.",
             **day("starts_on", TODAY - timedelta(1)), **day("told_parents_on", TODAY)}  # fmt: skip
    return client.post(at("exclude", child), given | change, follow=True)


def test_a_suspension_says_who_was_told_and_who_was_not(as_):
    ama, client = people.child(), as_()
    people.care(ama, TODAY - timedelta(100))
    page = excluded(client, ama).text
    assert "Hurt an adult; Damage." in page
    assert "The virtual school head, for a pupil in care: without delay" in page
    assert page.count("Not told yet") == 3
    one = Exclusion.objects.get()
    assert b"noise" not in bytes(one.sealed_note)
    changed = client.post(at("exclusion", ama, one.pk), {
        "kind": "suspension", "sessions": "4", "reasons": ["PA"], "note": "He said the noise hurt.",
        **day("starts_on", one.starts_on), **day("told_worker_on", TODAY), **day("told_virtual_head_on", TODAY),
    }, follow=True).text  # fmt: skip
    assert changed.count("Not told yet") == 2
    assert one.history.count() == 2


@pytest.mark.parametrize(("change", "says"), [
    ({"kind": ""}, "Choose what it is"), ({"reasons": []}, "Choose one reason or more"),
    ({"sessions": "91"}, "Sessions must be 90 or fewer"), ({"sessions": "two"}, "Sessions must be a whole number"),
    (day("starts_on", TODAY + timedelta(2)), "First day must be today or earlier"),
    (day("ends_on", TODAY - timedelta(9)), "The last day is before the first"),
    ({"kind": "permanent"} | day("ends_on", TODAY), "A permanent exclusion has no last day"),
    (day("returned_on", TODAY - timedelta(5)), "The day back at school is before the first day"),
])  # fmt: skip
def test_an_exclusion_that_cannot_be_says_why(as_, change, says):
    ama, client = people.child(), as_()
    page = excluded(client, ama, **change).text
    assert says in page
    assert "He said the noise hurt." in page
    assert not Exclusion.objects.exists()


def test_more_than_45_days_in_a_school_year_are_refused(as_):
    ama, client = people.child(), as_()
    excluded(client, ama, sessions="88")
    assert "more than 45 school days" in excluded(client, ama, sessions="3").text
    assert sessions_suspended(ama, TODAY) == 88
    excluded(client, ama, sessions="2")
    assert sessions_suspended(ama, TODAY) == 90


def test_a_school_keeps_exclusions_apart_from_education(as_, settings):
    ama = people.child()
    excluded(as_(), ama)
    settings.KEEPWELL_POLICY = shipped("school")
    assert "Hurt an adult" in as_("head-teacher", name="H").get(at("life", ama)).text
    other = as_("special-needs-lead", name="S").get(at("life", ama)).text
    assert "Suspensions and exclusions" not in other
    assert as_("special-needs-lead", name="T").get(at("exclude", ama)).status_code == 404


# Education, health and care plan --------------------------------------------------------------------------------------

ASKED = TODAY - timedelta(50)


def stage(client, child, stage, on):
    return client.post(at("stage", child), {"stage": stage, **day("on", on)}, follow=True).text


def test_stages_drive_the_clocks(as_):
    ama, client = people.child(), as_()
    page = stage(client, ama, "asked", ASKED)
    by = due(clocks()["ehc-decision"], ASKED)
    assert f"by {by.on:%-d %B %Y}. Overdue by" in page
    assert "Final education, health and care plan" in page
    stage(client, ama, "assess", ASKED + timedelta(20))
    page = stage(client, ama, "advice-asked", ASKED + timedelta(21))
    assert "Advice for an education" in page
    assert "Whether to assess" not in page
    assert ehc_stages([ama.pk]) == {ama.pk: [("asked", ASKED), ("assess", ASKED + timedelta(20)),
                                             ("advice-asked", ASKED + timedelta(21))]}  # fmt: skip


def test_a_stage_needs_what_comes_before_it(as_):
    ama, client = people.child(), as_()
    assert "this is not written down yet: Assessment asked for" in stage(client, ama, "assess", TODAY)
    stage(client, ama, "asked", TODAY)
    assert "not written down yet" in stage(client, ama, "assess", TODAY - timedelta(1))
    assert "This is written down for that day already" in stage(client, ama, "asked", TODAY)
    assert "must be today or earlier" in stage(client, ama, "assess", TODAY + timedelta(1))
    assert PlanStage.objects.count() == 1


def test_each_clock_starts_and_is_met():
    one, two, three = (date(2026, 1, n) for n in (5, 6, 7))
    assert {id for id in clocks() if id.startswith("ehc-")} == set(CLOCKS)
    held = {id: (start, met) for id, start, met in ehc_clocks([("asked", one), ("assess", two), ("final", three)])}
    assert held["ehc-decision"] == (one, two)
    assert held["ehc-plan"] == (one, three)
    assert held["ehc-review"] == (three, None)
    assert ehc_clocks([("asked", one), ("no-assess", two)]) == []
    reviewed = {id: met for id, _, met in ehc_clocks([("final", one), ("review", two), ("review-keep", three)])}
    assert reviewed == {"ehc-review": None, "ehc-review-decision": three, "ehc-amended": three}
    assert ehc_clocks([]) == []


# Moving school --------------------------------------------------------------------------------------------------------


def test_a_move_shows_what_is_to_be_sent_and_by_when(as_, monkeypatch, tmp_path):
    ama, client = people.child(), as_()
    given = {"school": "Mossbank School", "destination": "Larkfield School", **day("leaves_on", TODAY)}
    page = client.post(at("leave", ama), given, follow=True).text
    by = due(clocks()["protection-file"], TODAY)
    assert "To Larkfield School" in page
    assert f"by {by.on:%-d %B %Y}" in page
    assert "Common transfer file" in page
    one = Leaving.objects.get()
    assert "Mossbank School" in client.get(at("leaving", ama, one.pk)).text
    page = client.post(at("leaving", ama, one.pk), given | day("protection_file_sent_on", TODAY), follow=True).text
    assert f"done on {TODAY:%-d %B %Y}" in page


def test_term_dates_of_the_installation_give_the_transfer_file_its_day(as_, monkeypatch, tmp_path):
    from keepwell.web.school.queries import life as reading

    (tmp_path / "terms.toml").write_text("[[term]]\nfrom = 2026-09-03\nto = 2026-12-18\n")
    monkeypatch.setattr(reading, "where", lambda: tmp_path)
    one = life.leave(
        people.child(), {"school": "A", "leaves_on": date(2026, 10, 1)}, by=people.user(), purpose="support"
    )
    transfer, _ = reading.leaving_duties(one, date(2026, 10, 2))
    assert transfer.by.on == date(2026, 10, 22)
    (tmp_path / "terms.toml").write_text("[[term]]\nfrom = 5\n")
    assert reading.leaving_duties(one, date(2026, 10, 2))[0].by.on is None


@pytest.mark.parametrize(("change", "says"), [
    ({"school": ""}, "School they leave: write something"),
    ({"leaves_on_day": ""}, "Last day on the roll must have a day"),
    (day("starts_on", TODAY - timedelta(3)), "is before the last day here"),
])  # fmt: skip
def test_a_move_that_cannot_be_says_why(as_, change, says):
    given = {"school": "Mossbank School", "destination": "", **day("leaves_on", TODAY)}
    assert says in as_().post(at("leave", people.child()), given | change, follow=True).text
    assert not Leaving.objects.exists()


def test_what_is_of_another_child_is_not_here(as_):
    ama, kofi, client = people.child(), people.child("Kofi", "Larkspur"), as_()
    excluded(client, kofi)
    life.leave(kofi, {"school": "A", "leaves_on": TODAY}, by=client.user, purpose="support")
    assert client.get(at("exclusion", ama, Exclusion.objects.get().pk)).status_code == 404
    assert client.get(at("leaving", ama, Leaving.objects.get().pk)).status_code == 404
