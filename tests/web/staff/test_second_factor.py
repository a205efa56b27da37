"""The second step: asked of everybody outside demo mode, and sealed at rest."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse

from keepwell.web.staff import sealing
from keepwell.web.staff.actions import forget_second_factors
from tests.web.staff.signing import SECRET, code, enter, factors, set_up_app, sign_in, somebody, with_app

pytestmark = pytest.mark.django_db
INDEX = "/account/second-step/"


@pytest.fixture(autouse=True)
def asked(settings):
    settings.KEEPWELL_SECOND_FACTOR = True


@pytest.fixture
def person():
    return somebody()


def test_it_is_asked_of_everybody_but_the_invented_people_of_the_demo():
    import os
    import subprocess
    import sys

    for demo, wanted in (("0", "True"), ("1", "False")):
        env = {**os.environ, "KEEPWELL_DEMO": demo, "KEEPWELL_DEBUG": "1"}
        code = "from keepwell.web.site import settings; print(settings.KEEPWELL_SECOND_FACTOR)"
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
        assert done.stdout.strip() == wanted, done.stderr


def test_without_one_nothing_opens_but_its_set_up(client, person):
    sign_in(client)
    for name in ("start", "record:find", "account_change_password", "usersessions_list", "account_kept"):
        assert client.get(reverse(name)).url == INDEX, name
    assert client.post(reverse("record:find"), {"q": "Ada"}).url == INDEX
    page = client.get(INDEX).text
    assert "Nothing else opens before one of these two is set up" in page
    assert "Find a child" not in page


def test_what_is_open_to_everybody_is_open_meanwhile_and_so_is_signing_out(client, person):
    sign_in(client)
    assert client.get("/help/").status_code == 200
    client.post("/account/logout/")
    assert client.get(INDEX).status_code == 302


def test_set_up_of_an_app_leads_to_codes_that_are_shown_once(client, person):
    sign_in(client)
    _, done = set_up_app(client)
    assert done.url == "/account/second-step/recovery-codes/"
    page = client.get(done.url).text
    codes = re.findall(r"<li><code>(\d{8})</code></li>", page)
    assert len(set(codes)) == 10
    assert 'download="keepwell-codes.txt"' in page
    assert codes[0] in page.split('href="data:text/plain')[1].split('"')[0]
    assert codes[0] not in client.get(done.url).text
    assert client.get("/").status_code == 200
    assert factors(person) == ["recovery_codes", "totp"]


def test_set_up_page_shows_the_square_and_the_key_and_no_script_of_its_own(client, person):
    sign_in(client)
    page = client.get("/account/second-step/totp/activate/")
    assert "<svg" in page.text
    assert not re.search(r"<script(?![^>]*\bsrc=)|\bstyle=", page.text)
    assert page.headers["Cache-Control"] == "no-store"


def test_wrong_code_sets_nothing_up(client, person):
    sign_in(client)
    client.get("/account/second-step/totp/activate/")
    page = client.post("/account/second-step/totp/activate/", {"code": "000000"})
    assert "wrong or too old" in page.text
    assert factors(person) == []


def test_sign_in_asks_for_the_code(client, person):
    with_app(person)
    assert sign_in(client).url == "/account/second-step/authenticate/"
    assert client.get("/").status_code == 302
    assert enter(client, "000000").status_code == 200
    assert enter(client, code()).url == "/"
    assert client.get("/").status_code == 200


def test_page_asked_for_is_reached_after_the_code(client, person):
    with_app(person)
    sign_in(client, next="/help/")
    assert enter(client, code()).url == "/help/"


def test_code_is_not_taken_twice(client, person):
    with_app(person)
    for late, wanted in ((0, 302), (0, 200)):
        client.logout()
        sign_in(client)
        assert enter(client, code(later=late)).status_code == wanted


def test_code_is_not_taken_twice_while_it_could_be_good(client, person):
    """allauth forgets after half a minute that it was taken, and takes codes that are older."""
    with_app(person)
    used = code()
    sign_in(client)
    assert enter(client, used).status_code == 302
    cache.delete(f"allauth.mfa.totp.used?user={person.pk}&code={used}")
    client.logout()
    sign_in(client)
    assert enter(client, used).status_code == 200


def test_code_of_half_a_minute_ago_is_taken_and_of_a_minute_and_a_half_not(client, person):
    with_app(person)
    sign_in(client)
    assert enter(client, code(later=-3)).status_code == 200
    assert enter(client, code(later=-1)).status_code == 302


def test_recovery_code_signs_in_once(client, person):
    codes = with_app(person)
    for wanted in (302, 200):
        client.logout()
        sign_in(client)
        assert enter(client, codes[3]).status_code == wanted


def test_secrets_are_sealed_in_the_database(person):
    codes = with_app(person)
    rows = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in rows
    assert codes[0] not in rows
    assert all(
        row.data.get("secret", row.data.get("seed")).startswith("sealed:") for row in Authenticator.objects.all()
    )


def test_secrets_written_in_clear_by_hand_sign_nobody_in(client, person):
    with_app(person)
    Authenticator.objects.filter(type="totp").update(data={"secret": SECRET})
    client.raise_request_exception = False
    sign_in(client)
    assert enter(client, code()).status_code == 500
    assert client.get("/").status_code == 302


def test_lost_key_is_not_made_anew(person):
    with_app(person)
    sealing.forget()
    place = sealing.path()
    kept = place.read_bytes()
    place.unlink()
    try:
        with pytest.raises(sealing.MissingKey, match="Put it back from your copy of the keys"):
            sealing.key()
    finally:
        place.write_bytes(kept)
        sealing.forget()


def test_session_that_never_showed_the_factor_stays_shut_when_one_is_set_up_elsewhere(client, person):
    sign_in(client)
    with_app(person)
    assert client.get("/").url == INDEX


def test_stolen_password_cannot_take_the_factor_away(client, person):
    with_app(person)
    sign_in(client)
    assert "/account/login/" in client.post("/account/second-step/totp/deactivate/").url
    assert factors(person) == ["recovery_codes", "totp"]


def test_stolen_password_in_a_session_from_before_the_factor_cannot_take_it_away(client, person):
    sign_in(client)
    with_app(person)
    client.post("/account/second-step/totp/deactivate/")
    client.post("/account/second-step/recovery-codes/generate/")
    assert factors(person) == ["recovery_codes", "totp"]


def test_the_only_factor_is_not_removed(client, person):
    sign_in(client)
    set_up_app(client)
    page = client.post("/account/second-step/totp/deactivate/")
    assert "set up another one before you remove it" in page.text
    assert "totp" in factors(person)


def test_administrator_takes_a_lost_factor_away_and_its_sessions_end(client, person):
    sign_in(client)
    set_up_app(client)
    assert forget_second_factors(user=person) == 2
    assert "/account/login/" in client.get("/").url
    sign_in(client)
    assert client.get("/").url == INDEX


def test_in_demo_mode_it_is_offered_only(client, person, settings):
    settings.KEEPWELL_SECOND_FACTOR = False
    sign_in(client)
    assert client.get("/").status_code == 200
    _, done = set_up_app(client)
    assert done.status_code == 302
    assert client.post("/account/second-step/totp/deactivate/").status_code == 302
    assert factors(person) == []


def test_messages_by_mail_say_nothing_of_the_person(client, person, mailoutbox):
    sign_in(client)
    set_up_app(client)
    (message,) = mailoutbox
    assert message.subject == "Keepwell: An authenticator app is set up"
    assert message.to == ["bryn@example.org"]
    assert "Bryn" not in message.body
    assert "127.0.0.1" not in message.body


@pytest.mark.parametrize(
    "junk", ["{}", "[]", '"x"', "nonsense", '{"id": 1}', '{"response": {"userHandle": "!!!"}}', "null"]
)
def test_junk_in_place_of_a_passkey_is_refused(client, person, junk):
    client.get("/account/second-step/webauthn/login/", HTTP_ACCEPT="application/json")
    answer = client.post("/account/second-step/webauthn/login/", {"credential": junk})
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/account/login/")
    sign_in(client)
    assert (
        client.post("/account/second-step/webauthn/add/", {"credential": junk, "passwordless": "on"}).status_code == 200
    )
    assert factors(person) == []


def passkey_of(user):
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": "Theirs", "credential": {}})


def test_passkey_of_another_is_not_there(client, person):
    theirs = passkey_of(somebody("other@example.org"))
    sign_in(client)
    set_up_app(client)
    address = reverse("mfa_remove_webauthn", args=[theirs.pk])
    assert client.get(address).status_code == client.post(address).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()
    assert "Theirs" not in client.get(reverse("mfa_list_webauthn")).text


@pytest.mark.parametrize("name", ["mfa_view_recovery_codes", "mfa_deactivate_totp"])
def test_what_somebody_has_not_got_is_not_there(client, person, settings, name):
    settings.KEEPWELL_SECOND_FACTOR = False
    assert "/account/login/" in client.get(reverse(name)).url
    sign_in(client)
    assert client.get(reverse(name)).status_code == 404
