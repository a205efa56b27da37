"""Signing in with the second step: by keyboard without scripts, and with a passkey of an invented device."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import enter, tab_to
from tests.browser.narrow import NARROW, sticking_out
from tests.browser.test_axe import violations
from tests.web.staff.signing import PASSWORD, code, factors, somebody, with_app


@pytest.fixture
def person(transactional_db, settings):
    settings.KEEPWELL_SECOND_FACTOR = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    return somebody()


def password(page, at, name="start"):
    page.goto(at(name))
    page.get_by_label("E-mail address").fill("bryn@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_app_is_set_up_and_asked_for_by_keyboard_without_scripts(visit, at, person):
    page = visit(java_script_enabled=False)
    password(page, at)
    assert page.url.endswith("/account/second-step/")
    tab_to(page, "Set up an authenticator app")
    enter(page)
    secret = page.locator("#totp-key").inner_text().replace(" ", "")
    tab_to(page, "Code that the app shows now")
    page.keyboard.type(code(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Codes for bad days")).to_be_visible()
    assert page.locator("li code").count() == 10
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the codes").click()
    assert waiting.value.path().read_text().count("\n") == 12
    page.get_by_role("button", name="Sign out").click()
    password(page, at)
    tab_to(page, "Code")
    page.keyboard.type(code(secret, later=1))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Hello Bryn")).to_be_visible()


@pytest.fixture
def owned(visit, live_server):
    """A window with a device of its own that knows its owner, and nothing that complains."""
    page, said = visit(), []
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    talk = page.context.new_cdp_session(page)
    talk.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    page.device = talk.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    page.talk = talk
    yield page
    assert said == []


def test_passkey_is_set_up_and_then_signs_in_alone(owned, at, person):
    page = owned
    password(page, at)
    page.get_by_role("button", name="Set up a passkey").click()
    page.get_by_role("button", name="Set up", exact=True).click()
    expect(page.get_by_role("heading", name="Codes for bad days")).to_be_visible()
    assert factors(person) == ["recovery_codes", "webauthn"]
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Hello Bryn")).to_be_visible()


def test_passkey_is_the_second_step_after_the_password(owned, at, person):
    page = owned
    password(page, at)
    page.get_by_role("button", name="Set up a passkey").click()
    page.get_by_role("button", name="Set up", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    password(page, at)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Hello Bryn")).to_be_visible()


def test_device_that_does_not_know_its_owner_gives_none(owned, at, person):
    page = owned
    password(page, at)
    page.talk.send("WebAuthn.setUserVerified", {"authenticatorId": page.device, "isUserVerified": False})
    page.get_by_role("button", name="Set up a passkey").click()
    page.get_by_role("button", name="Set up", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Your device gave no passkey")
    assert factors(person) == []


def test_without_scripts_the_passkey_page_says_so(visit, at, person):
    page = visit(java_script_enabled=False)
    password(page, at)
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_text("Passkeys need JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Set up", exact=True)).to_be_hidden()


def asked(page, at):
    password(page, at)
    page.wait_for_url("**/authenticate/")


def refused(page, at):
    asked(page, at)
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text(re.compile("wrong or too old")).first.wait_for()


PAGES = {
    "asked": (True, asked),
    "refused": (True, refused),
    "to set up": (False, password),
    "app": (False, lambda page, at: password(page, at) or page.goto(at("mfa_activate_totp"))),
    "passkey": (False, lambda page, at: password(page, at) or page.goto(at("mfa_add_webauthn"))),
}
INSIDE = ["mfa_index", "mfa_list_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
          "mfa_deactivate_totp", "usersessions_list", "account_reauthenticate", "mfa_reauthenticate"]  # fmt: skip


def inside(name):
    def go(page, at):
        asked(page, at)
        page.get_by_label("Code", exact=True).fill(code())
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(at("start"))
        page.goto(at(name))

    return go


PAGES |= {name: (True, inside(name)) for name in INSIDE}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_in_order_and_narrow(visit, at, person, name):
    has_app, go = PAGES[name]
    if has_app:
        with_app(person)
    page = visit(bypass_csp=True, **NARROW)
    go(page, at)
    assert sticking_out(page) == {"wide": 320, "out": []}
    assert violations(page) == []
