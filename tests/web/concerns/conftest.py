"""A school: its policy in force, a teaching assistant, a lead, a head; a child of the school and one who writes."""

import pytest
from django.core.cache import caches

from keepwell.policy import shipped
from keepwell.web.access.models import Allocation
from keepwell.web.staff.models import Team
from tests.web.record import people

SCHOOL = "Alderbrook"


@pytest.fixture
def school(settings, tmp_path, db):
    """The school's policy; returns its team."""
    caches["process"].clear()
    settings.KEEPWELL_POLICY = shipped("school")
    settings.MEDIA_ROOT = tmp_path / "files"
    return Team.objects.create(name=SCHOOL, kind=Team.Kind.SCHOOL)


@pytest.fixture
def of_school(school):
    """A function that makes somebody of the school."""
    return lambda role, name="Ines Okoro": people.user(role, name, team=school, strange=True)


@pytest.fixture
def pupil(school):
    """A function that makes a child of the school."""

    def make(given="Ama", family="Okafor", **more):
        child = people.child(given, family, strange=True, **more)
        Allocation.objects.create(child=child.person.uid, team=school, part="team", starts_on=people.SINCE)
        return child

    return make


@pytest.fixture
def assistant(of_school):
    return of_school("teaching-assistant", "Ines Okoro")


@pytest.fixture
def lead(of_school):
    return of_school("safeguarding-lead", "Gwen Sharrock")


@pytest.fixture
def head(of_school):
    return of_school("head-teacher", "Ada Lovell")


@pytest.fixture
def as_(client):
    """A function that signs this person in."""

    def sign_in(user):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
