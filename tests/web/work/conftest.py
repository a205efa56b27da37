"""A child in care with a worker, on the day the tests are run."""

import pytest

from tests.web.record import people

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def signed_in(client, db):
    """A function that gives the client of this user, signed in."""

    def sign_in(user):
        client.force_login(user, backend=BACKEND)
        return client

    return sign_in


@pytest.fixture
def worker(db):
    return people.user("social-worker", "Ffion Aldous")


@pytest.fixture
def manager(db):
    return people.user("team-manager", "Marisol Okwuosa")
