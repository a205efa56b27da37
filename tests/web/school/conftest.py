"""Signed-in people and registers of made-up pupils."""

import pytest

from tests.web.record import people


@pytest.fixture
def as_(client, db):
    """A function that signs in somebody with a role; it gives their client, with the person as `.user`."""

    def sign_in(role="social-worker", **more):
        user = people.user(role, **more)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.user = user
        return client

    return sign_in
