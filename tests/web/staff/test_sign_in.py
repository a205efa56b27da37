import re

import pytest
from django.core.cache import cache

from keepwell.web.staff.actions import join, leave

pytestmark = pytest.mark.django_db
PASSWORD = "three unlikely words"


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


@pytest.fixture
def person():
    return join(email="bryn@example.org", name="Bryn Talgarth", password=PASSWORD, by=None)


def sign_in(client, email="bryn@example.org", password=PASSWORD, **more):
    return client.post("/account/login/", {"login": email, "password": password, **more})


def test_sign_in_by_address_in_any_case(client, person):
    assert sign_in(client, "Bryn@Example.ORG").url == "/"
    assert client.get("/").status_code == 200


def test_sign_in_ends_with_the_browser(client, person):
    sign_in(client)
    assert client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() == 12 * 60 * 60


def test_sign_in_goes_on_to_the_page_asked_for(client, person):
    assert sign_in(client, next="/help/").url == "/help/"


def test_sign_in_does_not_lead_to_another_site(client, person):
    assert sign_in(client, next="//elsewhere.example/").url == "/"


def test_wrong_password_and_unknown_address_say_the_same(client, person):
    pages = [sign_in(client, password="wrong"), sign_in(client, email="nobody@example.org")]
    for page in pages:
        assert page.status_code == 200
        assert "The e-mail address or the password is wrong: try again." in page.text
        assert "<title>Error: Sign in – Keepwell</title>" in page.text


def test_empty_boxes_are_named(client):
    page = sign_in(client, "", "").text
    assert '<a href="#id_login">Enter your e-mail address</a>' in page
    assert '<a href="#id_password">Enter your password</a>' in page


def test_many_wrong_passwords_are_stopped(client, person):
    for _ in range(12):
        page = sign_in(client, password="wrong").text
    assert "too many attempts" in page.lower()
    assert sign_in(client).status_code != 302


def test_person_who_left_cannot_sign_in(client, person):
    from datetime import date

    leave(user=person, on=date(2026, 11, 21), by=None)
    sign_in(client)
    assert client.get("/").status_code == 302


def test_sign_out_is_a_post(client, person):
    sign_in(client)
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/").status_code == 302


def test_nobody_opens_an_account(client):
    page = client.post("/account/signup/", {"email": "new@example.org", "password1": PASSWORD})
    assert "Nobody opens an account for themselves" in page.text


def test_forgotten_password_is_mended_by_mail(client, person, mailoutbox):
    answer = client.post("/account/password/reset/", {"email": "bryn@example.org"}, follow=True)
    assert "Look in your mail" in answer.text
    assert mailoutbox[0].subject == "Keepwell: Choose a new password"
    link = re.search(r"http://testserver(/\S+)", mailoutbox[0].body)[1]
    form = client.get(link, follow=True)
    assert "Choose a new password" in form.text
    address = form.redirect_chain[-1][0]
    new = "four very unlikely words"
    done = client.post(address, {"password1": new, "password2": new}, follow=True)
    assert "Your password is changed" in done.text
    assert "used already" in client.get(link, follow=True).text
    assert sign_in(client, password=new).url == "/"


def test_forgotten_password_tells_nobody_who_works_here(client, person, mailoutbox):
    answer = client.post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "Look in your mail" in answer.text
    assert mailoutbox == []


@pytest.mark.parametrize("weak", ["short", "bryn@example.org", "qwertyuiop123"])
def test_weak_password_is_refused(client, person, weak):
    sign_in(client)
    data = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    page = client.post("/account/password/change/", data)
    person.refresh_from_db()
    assert "There is a problem" in page.text
    assert person.check_password(PASSWORD)


def test_changed_password_asks_to_sign_in_again(client, person):
    sign_in(client)
    new = "four very unlikely words"
    page = client.post(
        "/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True
    )
    assert "Your password is changed." in page.text
    assert client.get("/").status_code == 302
