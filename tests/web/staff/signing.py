"""Steps of signing in, as a browser takes them."""

import re
import time
from unittest.mock import patch

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from keepwell.web.staff.actions import join

PASSWORD = "three unlikely words"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def somebody(email="bryn@example.org", password=PASSWORD, **more):
    return join(email=email, name="Bryn Talgarth", password=password, by=None, **more)


def sign_in(client, email="bryn@example.org", password=PASSWORD, **more):
    return client.post("/account/login/", {"login": email, "password": password, **more})


def code(secret=SECRET, later=0):
    """What an app shows that knows this secret, now or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def enter(client, code):
    return client.post("/account/second-step/authenticate/", {"code": code})


def with_app(user):
    """This person with an authenticator app, and recovery codes. -> the codes"""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user).generate_codes()


def set_up_app(client):
    """Set an app up on the page. -> its secret, and the answer"""
    page = client.get("/account/second-step/totp/activate/").text
    secret = re.search(r'id="totp-key">([^<]+)<', page)[1].replace(" ", "")
    return secret, committed(client.post, "/account/second-step/totp/activate/", {"code": code(secret)})


def committed(do, *what):
    """What this gives, where nothing waits for the end of the test's own transaction."""
    with patch("django.db.transaction.on_commit", lambda waiting: waiting()):
        return do(*what)


def factors(user):
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
