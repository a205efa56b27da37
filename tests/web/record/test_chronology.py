"""The chronology: nothing of the record is lost in it, nothing is told twice, and its order is one and the same."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import models as fields
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepwell.web.access import door
from keepwell.web.record import models as m
from keepwell.web.record.models.base import ChildFact
from keepwell.web.record.queries.chronology import PAGE, Story, by_year
from keepwell.web.record.queries.tellings import KINDS, TELLINGS, partial, whole
from tests.web.record import people
from tests.web.record.people import TODAY
from tests.web.record.test_pages import address, text_of

pytestmark = pytest.mark.django_db
OF_A_PERSON = (m.Name, m.Address, m.Identifier, m.Characteristic, m.Relationship)
# Rooms above the record tell of their own facts, and have tests of their own for it.
FACTS = [*(f for f in ChildFact.__subclasses__() if f._meta.app_label == "record"), *OF_A_PERSON]
DAYS = st.none() | st.dates(date(2019, 1, 1), date(2019, 3, 1))  # few days, so that many facts share one


def date_fields(model):
    return {f.name for f in model._meta.get_fields() if type(f) is fields.DateField}


def opened(child, allowed=None):
    every = frozenset(c for t in TELLINGS for c in [t.category, *t.categories.values()] if isinstance(c, str))
    every |= {
        "identity",
        "relationships",
        "health",
        "dental",
        "immunisation",
        "ehcp",
        "concern",
        "narrative",
        "education",
    }
    by = people.user(None)
    allowed = every if allowed is None else frozenset(allowed)
    return door.Opened(child, by, "support", allowed, {}, door.before(child, by=by))


def facts_of(child):
    """{(model, row, field): day} of every date that the record has of this child."""
    found = {}
    for model in FACTS:
        whose = {"person": child.person} if model in OF_A_PERSON else {"child": child}
        for row in model.objects.filter(**whose):
            found |= {(model, row.pk, f): getattr(row, f) for f in date_fields(model) if getattr(row, f)}
    return found


def test_every_date_of_every_fact_is_told():
    told = {(t.model, name) for t in TELLINGS for name in t.dates} | {
        (m.Step, "on"),
        (m.Step, "ends_on"),
        (m.LifeStoryEntry, "on"),
    }
    assert {(model, f) for model in FACTS for f in date_fields(model)} - told == set()


def test_every_kind_of_fact_is_told():
    # A factor is told with its assessment, a refusal stands with the row in which it was asked; steps and entries of
    # the life story are told by their own rooms (elsewhere.tells_events), pictures with their entry. Marks of words
    # and what was moved to another child are no facts of a life.
    others = {m.AssessmentFactor, m.Refusal, m.Step, m.LifeStoryEntry, m.LifeStoryPicture, m.Words, m.Moved}
    assert set(FACTS) - {t.model for t in TELLINGS} == others


def test_whole_record_is_told_once_each():
    child = people.whole_record(people.child(), times=4)
    told = [fact for event in Story(opened(child)).events for fact in event.facts]
    assert len(told) == len(set(told))
    wanted = {f for f in facts_of(child) if f[0] is not m.Episode}
    assert wanted <= set(told)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=6))
def test_no_placement_date_is_lost_or_told_twice(spans):
    child = people.child(reference=uuid.uuid4().hex)
    for start, end in spans:
        m.Placement.objects.create(child=child, starts_on=start, ends_on=end, kind="U6")
        m.SchoolPlace.objects.create(child=child, starts_on=start, ends_on=end, school="Mossbank")
    story = Story(opened(child))
    told = {fact: event for event in story.events for fact in event.facts}
    facts = facts_of(child)
    assert {f: told[f].on for f in facts} == facts
    assert sum(len(e.facts) for e in story.events) == len(told)
    undated = sum(start is end is None for start, end in spans)
    assert sum(e.on is None for e in story.events) == 2 * undated


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DAYS, min_size=1, max_size=8))
def test_order_is_by_day_total_and_the_same_each_time(days):
    child = people.child(reference=uuid.uuid4().hex)
    for day in days:
        m.Review.objects.create(child=child, held_on=day)
        m.Sdq.objects.create(child=child, on=day, score=12)
    first, again = Story(opened(child)).events, Story(opened(child)).events
    dated = [e.on for e in first if e.on]
    assert dated == sorted(dated)
    assert [e.on for e in first[len(dated) :]] == [None] * (len(first) - len(dated))
    assert len({e.order for e in first}) == len(first)
    assert [e.facts for e in first] == [e.facts for e in again]


def test_on_a_day_what_ends_comes_before_what_starts():
    child = people.child()
    m.ProtectionPlan.objects.create(child=child, referral=m.Referral.objects.create(child=child), starts_on=TODAY)
    m.MissingEpisode.objects.create(child=child, starts_on=TODAY - timedelta(3), ends_on=TODAY)
    texts = [e.text for e in Story(opened(child)).events if e.on == TODAY]
    assert texts == ["Came back", "Child protection plan started"]


def test_what_starts_and_ends_on_one_day_starts_first():
    child = people.child()
    m.MissingEpisode.objects.create(child=child, starts_on=TODAY, ends_on=TODAY, kind="M")
    texts = [e.text for e in Story(opened(child)).events if e.kind == "missing"]
    assert [t.split(":")[0] for t in texts] == ["Missing or away", "Came back"]


def test_a_move_is_one_entry_that_says_where_from():
    child = people.child()
    m.Placement.objects.create(child=child, starts_on=date(2020, 1, 1), ends_on=date(2020, 5, 1), kind="U6")
    m.Placement.objects.create(child=child, starts_on=date(2020, 5, 1), kind="K2")
    texts = [e.text for e in Story(opened(child)).events if e.kind == "placement"]
    assert texts == [
        "Moved to: Foster care, not long term",
        "Moved to: Children's home. Before: Placement ended: Foster care, not long term",
    ]


@pytest.mark.parametrize("missing", ["placement", "health", "concern", "narrative", "care", "address", "ehcp", "sdq"])
def test_what_is_not_open_is_not_told(missing):
    child = people.whole_record(people.child())
    every = opened(child).allowed
    story = Story(opened(child, every - {missing}))
    assert missing not in {e.category for e in story.events}
    assert missing in {e.category for e in Story(opened(child)).events}


def test_partly_known_date_is_told_without_inventing_the_rest(reader):
    child = people.child()
    m.PreviousPermanence.objects.create(child=child, kind="P1", on="ZZ/03/2015")
    page = text_of(reader().get(address(child, "record:chronology")))
    assert "March 2015 Left an earlier permanent home: Adoption" in page
    assert "1 March 2015" not in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ZZ/ZZ/2015", "2015"),
        ("ZZ/03/2015", "March 2015"),
        ("ZZ/ZZ/ZZZZ", "ZZ/ZZ/ZZZZ"),
        ("", ""),
        ("05/03/2015", "05 March 2015"),
    ],
)
def test_partial_dates_in_words(text, words):
    assert partial(text) == words


def test_whole_date_kept_as_text_has_its_day():
    assert whole("12/03/2015") == date(2015, 3, 12)
    assert whole("31/02/2015") is None


def test_time_is_said_only_when_known(reader):
    child = people.child()
    people.note(child, title="With a time", at_time="16:20")
    people.note(child, title="Without one")
    page = text_of(reader().get(address(child, "record:chronology")))
    assert "16:20" in page
    assert "00:00" not in page


def test_newest_first_on_the_screen_and_oldest_first_in_print(reader):
    child = people.child(born_on=date(2012, 1, 1))
    people.note(child, title="Later", on=date(2020, 1, 2))
    client = reader()
    screen = text_of(client.get(address(child, "record:chronology")))
    print_ = text_of(client.get(address(child, "record:chronology-print")))
    assert screen.index("Later") < screen.rindex("Born")
    assert print_.rindex("Born") < print_.index("Later")
    assert "Made for Ffion Aldous, Tester, to support the child, on" in print_


def test_filter_by_kind_and_day(reader):
    child = people.whole_record(people.child())
    people.note(child, title="Old one", on=date(2015, 1, 1), kind="concern")
    response = reader().get(address(child, "record:chronology") + "?kind=concern&from=1/1/2014&to=2015-02-01")
    page = text_of(response)
    assert "Old one" in page
    assert "A bruise seen" not in page
    assert "Moved to" not in page


def test_days_that_are_none_are_errors_and_hide_nothing(reader):
    child = people.child()
    people.note(child, title="Still here")
    response = reader().get(address(child, "record:chronology") + "?from=31/2/2020&to=never")
    page = text_of(response)
    assert "There is a problem" in page
    assert "From must be a real date" in page
    assert "To must be a real date" in page
    assert "Still here" in page
    assert "<title>Error: " in response.content.decode()


def test_end_before_start_and_unknown_kind_are_errors(reader):
    client, child = reader(), people.child()
    page = text_of(client.get(address(child, "record:chronology") + "?from=2/1/2020&to=1/1/2020"))
    assert "To must be the same day as From, or later" in page
    assert "Choose kinds from the list" in text_of(client.get(address(child, "record:chronology") + "?kind=%3Cb%3E"))


def test_pages_of_a_long_chronology_lose_nothing(reader):
    child = people.child()
    for i in range(PAGE + 20):
        people.note(child, title=f"Entry {i:03}", on=TODAY - timedelta(i))
    client, url = reader(), address(child, "record:chronology")
    pages = text_of(client.get(url)) + text_of(client.get(url + "?page=2"))
    assert all(f"Entry {i:03}" in pages for i in range(PAGE + 20))
    assert f"{PAGE + 21} entries, the newest first. Showing 1 to {PAGE}." in pages


def test_every_kind_has_a_title():
    assert {t.kind for t in TELLINGS if isinstance(t.kind, str)} <= set(KINDS)


def test_years_are_headings_in_order():
    child = people.whole_record(people.child(), times=3)
    dated, _ = Story(opened(child)).chosen()
    years = [y.title for y in by_year(dated)]
    assert years == sorted(set(years))


def test_unknown_child_is_not_there(reader):
    assert reader().get(reverse("record:chronology", args=[uuid.uuid4()])).status_code == 404
