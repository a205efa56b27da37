"""Clocks that are kept: worked out of the record, and only what differs is written."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.db import transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from keepwell.policy import load
from keepwell.web.access.models import Entry
from keepwell.web.record import due as record_due
from keepwell.web.record import models as m
from keepwell.web.record.elsewhere import changed
from keepwell.web.work.actions.clocks import are_others, moved, recompute, recompute_all
from keepwell.web.work.models import Clock
from keepwell.web.work.queries.standing import left, open_on
from keepwell.web.work.tasks import recompute_clocks
from tests.web.record import people
from tests.web.work.made import TODAY, ago, kept, running

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


@pytest.fixture
def child():
    return people.child(born_on=date(2014, 5, 3))


def open_clocks(child):
    return set(open_on(TODAY).filter(child=child).values_list("clock", flat=True))


def test_a_kept_clock_has_its_day(child):
    people.care(child, ago(10))
    row = kept(child)["first-review"]
    assert (row.trigger_on, row.about, row.done_on) == (ago(10), "record.PeriodOfCare", None)
    assert row.due_on > TODAY
    assert row.stops_on == date(2032, 5, 3)
    assert row.why == "the child has turned 18."


def test_working_out_again_writes_nothing(child):
    people.care(child, ago(10))
    assert recompute([child.pk])[0] == 1
    at = Clock.objects.get().computed_at
    assert recompute([child.pk]) == (0, 0, 0)
    assert Clock.objects.get().computed_at == at


def test_a_clock_that_is_done_keeps_its_row_and_the_next_begins(child):
    people.care(child, ago(30))
    before = kept(child)["first-review"]
    m.Review.objects.create(child=child, held_on=ago(5))
    after = kept(child)
    assert (after["first-review"].pk, after["first-review"].done_on) == (before.pk, ago(5))
    assert open_clocks(child) == {"second-review"}


def test_the_clock_of_a_row_that_is_taken_out_goes(child):
    period = people.care(child, ago(30))
    kept(child)
    period.delete()
    assert kept(child) == {}


def test_what_ended_more_than_a_year_ago_is_not_kept(child):
    people.care(child, ago(900), ago(500))
    assert "first-review" in running(child)
    assert kept(child) == {}


@pytest.mark.parametrize("life", [{"died_on": ago(3)}, {"born_on": ago(18 * 365 + 20)}])
def test_nothing_is_open_for_a_child_who_died_or_turned_18(life):
    child = people.child(**life)
    people.care(child, ago(60))
    row = kept(child)["first-review"]
    assert row.stops_on <= TODAY
    assert open_clocks(child) == set()


def test_a_clock_stops_on_the_birthday_without_being_worked_out_again():
    child = people.child(born_on=ago(18 * 365 - 20))
    people.care(child, ago(60))
    stops = kept(child)["first-review"].stops_on
    assert open_on(stops - timedelta(days=1)).filter(clock="first-review").exists()
    assert not open_on(stops).filter(clock="first-review").exists()


def test_yearly_health_assessment_is_not_seen_before_the_fifth_birthday():
    child = people.child(born_on=ago(1000))
    people.care(child, ago(400))
    m.HealthEvent.objects.create(child=child, kind="health assessment", on=ago(100))
    assert {"health", "health-under-five"} <= kept(child).keys()
    assert {"health", "health-under-five"} & open_clocks(child) == {"health-under-five"}


def test_day_still_to_come_is_not_done(child):
    people.care(child, ago(10))
    m.Review.objects.create(child=child, held_on=TODAY + timedelta(days=3))
    assert kept(child)["first-review"].done_on is None


def test_duty_without_a_number_is_not_kept(child):
    case = m.Referral.objects.create(child=child, referred_on=ago(30))
    m.ProtectionPlan.objects.create(child=child, referral=case, starts_on=ago(20))
    m.Visit.objects.create(child=child, on=ago(9), reason="Child protection plan", seen=True)
    assert "plan-visit" in running(child)
    assert "plan-visit" not in kept(child)


def own(settings, tmp_path, tables):
    """The policy in force with these tables as well."""
    text = settings.KEEPWELL_POLICY.read_text("utf-8")
    path = tmp_path / "own.toml"
    path.write_text(f"{text}\n{tables}", "utf-8")
    return path


VISITS = """
[clock.plan-visit]
length = 10
unit = "working days"
because = "Our board"
in_force_from = 2020-01-01
"""
REVIEWS = """
[clock.first-review]
length = 5
unit = "working days"
because = "Our board"
in_force_from = 2020-01-01
"""


def test_own_number_of_the_policy_makes_it_due(child, settings, tmp_path):
    case = m.Referral.objects.create(child=child, referred_on=ago(30))
    m.ProtectionPlan.objects.create(child=child, referral=case, starts_on=ago(20))
    m.Visit.objects.create(child=child, on=ago(30 - 15), reason="Child protection plan", seen=True)
    settings.KEEPWELL_POLICY = own(settings, tmp_path, VISITS)
    assert kept(child)["plan-visit"].due_on


def test_another_length_says_what_moves_and_changes_nothing(child, settings, tmp_path):
    people.care(child, ago(12))
    before = kept(child)["first-review"].due_on
    new, old = load(own(settings, tmp_path, REVIEWS)).clocks, load(settings.KEEPWELL_POLICY).clocks
    ((one, was, will),) = moved(old, new, on=TODAY)["first-review"]
    assert (one, was) == (child.pk, before)
    assert will < was
    assert moved(old, old, on=TODAY) == {}
    assert kept(child)["first-review"].due_on == before


def test_correction_works_the_clocks_out_in_its_own_transaction(child):
    people.care(child, ago(10))
    with transaction.atomic():
        changed.send(m.Child, children=[child.pk])
        assert Clock.objects.count() == 1
        transaction.set_rollback(True)
    assert Clock.objects.count() == 0


def test_import_puts_the_clocks_of_all_into_the_queue_once(child):
    people.care(child, ago(10))
    for _ in range(2):
        changed.send(m.Import, children=None)
    assert Clock.objects.count() == 0
    assert DBTaskResult.objects.filter(task_path__endswith="recompute_clocks").count() == 1


def test_other_clocks_in_the_policy_are_worked_out_for_all_once(signed_in, worker, child, settings, tmp_path):
    people.care(child, ago(12))
    recompute_all()
    before = Clock.objects.get(clock="first-review").due_on
    waits = DBTaskResult.objects.filter(task_path=recompute_clocks.module_path)
    client = signed_in(worker)
    caches["process"].clear()
    client.get(reverse("work:mine"))
    assert not waits.exists()
    settings.KEEPWELL_POLICY = own(settings, tmp_path, REVIEWS)
    for _ in range(2):
        client.get(reverse("work:mine"))
    waits.get().task.call()
    assert Clock.objects.get(clock="first-review").due_on < before
    assert not are_others()


def test_all_children_in_chunks(monkeypatch):
    monkeypatch.setattr("keepwell.web.work.actions.clocks.CHUNK", 2)
    for n in range(5):
        people.care(people.child("Ama", f"Okafor{n}", strange=True), ago(10))
    told = []
    assert recompute_all(lambda done, total: told.append((done, total))) == (5, 0, 0)
    assert told == [(2, 5), (4, 5), (5, 5)]


def test_department_works_with_no_child(child, settings):
    people.care(child, ago(10))
    settings.KEEPWELL_POLICY = settings.KEEPWELL_POLICY.with_name("department.toml")
    assert recompute([child.pk]) == (0, 0, 0)
    assert not Clock.objects.exists()


def test_other_rooms_run_clocks_too(child, monkeypatch):
    monkeypatch.setattr(record_due, "_runs", [])
    monkeypatch.setattr(record_due, "_tells", {})
    record_due.runs(
        lambda children: [record_due.Running(one, "concern-triaged", "record.Note", 7, TODAY) for one in children],
        tells={"concern-triaged": {"concern"}},
    )
    assert kept(child)["concern-triaged"].due_on == TODAY
    assert record_due.tells_of("concern-triaged") == {"concern"}


def test_room_cannot_run_a_clock_that_is_not_declared():
    with pytest.raises(ValueError, match="concern-triagd"):
        record_due.runs(lambda children: [], tells={"concern-triagd": {"concern"}})


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_that_nobody_can_mean_starts_nothing_and_breaks_nothing(day):
    child = people.child(born_on=day, died_on=day)
    people.care(child, day, day)
    people.care(child, ago(20), status="L1")
    m.Visit.objects.create(child=child, on=day, reason="looked after", seen=True)
    m.MissingEpisode.objects.create(child=child, starts_on=day, ends_on=day, kind="M")
    assert kept(child).keys() == {"first-review", "police-protection"}


@pytest.mark.parametrize(
    ("days", "text", "section"),
    [(-1, "Overdue by 1 day", "overdue"), (-1000, "Overdue by 1,000 days", "overdue"), (0, "Due today", "today"),
     (1, "1 day left", "week"), (7, "7 days left", "week"), (8, "8 days left", "later")],
)  # fmt: skip
def test_time_left_in_words(days, text, section):
    said = left(TODAY + timedelta(days=days), TODAY)
    assert (said.text, said.section) == (text, section)


# Pages ----------------------------------------------------------------------------------------------------------------


def test_why_a_day_is_due(signed_in, worker, child, settings, tmp_path):
    settings.KEEPWELL_POLICY = own(settings, tmp_path, REVIEWS)
    people.care(child, ago(40))
    people.work_together(children=[child])
    row = kept(child)["first-review"]
    page = signed_in(worker).get(reverse("work:why", args=[child.person.uid, row.pk])).content.decode()
    for words in (
        "5 working days from",
        "Our board",
        "20 working days",
        "Care Planning Regulations 2010",
        "Overdue by",
    ):
        assert words in page


def test_clock_of_another_child_is_not_there(signed_in, worker, child):
    other = people.child("Ben", "Osei")
    for one in (child, other):
        people.care(one, ago(10))
    row = kept(other)["first-review"]
    assert signed_in(worker).get(reverse("work:why", args=[child.person.uid, row.pk])).status_code == 404
    assert Entry.objects.filter(outcome="refused", child=child.person.uid).exists()


def test_child_page_of_due_says_what_runs_and_what_is_over(signed_in, worker, child):
    people.care(child, ago(90))
    m.Review.objects.create(child=child, held_on=ago(10))
    people.work_together(children=[child])
    kept(child)
    page = signed_in(worker).get(reverse("work:clocks", args=[child.person.uid])).content.decode()
    running_part, over = page.split("Done or ended within a year")
    assert "Second review" in running_part
    assert "First review" in over
    assert "Done late" in over
