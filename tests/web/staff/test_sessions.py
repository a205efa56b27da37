"""How long a session lasts, and what becomes of a form that comes too late."""

import json
import re
import time
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from keepwell.web.staff.actions import end_role, forget_what_is_over, give_role, leave
from tests.web.staff.signing import PASSWORD, sign_in, somebody

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def person(client):
    user = somebody()
    sign_in(client)
    return user


def age(client, **seconds):
    """Make the session as if these moments were so long ago: seen, since."""
    session = client.session
    for name, ago in seconds.items():
        session[f"house.{name}"] = int(time.time()) - ago
    session.save()


def out(client):
    return "/account/login/" in client.get("/").headers.get("Location", "")


def test_half_an_hour_without_a_request_ends_it(client, person):
    age(client, seen=29 * 60)
    assert not out(client)
    age(client, seen=31 * 60)
    assert out(client)
    assert "nothing was done here for a while" in client.get("/account/login/").text
    assert "nothing was done" not in client.get("/account/login/").text


def test_twelve_hours_end_it_however_busy(client, person):
    age(client, since=11 * 3600 + 3500, seen=0)
    assert not out(client)
    age(client, since=12 * 3600 + 1, seen=0)
    assert out(client)


def test_limits_are_settings(client, person, settings):
    settings.KEEPWELL_IDLE_SECONDS = 60
    age(client, seen=61)
    assert out(client)


def test_page_that_asks_by_itself_keeps_nobody_signed_in(client, person):
    age(client, seen=20 * 60)
    client.get("/", HTTP_HX_REQUEST="true", HTTP_HX_TRIGGER="progress")
    assert time.time() - client.session["house.seen"] > 19 * 60
    client.get("/")
    assert time.time() - client.session["house.seen"] < 60


def test_key_of_the_session_changes_at_sign_in(client):
    somebody()
    client.get("/account/second-step/webauthn/login/", HTTP_ACCEPT="application/json")
    before = client.cookies["keepwell_session"].value
    sign_in(client)
    assert client.cookies["keepwell_session"].value != before
    assert not Session.objects.filter(pk=before).exists()


def test_session_of_who_left_ends_at_the_next_request(client, person):
    leave(user=person, on=TODAY(), by=None)
    assert out(client)


def test_last_day_is_a_day_here_and_the_next_is_not(client, person, monkeypatch):
    leave(user=person, on=TODAY() + timedelta(days=3), by=None)
    assert not out(client)
    person.leaves_on = TODAY() - timedelta(days=1)
    person.save()
    assert out(client)
    assert sign_in(client).url == "/account/inactive/"


def test_session_ends_with_the_last_role(client, person):
    held = give_role(user=person, role="social-worker", starts_on=date(2026, 1, 1), by=None)
    other = give_role(user=person, role="auditor", starts_on=date(2026, 1, 1), by=None)
    yesterday = TODAY() - timedelta(days=1)
    end_role(held=held, ends_on=yesterday, by=None)
    assert not out(client)
    end_role(held=other, ends_on=yesterday, by=None)
    assert out(client)
    assert sign_in(client).url == "/account/inactive/"


def test_role_that_starts_later_keeps_the_account(client, person):
    give_role(user=person, role="social-worker", starts_on=TODAY() + timedelta(days=5), by=None)
    assert not out(client)


def test_changed_password_ends_the_others(client, person):
    other = Client()
    sign_in(other)
    new = "four very unlikely words"
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert out(other)


def test_where_somebody_is_signed_in_and_ending_the_others(client, person):
    other = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    sign_in(other)
    page = client.get("/account/sessions/").text
    assert "Firefox on Linux" in page
    assert page.count("(this one)") == 1
    client.post("/account/sessions/")
    assert out(other)
    assert not out(client)


def test_sessions_of_another_are_not_shown_nor_ended(client, person):
    other = Client(HTTP_USER_AGENT="Firefox/140.0 (Windows)")
    somebody("other@example.org")
    sign_in(other, "other@example.org")
    assert "Firefox on Windows" not in client.get("/account/sessions/").text
    client.post("/account/sessions/")
    assert not out(other)


def test_notes_of_sessions_that_are_over_are_taken_away(client, person):
    assert person.usersession_set.count() == 1
    forget_what_is_over()
    assert person.usersession_set.count() == 1
    Session.objects.all().delete()
    forget_what_is_over()
    assert person.usersession_set.count() == 0


def late(client, data, path="/find/?page=2"):
    age(client, seen=31 * 60)
    return client.post(path, data)


def find():
    from django.urls import reverse

    return reverse("record:find")


def test_form_that_came_too_late_is_kept_for_the_same_person(client, person):
    assert "/account/login/" in late(client, {"q": "a name & more", "several": ["1", "2"]}, find()).url
    assert sign_in(client).url == "/account/kept/"
    page = client.get("/account/kept/").text
    assert '<input type="hidden" name="q" value="a name &amp; more">' in page
    assert re.findall(r'name="several" value="(\d)"', page) == ["1", "2"]
    sent = client.post("/account/kept/", {"q": "a name & more"})
    assert (sent.status_code, sent["Location"]) == (307, find())
    assert client.get("/account/kept/").url == "/"


def test_form_that_is_kept_is_sealed(client, person):
    late(client, {"q": "Ada Applegarth"}, find())
    assert "Applegarth" not in json.dumps(dict(client.session))
    assert "house.kept" in client.session


def test_form_that_is_kept_is_not_for_somebody_else(client, person):
    late(client, {"q": "Ada Applegarth"}, find())
    somebody("other@example.org")
    assert sign_in(client, "other@example.org").url == "/"
    assert client.get("/account/kept/").url == "/"


def test_form_that_is_kept_can_be_thrown_away(client, person):
    late(client, {"q": "Ada"}, find())
    sign_in(client)
    assert client.post("/account/kept/", {"throw-away": "1"}).url == "/"
    assert "house.kept" not in client.session


def test_passwords_are_not_kept(client, person):
    late(client, {"oldpassword": PASSWORD, "password1": "x", "password2": "x"}, "/account/password/change/")
    assert "house.kept" not in client.session


def test_form_without_its_token_is_not_kept(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    age(client, seen=31 * 60)
    assert client.post(find(), {"q": "planted"}).status_code == 403
    assert "house.kept" not in client.session


def test_form_of_somebody_who_left_is_not_kept(client, person):
    leave(user=person, on=TODAY(), by=None)
    client.post(find(), {"q": "Ada"})
    assert "house.kept" not in client.session
