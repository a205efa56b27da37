"""Wrong passwords and codes: who enters them too often waits, and nobody learns who works here."""

import time

import pytest
from allauth.core.internal import ratelimit

from keepwell.web.staff import lockout
from tests.web.staff.signing import code, enter, sign_in, somebody, with_app

pytestmark = pytest.mark.django_db
MANY = "too many attempts"


@pytest.fixture
def person():
    return somebody()


def wrong(client, times=5, email="bryn@example.org"):
    return [sign_in(client, email, "wrong").text for _ in range(times)]


def test_five_wrong_passwords_and_the_right_one_waits(client, person):
    assert not any(MANY in page for page in wrong(client))
    assert MANY in sign_in(client).text


def test_it_is_over_after_a_quarter_of_an_hour(client, person, monkeypatch):
    wrong(client)
    now = time.time
    monkeypatch.setattr(ratelimit.time, "time", lambda: now() + 15 * 60 + 1)
    assert sign_in(client).url == "/"


def test_capitals_and_another_host_are_no_way_round(client, person, settings):
    settings.ALLOWED_HOSTS = ["*"]
    wrong(client, 3)
    wrong(client, 2, "BRYN@Example.org ")
    answer = client.post(
        "/account/login/", {"login": "bryn@example.org", "password": "three unlikely words"}, HTTP_HOST="other.example"
    )
    assert MANY in answer.text


def test_address_is_counted_as_one_however_it_is_written():
    assert lockout.key_of(" BRYN@Example.org ") == lockout.key_of("bryn@example.org")


def test_an_address_that_nobody_has_waits_the_same(client, person):
    known, unknown = wrong(client, 7), wrong(client, 7, "nobody@example.org")
    assert [MANY in page for page in known] == [MANY in page for page in unknown] == [False] * 5 + [True] * 2


def test_others_are_not_locked_out_with_them(client, person):
    somebody("other@example.org")
    wrong(client)
    assert sign_in(client, "other@example.org").url == "/"


def test_network_address_with_very_many_is_stopped_and_nobody_is_told(client, person, mailoutbox, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "3/5m/ip,5/900s/key"}
    for number in range(3):
        wrong(client, 1, f"nobody{number}@example.org")
    assert MANY in sign_in(client).text
    assert mailoutbox == []


def test_the_person_is_told_once_and_without_personal_data(client, person, mailoutbox):
    wrong(client, 8)
    (message,) = mailoutbox
    assert message.to == ["bryn@example.org"]
    assert message.subject == "Keepwell: Somebody tried to sign in as you"
    assert "15 minutes" in message.body
    for personal in ("Bryn", "bryn", "127.0.0.1"):
        assert personal not in message.body


def test_nobody_is_written_to_at_an_address_that_nobody_has(client, person, mailoutbox):
    wrong(client, 8, "nobody@example.org")
    assert mailoutbox == []


def test_wrong_codes_are_counted_too(client, person, mailoutbox):
    with_app(person)
    sign_in(client)
    for _ in range(5):
        enter(client, "000000")
    assert enter(client, code()).status_code == 200
    assert len(mailoutbox) == 1


def test_signing_in_anew_does_not_give_new_tries_at_codes(client, person):
    with_app(person)
    for _ in range(5):
        client.logout()
        sign_in(client)
        enter(client, "000000")
    sign_in(client)
    assert MANY in enter(client, code()).text


def test_unlock_lets_try_at_once_passwords_and_codes(client, person):
    with_app(person)
    wrong(client)
    lockout.unlock(person)
    assert sign_in(client).url.endswith("/authenticate/")
    for _ in range(5):
        enter(client, "000000")
    lockout.unlock(person)
    assert enter(client, code()).url == "/"


def test_count_is_of_all_processes_and_says_nothing(client, person):
    from keepwell.web.staff.models import Count

    wrong(client, 1)
    rows = str(list(Count.objects.values_list("key", "value")))
    assert Count.objects.exists()
    assert "bryn" not in rows
    assert "127.0.0.1" not in rows
