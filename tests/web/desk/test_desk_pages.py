"""The returns desk's pages: for the people whose work it is."""

from datetime import date

import pytest

from keepwell.web.access.models import Entry
from keepwell.web.staff import actions

from .files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(tmp_path):
    odd = ADAS_EPISODE.replace("10/05/2025", "31/02/2025")
    rows = [EPISODES, odd, ADAS_EPISODE.replace("C1,", "C9,")]
    return taken(folder(tmp_path / "a", header=[HEADER, ADA], episodes=rows), 2026)[0]


def signed_in(client, role):
    user = actions.join(email="w@example.org", name="A Worker", by=None)
    actions.give_role(user=user, role=role, starts_on=date(2026, 1, 1), by=None)
    client.force_login(user)
    return client


def test_a_returns_officer_sees_the_account_and_what_was_set_aside(client, imported):
    signed_in(client, "returns-officer")
    assert "SSDA903 2025-26" in client.get("/returns/").text
    page = client.get(f"/returns/imports/{imported.pk}/").text
    assert "3 rows read = 2 in the record + 1 set aside" in page
    assert "Nobody with this number is in the Header" in page
    assert "episodes.csv, line 2, DECOM" in page
    assert Entry.objects.filter(action="see an import", outcome="allowed").count() == 1


def test_a_social_worker_does_not_know_of_the_desk(client, imported):
    signed_in(client, "social-worker")
    for address in ("/returns/", f"/returns/imports/{imported.pk}/"):
        assert client.get(address).status_code == 404
    assert Entry.objects.filter(outcome="refused").count() == 2


def test_an_empty_desk_says_so(client):
    assert "Nothing has been taken in yet" in signed_in(client, "returns-officer").get("/returns/").text


def test_an_import_that_is_not_there(client):
    assert signed_in(client, "returns-officer").get("/returns/imports/99/").status_code == 404
