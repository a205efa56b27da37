"""What the desk does not tell of a child who is closed to somebody, also where nothing points at the child."""

import pytest

from keepwell.web.access import door
from keepwell.web.access.models import Entry, Restriction
from keepwell.web.desk import queries
from keepwell.web.desk.actions import explaining
from keepwell.web.desk.closed import closed_to
from keepwell.web.record.models import Child
from tests.web.record import people

from .files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder, taken
from .runs import BEN, BENS_EPISODE, IMMEDIATE, bad, check, episodes, header

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(settings, tmp_path):
    settings.TASKS = IMMEDIATE
    settings.KEEPWELL_INCOMING = tmp_path / "incoming"
    settings.KEEPWELL_INCOMING.mkdir()
    return people.user("returns-officer")


@pytest.fixture
def checked(officer, tmp_path):
    """Files are checked before the children are taken in; then Ben is closed to the officer."""
    run = check(officer, header(), episodes(bad(ADAS_EPISODE), bad(BENS_EPISODE)))
    taken(folder(tmp_path / "a", header=[HEADER, ADA, BEN], episodes=[EPISODES, ADAS_EPISODE, BENS_EPISODE]), 2026)
    ben = Child.objects.get(person__reference="C2")
    Restriction.objects.create(child=ben.person.uid, kind="excluded", user=officer)
    return run


def test_findings_from_before_the_child_was_taken_in_are_not_told(checked, officer):
    assert set(checked.findings.filter(rule="144").values_list("number", "child")) == {("C1", None), ("C2", None)}
    assert set(queries.tellable(checked.findings.exclude(number=""), officer).values_list("number", flat=True)) == {
        "C1"
    }


def test_such_a_finding_is_refused_by_its_address_and_that_is_logged(client, checked, officer):
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    finding = checked.findings.filter(number="C2").first()
    assert client.get(f"/returns/findings/{finding.pk}/").status_code == 404
    ben = Child.objects.get(person__reference="C2").person.uid
    assert Entry.objects.filter(child=ben, outcome="refused", why="forbid.excluded").exists()


def test_explaining_asks_of_the_child(checked, officer):
    finding = checked.findings.filter(number="C2").first()
    for act in (lambda: explaining.explain(finding, "It is right.", by=officer),
                lambda: explaining.withdraw(finding, by=officer)):  # fmt: skip
        with pytest.raises(door.NotForYou):
            act()


def test_a_number_among_other_words_is_found(checked, officer):
    closed = closed_to(officer)
    assert closed.is_told_by("Row of C2: no such code.")
    assert closed.is_told_by("c2")
    assert closed.is_told_by(None, "", " H801200001002 ")
    assert not closed.is_told_by("C22", "C1")


def test_nothing_is_closed_to_somebody_else(checked):
    assert not closed_to(people.user("returns-officer", name="Another"))
