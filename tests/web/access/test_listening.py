"""What happens at the door of the house is in the log, and nothing of what somebody typed."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from keepwell.web.access.models import Entry
from keepwell.web.access.sealing import seal
from keepwell.web.access.verifying import verify
from keepwell.web.staff.actions import leave
from tests.web.staff.signing import PASSWORD, committed, enter, set_up_app, sign_in, somebody, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return somebody()


def said():
    """What the log has: action, outcome, why."""
    return list(Entry.objects.order_by("pk").values_list("action", "outcome", "why"))


def test_sign_in_and_out(client, person):
    sign_in(client)
    client.post("/account/logout/")
    assert said() == [("sign in", "allowed", ""), ("sign out", "allowed", "")]
    assert set(Entry.objects.values_list("actor", "purpose")) == {(f"user {person.pk}", "sign-in")}


def test_wrong_password_of_somebody_known_names_them_by_number(client, person):
    sign_in(client, password="wrong")
    assert said() == [("sign in", "refused", "wrong password")]
    assert Entry.objects.get().actor == f"user {person.pk}"


def test_address_that_nobody_has_is_not_written_down(client, person):
    sign_in(client, "stranger@elsewhere.example", "wrong")
    assert said() == [("sign in", "refused", "wrong password")]
    assert Entry.objects.get().actor == "nobody known here"


def test_password_typed_as_address_is_not_written_down(client, person):
    sign_in(client, "my-secret@password.example", "my-secret")
    assert "my-secret" not in str(list(Entry.objects.values()))


def test_lock_out_is_written_once(client, person):
    for _ in range(7):
        sign_in(client, password="wrong")
    assert [action for action, *_ in said()].count("lock out") == 1


def test_second_step(client, person):
    sign_in(client)
    set_up_app(client)
    client.get("/account/second-step/recovery-codes/")
    committed(client.post, "/account/second-step/recovery-codes/generate/")
    client.post("/account/second-step/totp/deactivate/")
    assert [action for action, *_ in said()] == [
        "sign in", "set up an authenticator app", "set up codes for bad days", "renew codes for bad days",
        "remove an authenticator app", "remove codes for bad days",
    ]  # fmt: skip


def test_password_alone_is_no_sign_in_yet_and_a_wrong_code_is_refused(client, person):
    with_app(person)
    sign_in(client)
    assert said() == []
    enter(client, "000000")
    assert said() == [("sign in", "refused", "wrong code")]


def test_change_of_password(client, person):
    sign_in(client)
    new = "four very unlikely words"
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert [action for action, *_ in said()] == ["sign in", "sign out", "change password"]


def test_session_that_ended_by_itself_and_ending_the_others(client, person):
    sign_in(client)
    client.post("/account/sessions/")
    leave(user=person, on=timezone.localdate(), by=None)
    assert [action for action, *_ in said()] == ["sign in", "end other sessions"]
    person.is_active = True
    person.leaves_on = None
    person.save()
    sign_in(client)
    get_user_model().objects.update(leaves_on="2026-01-01")
    client.get("/")
    assert said()[-1] == ("end of session", "allowed", "the account is closed")


def test_who_left_and_knows_the_password_is_refused(client, person):
    leave(user=person, on=timezone.localdate(), by=None)
    sign_in(client)
    assert said()[-1] == ("sign in", "refused", "the account is closed")


def test_log_stays_in_order(log, client):
    somebody()
    sign_in(client, password="wrong")
    sign_in(client)
    seal()
    assert verify().defects == []
