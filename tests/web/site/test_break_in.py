"""Ways in that must not be one."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import get_hasher
from django.test import Client
from django.urls import reverse

from tests.web.staff.signing import sign_in, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return somebody()


def test_forged_host_gets_no_link_for_a_new_password(client, person, mailoutbox):
    data = {"email": "bryn@example.org"}
    assert client.post("/account/password/reset/", data, HTTP_HOST="evil.example").status_code == 400
    client.post("/account/password/reset/", data, HTTP_X_FORWARDED_HOST="evil.example")
    (message,) = mailoutbox
    assert "evil" not in message.body
    assert "http://testserver/" in message.body


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example/", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "https:evil.example",
     "///evil.example",
     "javascript:alert(1)", "http://testserver@evil.example/", "/%0d%0aLocation:https://evil.example",
     "https://localhost/", "\thttps://evil.example/", "https://evil.example\\@testserver/"],
)  # fmt: skip
def test_sign_in_leads_to_no_other_place(client, person, elsewhere):
    data = {"login": person.email, "password": "three unlikely words"}
    for answer in (client.post("/account/login/", {**data, "next": elsewhere}),
                   Client().post("/account/login/", data, query_params={"next": elsewhere})):  # fmt: skip
        assert answer.status_code == 302
        assert urlsplit(answer.url).netloc == ""
        assert answer.url.startswith("/")
        assert not answer.url.startswith(("//", "/\\"))


def test_sign_out_leads_to_no_other_place(client, person):
    sign_in(client)
    assert client.post("/account/logout/", {"next": "https://evil.example/"}).url == "/account/login/"


def names():
    """Addresses to which something is sent, with what they need."""
    return [reverse(name) for name in (
        "account_login", "account_logout", "account_change_password", "account_reset_password", "mfa_activate_totp",
        "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_login_webauthn",
        "usersessions_list", "account_kept", "record:find", "desk:check", "account_reauthenticate",
    )]  # fmt: skip


def test_nothing_is_taken_without_the_token_of_the_form(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in names():
        assert client.post(address, {"x": "1"}).status_code == 403, address


def test_session_that_somebody_planted_is_not_the_one_after_sign_in(person):
    attacker, victim = Client(), Client()
    attacker.get("/account/second-step/webauthn/login/", HTTP_ACCEPT="application/json")
    planted = attacker.cookies["keepwell_session"].value
    victim.cookies["keepwell_session"] = planted
    sign_in(victim)
    assert victim.cookies["keepwell_session"].value != planted
    assert "/account/login/" in attacker.get("/").url


def same(*pages):
    bare = {re.sub(r'(name="csrfmiddlewaretoken" value=")\w+|value="[^"]*@[^"]*"', "", page.text) for page in pages}
    return len(bare) == 1 and len({page.status_code for page in pages}) == 1


def test_pages_do_not_tell_who_works_here(client, person):
    wrong = [sign_in(client, address, "wrong") for address in ("bryn@example.org", "nobody@example.org")]
    assert same(*wrong)
    reset = [
        client.post("/account/password/reset/", {"email": address}, follow=True)
        for address in ("bryn@example.org", "nobody@example.org")
    ]
    assert same(*reset)


def test_a_password_is_hashed_whether_or_not_the_address_is_known(client, person, monkeypatch):
    """Hashing takes nearly all of the time, so it must be done as often either way."""
    hasher, hashed = type(get_hasher()), []
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda self, *a, **kw: hashed.append(1) or encode(self, *a, **kw))
    counts = []
    for address in ("bryn@example.org", "nobody@example.org"):
        hashed.clear()
        sign_in(client, address, "wrong")
        counts.append(len(hashed))
    assert counts == [1, 1]


def test_mail_leaves_when_the_page_has_been_sent(client, person, monkeypatch):
    """A mail server takes its time, and only known addresses are written to."""
    from django.core.signals import request_finished

    from keepwell.web.staff import mail

    sent = []
    monkeypatch.setattr(mail, "_send", lambda message: sent.append(message))
    held = request_finished.receivers
    request_finished.receivers = [one for one in held if one[0][0] != "staff.mail.empty"]
    request_finished.sender_receivers_cache.clear()
    try:
        client.post("/account/password/reset/", {"email": "bryn@example.org"})
        assert sent == []
    finally:
        request_finished.receivers = held
        request_finished.sender_receivers_cache.clear()
    mail._empty()
    assert len(sent) == 1


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_open_nothing(client, method):
    for address in (reverse("start"), reverse("record:find"), reverse("desk:start")):
        answer = getattr(client, method)(address)
        assert answer.status_code in {302, 405}
        assert "Find a child" not in answer.text


def test_head_opens_nothing(client):
    assert client.head("/").status_code == 302


@pytest.mark.parametrize("name", ["_method", "X-HTTP-Method-Override", "HTTP_X_HTTP_METHOD_OVERRIDE"])
def test_method_is_not_overridden(client, person, name):
    sign_in(client)
    client.get(f"/account/logout/?{name}=POST", headers={"X-HTTP-Method-Override": "POST"})
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["//find/", "/./find/", "/%2e/find/", "/find/%2e%2e/find/", "/find//", "/FIND/", "/find/;/", "/help/../find/",
     "/help/%2e%2e/find/", "/static/../find/", "/static/%2e%2e/%2e%2e/keys/secret.key", "/account/login/../../find/",
     "/find/%00", "/find/?x=/help/", "/static/..%2f..%2fkeys/secret.key", "//evil.example/find/"],
)  # fmt: skip
def test_tricks_with_the_path_open_nothing(client, path):
    answer = client.get(path)
    assert answer.status_code in {301, 302, 400, 404}
    assert "evil.example" not in answer.headers.get("Location", "").split("?")[0]


def test_huge_forms_are_refused(client, person):
    many = {f"x{number}": "1" for number in range(1_500)}
    assert client.post("/account/login/", many).status_code == 400
    assert client.post("/account/login/", {"login": "x" * 3_000_000, "password": "y"}).status_code == 400


def test_long_password_is_a_wrong_one(client, person):
    assert "wrong: try again" in sign_in(client, password="x" * 1_000_000).text


@pytest.mark.parametrize(
    "header", ["HTTP_USER_AGENT", "HTTP_ACCEPT", "HTTP_REFERER", "HTTP_X_FORWARDED_FOR", "HTTP_COOKIE"]
)
def test_huge_headers_break_nothing(client, person, header):
    assert sign_in(client).status_code == 302
    other = Client(**{header: "x" * 20_000})
    assert other.post("/account/login/", {"login": person.email, "password": "three unlikely words"}).status_code == 302


@pytest.mark.parametrize("value", ["", "x", "a" * 32, "../../etc/passwd", "' OR 1=1 --", "\x00"])
def test_invented_session_is_nobodys(client, value):
    client.cookies["keepwell_session"] = value
    assert "/account/login/" in client.get("/").url


def test_network_address_in_a_header_is_believed_only_behind_a_proxy(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "3/5m/ip"}
    for number in range(3):
        client.post(
            "/account/login/", {"login": f"a{number}@b.org", "password": "x"}, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}"
        )
    assert "too many attempts" in sign_in(client).text
