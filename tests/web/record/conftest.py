"""Signed-in readers."""

import pytest

from keepwell.web.record import checks
from tests.web.record import people


@pytest.fixture(autouse=True)
def nothing_asked_before():
    """What was found of the same rows in another test is forgotten."""
    checks.forget()


@pytest.fixture
def reader(client, db):
    """A function that signs in somebody with a role and gives their client."""

    def sign_in(role="social-worker"):
        client.force_login(people.user(role), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
