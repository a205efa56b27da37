"""Signing in through a provider: it says who somebody is, and only people who are known here come in."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken

from keepwell.web.access.models import Entry
from keepwell.web.staff.actions import leave
from keepwell.web.staff.models import User
from keepwell.web.staff.oidc.configured import providers
from tests.web.staff.provider import OTHER_KEY, Provider
from tests.web.staff.signing import PASSWORD, code, enter, sign_in, somebody, with_app

pytestmark = pytest.mark.django_db
LOGIN = "/account/provider/provider/login/"
BACK = "/account/provider/provider/login/callback/"
KNOWN = {"email": "bryn@example.org", "email_verified": True}


@pytest.fixture
def provider():
    made = Provider()
    yield made
    made.close()


@pytest.fixture
def set_up(settings, provider, tmp_path):
    """A function that sets the provider up with further settings."""
    (tmp_path / "secret").write_text("quite secret\n")

    def do(**more):
        given = {"NAME": "Marlowshire account", "URL": provider.url, "CLIENT": "keepwell",
                 "SECRET_FILE": str(tmp_path / "secret"), **more}  # fmt: skip
        environ = {f"KEEPWELL_OIDC_{name}": value for name, value in given.items()}
        settings.SOCIALACCOUNT_PROVIDERS = providers(environ, debug=True)

    do()
    return do


@pytest.fixture
def person():
    return somebody()


def start(client, provider, query=""):
    """To the provider. -> the state that it is given"""
    answer = client.get(LOGIN + query)
    assert answer.status_code == 302, answer.text
    asked = parse_qs(urlsplit(answer.url).query)
    provider.challenge = asked["code_challenge"][0]
    assert asked["code_challenge_method"] == ["S256"]
    assert answer.url.startswith(provider.url + "/authorize")
    return asked["state"][0]


def come_in(client, provider, query="", state=None, **claims):
    provider.claims = KNOWN | claims
    right = start(client, provider, query)
    return client.get(BACK, {"code": "abc", "state": state or right})


def is_in(client):
    return client.get("/").status_code == 200


def test_sign_in_page_offers_it_by_its_name(client, set_up):
    assert "Sign in with Marlowshire account" in client.get("/account/login/").text


def test_known_person_comes_in_and_is_linked(client, provider, set_up, person):
    assert come_in(client, provider).url == "/"
    assert is_in(client)
    linked = SocialAccount.objects.get()
    assert (linked.user, linked.uid, linked.extra_data) == (person, "number-1", {})
    assert not SocialToken.objects.exists()


def test_password_goes_on_working(client, provider, set_up, person):
    come_in(client, provider)
    client.post("/account/logout/")
    assert sign_in(client, password=PASSWORD).url == "/"


def test_link_holds_when_the_address_there_changes(client, provider, set_up, person):
    come_in(client, provider)
    client.post("/account/logout/")
    come_in(client, provider, email="married@example.org")
    assert is_in(client)


def test_page_asked_for_is_reached_and_no_other_site(client, provider, set_up, person):
    assert come_in(client, provider, "?next=/help/").url == "/help/"
    client.post("/account/logout/")
    assert come_in(client, provider, "?next=https://elsewhere.example/").url == "/"


def refused(client, answer, words="nobody who works with Keepwell"):
    assert answer.status_code == 403
    assert words in answer.text
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.outcome) == ("sign in", "refused")
    assert "@" not in entry.why + entry.actor
    return True


def test_unknown_person_does_not(client, provider, set_up, person):
    assert refused(client, come_in(client, provider, email="stranger@example.org"))
    assert User.objects.count() == 1


def test_address_that_is_not_verified_does_not(client, provider, set_up, person):
    for unsure in (False, None, "false", "true", 0):
        assert refused(client, come_in(client, provider, email_verified=unsure))


def test_address_of_a_domain_that_the_provider_vouches_for_does(client, provider, set_up, person):
    set_up(DOMAINS="example.org")
    come_in(client, provider, email_verified=None)
    assert is_in(client)


def test_address_of_another_domain_does_not(client, provider, set_up):
    somebody("bryn@elsewhere.example")
    set_up(DOMAINS="example.org")
    assert refused(client, come_in(client, provider, email="bryn@elsewhere.example", email_verified=None))


def test_who_left_does_not(client, provider, set_up, person):
    leave(user=person, on=date(2026, 1, 1), by=None)
    assert refused(client, come_in(client, provider))


def test_second_number_with_the_address_of_a_linked_person_does_not(client, provider, set_up, person):
    come_in(client, provider)
    client.post("/account/logout/")
    assert come_in(client, provider, sub="number-2").status_code == 403
    assert not is_in(client)


IN_ORDER = "was cancelled, too old or not in order"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another-program"},
        {"exp": 1},
        {"exp": None},
        {"sub": None},
        {"iss": None},
        {"exp": None, "iat": None, "aud": None},
    ],
)
def test_token_that_is_not_for_us_does_not(client, provider, set_up, person, claims):
    assert refused(client, come_in(client, provider, **claims), IN_ORDER)


def test_token_signed_by_another_does_not(client, provider, set_up, person):
    provider.key = OTHER_KEY
    assert refused(client, come_in(client, provider), IN_ORDER)


@pytest.mark.parametrize("head", [{"kid": "two"}, {}, {"kid": "one", "alg": "none"}, {"kid": "one", "alg": "HS256"}])
def test_token_with_another_key_or_way_of_signing_does_not(client, provider, set_up, person, head):
    provider.head = head
    if "alg" in head:
        provider.key = None if head["alg"] == "none" else "guessed" * 8
    assert refused(client, come_in(client, provider), IN_ORDER)


def test_another_issuer_in_what_the_provider_says_of_itself_does_not(client, provider, set_up, person):
    provider.says = {"issuer": "https://elsewhere.example"}
    assert client.get(LOGIN).status_code == 403


def test_forged_state_does_not(client, provider, set_up, person):
    assert refused(client, come_in(client, provider, state="forged"), IN_ORDER)
    assert client.get(BACK, {"code": "abc"}).status_code == 403


def test_state_of_another_browser_does_not(client, provider, set_up, person):
    from django.test import Client

    stolen = start(Client(), provider)
    start(client, provider)
    provider.claims = KNOWN
    assert refused(client, client.get(BACK, {"code": "abc", "state": stolen}), IN_ORDER)


def test_state_is_used_once(client, provider, set_up, person):
    provider.claims = KNOWN
    state = start(client, provider)
    client.get(BACK, {"code": "abc", "state": state})
    client.post("/account/logout/")
    assert client.get(BACK, {"code": "abc", "state": state}).status_code == 403


def test_cancelled_there_is_one_sentence(client, provider, set_up):
    state = start(client, provider)
    assert refused(client, client.get(BACK, {"error": "access_denied", "state": state}), IN_ORDER)


def test_provider_that_is_not_there_is_one_sentence(client, provider, set_up, person):
    provider.close()
    answer = client.get(LOGIN)
    assert (answer.status_code, IN_ORDER in answer.text) == (403, True)


def test_linking_from_within_is_not_offered(client, provider, set_up, person):
    sign_in(client)
    assert come_in(client, provider, "?process=connect").status_code == 403
    assert not SocialAccount.objects.exists()


def test_address_is_asked_for_where_the_token_has_none(client, provider, set_up, person):
    provider.info = {"sub": "number-1", **KNOWN}
    come_in(client, provider, email=None, email_verified=None)
    assert is_in(client)


def test_answer_about_somebody_else_does_not(client, provider, set_up, person):
    provider.info = {"sub": "number-2", **KNOWN}
    assert refused(client, come_in(client, provider, email=None, email_verified=None), IN_ORDER)


def test_provider_that_was_not_set_up_is_not_there(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert client.get(LOGIN).status_code == client.get(BACK).status_code == 404


def test_our_second_step_is_asked_after_the_provider(client, provider, set_up, person, settings):
    settings.KEEPWELL_SECOND_FACTOR = True
    with_app(person)
    assert come_in(client, provider, amr=["pwd", "mfa"]).url == "/account/second-step/authenticate/"
    assert not is_in(client)
    enter(client, code())
    assert is_in(client)


def test_our_set_up_is_asked_after_the_provider(client, provider, set_up, person, settings):
    settings.KEEPWELL_SECOND_FACTOR = True
    come_in(client, provider)
    assert client.get("/").url == "/account/second-step/"


@pytest.mark.parametrize(
    ("claims", "counts"),
    [({"amr": ["pwd", "mfa"]}, True), ({"amr": "mfa"}, True), ({"acr": "mfa"}, True), ({"amr": ["pwd"]}, False),
     ({"amr": [["mfa"]]}, False), ({"acr": "not mfa"}, False), ({}, False)],
)  # fmt: skip
def test_second_step_of_the_provider_counts_when_the_setting_and_the_token_say_so(
    client, provider, set_up, person, settings, claims, counts
):
    settings.KEEPWELL_SECOND_FACTOR = True
    set_up(SECOND_FACTOR="mfa")
    come_in(client, provider, **claims)
    assert is_in(client) == counts


def test_settings_in_a_file(tmp_path):
    (tmp_path / "secret").write_text("s")
    file = tmp_path / "providers.toml"
    file.write_text(
        '[entra]\nname = "Ours"\nurl = "https://login.example.org/x/v2.0/"\nclient = "k"\n'
        f'secret_file = "{tmp_path}/secret"\nsecond_factor = ["mfa"]\n'
    )
    (app,) = providers({"KEEPWELL_OIDC_FILE": str(file)})["openid_connect"]["APPS"]
    assert (app["provider_id"], app["secret"], app["settings"]["second_factor"]) == ("entra", "s", ["mfa"])
    assert app["settings"]["server_url"] == "https://login.example.org/x/v2.0"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"NAME": "X"}, "url is missing"),
        ({"NAME": "X", "URL": "http://a.example", "CLIENT": "k", "SECRET_FILE": "/s"}, "begin with https://"),
        ({"NAME": "X", "URL": "https://a.example", "CLIENT": "k", "SECRET_FILE": "/none/s"}, "cannot be read"),
        ({"FILE": "/none/f"}, "KEEPWELL_OIDC_FILE: /none/f cannot be read"),
    ],
)
def test_mistake_in_the_settings_is_one_sentence(given, words):
    with pytest.raises(ValueError, match=words):
        providers({f"KEEPWELL_OIDC_{name}": value for name, value in given.items()})


def test_nothing_set_up_is_no_provider():
    assert providers({}) == {}
