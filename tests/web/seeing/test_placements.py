"""Placements over time: moves numbered, gaps and odd dates told, and what stood beside as far as it may be seen."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from keepwell.web.record import models as m
from keepwell.web.record import opening
from keepwell.web.seeing.page import rows_of
from keepwell.web.seeing.queries.placements import Placements
from tests.web.record import people
from tests.web.record.people import TODAY

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def ago(days):
    return TODAY - timedelta(days)


@pytest.fixture
def moved():
    """Three placements with a hospital stay in the second and a gap before the third."""
    child = people.child()
    for start, end, kind in ((900, 300, "U6"), (300, 100, "K2"), (200, 190, "T1"), (90, None, "U6")):
        m.Placement.objects.create(
            child=child, kind=kind, provider="PR1", starts_on=ago(start), ends_on=None if end is None else ago(end)
        )
    m.LegalStatus.objects.create(child=child, code="C2", starts_on=ago(900))
    m.MissingEpisode.objects.create(child=child, kind="M", starts_on=ago(50), ends_on=ago(48))
    m.MissingEpisode.objects.create(child=child, kind="A", starts_on=ago(49), ends_on=ago(47))
    m.SchoolPlace.objects.create(child=child, school="Mossbank School", starts_on=ago(2000), ends_on=ago(1500))
    m.SchoolPlace.objects.create(child=child, school="Larkfield School", starts_on=ago(1500))
    return child


def placements(child, role="social-worker"):
    return Placements(rows_of(opening.open_record(child.person.uid, by=opening.reader(people.user(role)))))


def test_moves_are_numbered_and_gaps_stand_between(moved):
    lines = placements(moved).lines
    assert [(one.number, one.days, one.gap) for one in lines] == [
        (1, 600, False), (2, 200, False), (None, 10, False), (None, 10, True), (3, 90, False),
    ]  # fmt: skip


def test_figures_of_how_settled_life_is(moved):
    assert dict(placements(moved).figures) == {
        "Placements so far": 3,
        "Placements in the last 12 months": 3,
        "In the present placement": "about 2 months (90 days)",
        "Longest placement": "about 1 year and 7 months (600 days)",
        "Nights missing or away in the last 12 months": 3,
    }


def test_the_picture_has_what_stood_beside_and_leaves_out_what_was_before(moved):
    texts = [one.text for one in ElementTree.fromstring(placements(moved).drawing).iter(f"{SVG}text")]
    assert {"Legal status", "Missing or away", "School", "Larkfield School"} <= set(texts)
    assert "Mossbank School" not in texts
    assert any(text.startswith("3. Foster") for text in texts)


def test_a_reader_without_schools_and_legal_status_does_not_see_them(moved):
    seen = placements(moved, "adoption-worker")
    assert seen.schools == []
    assert "School" not in dict(seen.beside)


def test_placements_with_impossible_dates_are_told(client):
    child = people.child()
    m.Placement.objects.create(child=child, kind="QQ", starts_on=TODAY, ends_on=ago(3))
    m.Placement.objects.create(child=child, kind="U6", starts_on=date(2090, 1, 1))
    m.Placement.objects.create(child=child, kind="U6")
    assert dict(placements(child).figures)["In the present placement"] == "No placement now"
    client.force_login(people.user(), backend=BACKEND)
    page = client.get(reverse("seeing:placements", args=[child.person.uid])).content.decode()
    assert "It ends before it starts" in page
    assert "QQ (not a code of this list)" in page


def test_a_child_never_placed_has_a_page_that_says_so(client):
    child = people.child()
    client.force_login(people.user(), backend=BACKEND)
    assert b"No placement is recorded." in client.get(reverse("seeing:placements", args=[child.person.uid])).content
