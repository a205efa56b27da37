"""The pattern behind single notes, and what the child's page and the chronology tell of them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from lxml import etree

from keepwell.web.access.models import Entry
from keepwell.web.concerns.actions import deciding
from keepwell.web.concerns.actions.raising import raise_concern
from keepwell.web.concerns.queries.pattern import Point, Sibling
from keepwell.web.concerns.timeline import timeline
from keepwell.web.record.actions import doors
from keepwell.web.record.models import Attendance, ChildKey, Relationship
from keepwell.web.school.models import Register
from tests.web.record import people

from .said import TODAY

pytestmark = pytest.mark.django_db
NOTHING = {"category": "", "decision": "", "reason": "", "feedback": ""}


@pytest.fixture
def noted(assistant, lead):
    """A function that raises a concern about a child, so many days ago, and decides it when a category is given."""

    def make(child, days=0, category="", seen="A red mark."):
        words = {"seen": seen, "child_words": "He hit me", "marks": [], "people": []}
        concern = raise_concern(child=child, on=TODAY - timedelta(days), at_time="9:10", how="saw", danger=False,
                                words=words, by=assistant)  # fmt: skip
        if category:
            deciding.decide(
                concern, was=NOTHING, category=category, decision="monitor", reason="x", feedback="", by=lead
            )
        return concern

    return make


def page(as_, user, child):
    return as_(user).get(reverse("concerns:pattern", args=[child.person.uid]))


def sister(child, other):
    Relationship.objects.create(person=child.person, other=other.person, kind="sibling")


def test_it_counts_each_kind_and_the_last_year_and_has_earlier_notes_too(as_, lead, noted, pupil):
    child = pupil()
    noted(child, 10, "neglect"), noted(child, 400, "neglect"), noted(child, 1)
    people.note(child, kind="concern", on=date(2020, 5, 1))
    people.note(child, kind="concern", on=None)
    Attendance.objects.create(child=child, school_year="2025-26", term="autumn", possible=130, present=97)
    Register.objects.create(child=child, year=2026, marks="/\\OO##")
    text = " ".join(page(as_, lead, child).text.split())
    cell = '<td class="govuk-table__cell kw-number">{}</td>'
    assert f">Neglect</th>{cell.format(2)}{cell.format(1)}" in text
    assert ">Earlier, in other records</th>" in text
    assert "1 earlier note of concern has no day" in text
    assert "Not decided yet" in text
    assert ">97</td>" in text
    assert f">From the register</td>{cell.format(4)}{cell.format(2)}" in text


def test_brothers_and_sisters_whom_the_lead_may_open_stand_beside_and_no_others(as_, lead, noted, pupil):
    child, near, other, shut = pupil(), pupil("Efua"), people.child("Strange", strange=True), pupil("Closed")
    for one in (near, other, shut):
        sister(child, one)
    noted(near, 5, "online")
    doors.restrict(shut, kind="conflict", user=lead, reason="Mine.", by=lead)
    text = page(as_, lead, child).text
    assert "Efua Okafor" in text
    assert "Strange" not in text
    assert "Closed" not in text
    assert Entry.objects.filter(action="see a sibling’s concerns", child=near.person.uid).count() == 1
    assert "Ama Okafor" in page(as_, lead, near).text  # the tie is told from both ends


def test_the_picture_says_in_words_what_it_draws():
    points = [Point(TODAY, "Neglect", "Not decided yet"), Point(date(2024, 1, 3), "Online", "Watch and look again")]
    drawn = etree.fromstring(timeline(points, [Sibling("Efua", "x", [Point(TODAY, "Online", "y")])], TODAY))
    assert drawn.find("{*}title").text == "Concerns over time: 2 concerns"
    assert "Online: 3 January 2024." in drawn.find("{*}desc").text
    assert "Efua, sibling:" in drawn.find("{*}desc").text
    assert [dot.get("fill") for dot in drawn.iter("{*}circle")] == ["#fff", "#1b5e55", "#1b5e55"]
    assert timeline([], [], TODAY) == ""


def test_the_child_s_page_and_the_chronology_tell_it_to_those_who_may_read_it(as_, lead, assistant, noted, pupil):
    child = pupil()
    concern = noted(child, 3, "physical")
    deciding.put_in_file(concern, was={"in_file": "", "why": ""}, in_file="yes", why="Her carers must know.", by=lead)
    client = as_(lead)
    text = client.get(reverse("record:child", args=[child.person.uid])).text
    assert "Notes of concern raised here" in text
    assert "He hit me" in text
    assert reverse("concerns:concern", args=[concern.seal]) in text
    story = client.get(reverse("record:chronology", args=[child.person.uid]) + "?kind=concern").text
    assert "Note of concern: physical harm. Watch and look again" in story
    assert "Ines Okoro" in story
    theirs = as_(assistant).get(reverse("record:child", args=[child.person.uid])).text
    assert "Notes of concern raised here" not in theirs
    assert "He hit me" not in theirs
    assert "Raise a concern" in theirs


def test_a_child_of_whom_there_is_no_note_gets_no_key_by_being_looked_at(as_, lead, pupil):
    child = pupil()
    as_(lead).get(reverse("record:child", args=[child.person.uid]))
    page(as_, lead, child)
    assert not ChildKey.objects.filter(child=child).exists()


def test_more_notes_ask_the_database_no_more_often(as_, lead, noted, pupil):
    child = pupil()
    client, asked = as_(lead), []
    for _ in range(2):
        for category in ("neglect", "online", ""):
            noted(child, 3, category)
        with people.counted() as sent:
            client.get(reverse("record:child", args=[child.person.uid]))
            client.get(reverse("concerns:waiting"))
            page(as_, lead, child)
        asked.append(len([one for one in sent if one.startswith("SELECT")]))
    assert asked[1] <= asked[0]


def test_a_note_whose_key_is_gone_says_so(as_, lead, noted, pupil):
    child = pupil()
    concern = noted(child)
    ChildKey.objects.all().delete()
    client = as_(lead)
    assert "cannot be opened" in client.get(reverse("concerns:concern", args=[concern.seal])).text
    assert "cannot be opened" in client.get(reverse("record:child", args=[child.person.uid])).text
    assert client.get(reverse("concerns:waiting")).status_code == 200
    assert client.get(reverse("concerns:versions", args=[concern.seal])).status_code == 200
    assert client.post(reverse("concerns:decide", args=[concern.seal]), {"reason": "x"}).status_code == 404
    assert client.get(reverse("concerns:mend", args=[concern.seal])).status_code == 404


def test_a_draft_of_a_decision_comes_back_to_its_lead(as_, lead, head, noted, pupil):
    concern, client = noted(pupil()), as_(lead)
    at, decide = (reverse(f"concerns:{name}", args=[concern.seal]) for name in ("concern", "decide"))
    client.post(decide, {"reason": "Half a thought", "draft-later": "1"})
    assert "Half a thought" in client.get(at).text
    assert "Half a thought" not in as_(head).get(at).text
    answer = as_(lead).post(decide, {"reason": "Half a thought", "draft-away": "1"}, follow=True)
    assert answer.status_code == 200
    assert "Half a thought" not in answer.text
