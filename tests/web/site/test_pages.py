import json
import re
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import path

from keepwell.web.site.urls import *  # noqa: F403 - this module is the address book of its own tests
from keepwell.web.site.urls import urlpatterns as own
from keepwell.web.staff.actions import give_role, join

ROOT = Path(__file__).parents[3]


def not_for_you(request):
    raise PermissionDenied("words that nobody may see")


def not_there(request):
    raise Http404("words that nobody may see")


def falls_over(request):
    raise ValueError("Wren Applegarth")


urlpatterns = [
    *own,
    path("closed/", not_for_you),
    path("gone/", not_there),
    path("broken/", falls_over),
]  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def person(db):
    return join(email="bryn@example.org", name="Bryn Talgarth", job_title="Reviewer", by=None)


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    return client


@pytest.mark.parametrize("address", ["/", "/closed/", "/account/password/change/"])
def test_page_needs_sign_in(client, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response.url.startswith("/account/login/?next=")


@pytest.mark.parametrize("address", ["/accessibility/", "/help/", "/account/login/", "/account/password/reset/"])
def test_public_page_needs_no_sign_in(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "– Keepwell</title>" in response.text


def test_healthz_says_ok_and_nothing_else(client):
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")


def test_every_page_is_guarded_by_headers(signed_in):
    headers = signed_in.get("/").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def test_pages_of_signed_in_people_are_not_stored(signed_in):
    for address in ("/", "/help/", "/gone/"):
        assert signed_in.get(address).headers["Cache-Control"] == "no-store"


def test_no_page_has_scripts_or_styles_of_its_own(signed_in):
    for address in ("/", "/help/", "/accessibility/", "/account/password/change/"):
        page = signed_in.get(address).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=\"", page)


def test_start_page_greets_and_names_the_controller_of_the_policy(signed_in):
    page = signed_in.get("/").text
    assert "Hello Bryn" in page
    assert "Marlowshire County Council" in page


def test_start_page_without_role_says_why_it_is_empty(signed_in):
    page = signed_in.get("/").text
    assert "You hold no role here today" in page
    assert "Find a child" not in re.sub(r"<nav.*?</nav>", "", page, flags=re.S)


def test_start_page_lists_roles_held_today(signed_in, person):
    from datetime import date

    give_role(user=person, role="reviewing-officer", starts_on=date(2020, 1, 1), by=None)
    page = signed_in.get("/").text
    assert "Reviewing officer" in page
    assert "1 January 2020" in page


@pytest.mark.parametrize("debug", [True, False])
def test_not_for_you_and_not_there_look_alike(signed_in, settings, debug):
    settings.DEBUG = debug
    closed, gone = signed_in.get("/closed/"), signed_in.get("/gone/")
    assert closed.status_code == gone.status_code == 404
    assert without_token(closed.text) == without_token(gone.text)
    assert "words that nobody may see" not in closed.text + gone.text


def without_token(page):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


@pytest.mark.parametrize("debug", [True, False])
def test_unknown_address_is_the_same_page(signed_in, settings, debug):
    settings.DEBUG = debug
    assert without_token(signed_in.get("/nowhere/").text) == without_token(signed_in.get("/gone/").text)


def test_broken_page_says_nothing_of_anybody(signed_in):
    signed_in.raise_request_exception = False
    response = signed_in.get("/broken/")
    assert response.status_code == 500
    assert "Something went wrong" in response.text
    assert "Applegarth" not in response.text
    assert "Bryn" not in response.text


def test_stale_form_is_explained(person):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/account/login/", {"login": "bryn@example.org", "password": "x"})
    assert response.status_code == 403
    assert "This form is out of date" in response.text


def test_demo_is_marked_on_every_page_only_in_demo_mode(client, settings):
    assert "Everybody here is invented" not in client.get("/help/").text
    settings.KEEPWELL_DEMO = True
    for address in ("/help/", "/accessibility/", "/account/login/", "/account/password/reset/"):
        assert "Everybody here is invented" in client.get(address).text


def test_page_has_language_landmarks_and_skip_link(client):
    page = client.get("/help/").text
    assert '<html lang="en-GB"' in page
    assert 'href="#main-content" class="govuk-skip-link"' in page
    for landmark in ("<header>", '<main class="govuk-main-wrapper " id="main-content">', "<footer"):
        assert landmark in page


def test_cookies_are_out_of_reach_of_scripts(client, person):
    person.set_password("three unlikely words")
    person.save()
    client.post("/account/login/", {"login": person.email, "password": "three unlikely words"})
    assert client.cookies["keepwell_session"]["httponly"]
    assert client.cookies["keepwell_session"]["samesite"] == "Lax"
    assert client.cookies["keepwell_csrf"]["httponly"]


def test_lock_file_has_no_addresses():
    text = (ROOT / "package-lock.json").read_text("utf-8")
    assert "://" not in text
    assert json.loads(text)["packages"]["node_modules/govuk-frontend"]["version"].startswith("6.")
