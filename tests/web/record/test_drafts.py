"""Drafts: kept on the server as somebody types, given back to them alone, gone when the form is saved or old."""

import json
from datetime import timedelta

import pytest
from django import forms
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from keepwell.web.record import drafts
from keepwell.web.record.actions import drafts as actions
from keepwell.web.record.models import Draft

from . import people

pytestmark = pytest.mark.django_db
SAID = [("seen", "A bruise."), ("on_day", "3"), ("kind", "a"), ("kind", "b")]


class Form(forms.Form):
    seen = forms.CharField()
    kind = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)


def post(client, data, form="visit", **more):
    return client.post(reverse("record:draft", args=[form]), data, headers={"X-Draft": "1"}, **more)


def asked(user, data=None, session=None):
    """A request as a view has it."""
    made = RequestFactory()
    request = made.get("/x/") if data is None else made.post("/x/", data)
    request.user, request.session = user, session if session is not None else SessionStore()
    request._messages = type("Said", (BaseStorage,), {"_get": lambda s: ([], True), "_store": lambda s, *a: []})(
        request
    )
    return request


def test_what_was_kept_comes_back_in_its_order_to_its_writer_and_to_nobody_else():
    writer, other = people.user(), people.user()
    actions.keep(form="visit", place="x", fields=SAID, by=writer)
    assert actions.read(form="visit", place="x", by=writer)[0] == SAID
    for form, place, by in (("visit", "x", other), ("visit", "", writer), ("plan", "x", writer)):
        assert actions.read(form=form, place=place, by=by) is None


def test_the_row_tells_nothing_of_it_and_another_s_words_do_not_open_in_its_place():
    writer = people.user()
    actions.keep(form="visit", place="", fields=SAID, by=writer)
    actions.keep(form="plan", place="", fields=[("goal", "Home.")], by=writer)
    mine, plan = Draft.objects.order_by("form").reverse()
    assert b"bruise" not in bytes(mine.sealed_fields)
    Draft.objects.filter(pk=plan.pk).update(sealed_fields=mine.sealed_fields)
    assert actions.read(form="plan", by=writer) is None


def test_the_later_one_is_kept_and_an_old_one_is_gone():
    writer = people.user()
    actions.keep(form="visit", fields=SAID, by=writer)
    actions.keep(form="visit", fields=[("seen", "Two bruises.")], by=writer)
    assert actions.read(form="visit", by=writer)[0] == [("seen", "Two bruises.")]
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=30))
    assert actions.read(form="visit", by=writer) is None
    assert actions.forget_old() == 1
    assert not Draft.objects.exists()


def test_the_page_saves_by_itself_and_says_when(reader):
    answer = post(reader(), {"seen": "A bruise.", drafts.PLACE: "x", drafts.MARK: "m", "password": "secret"})
    assert (answer.status_code, answer.content) == (204, b"")
    draft = Draft.objects.get()
    assert answer.headers["X-Saved-At"] == f"{timezone.localtime(draft.saved_at):%H:%M}"
    assert actions.read(form="visit", place="x", by=draft.user)[0] == [("seen", "A bruise.")]


@pytest.mark.parametrize(("data", "status"), [
    ({"seen": "x" * actions.AT_MOST}, 413), ({drafts.PLACE: "x" * 81, "seen": "y"}, 400),
])  # fmt: skip
def test_what_is_too_long_is_not_kept_and_the_page_learns_of_it(reader, data, status):
    assert post(reader(), data).status_code == status
    assert not Draft.objects.exists()


def test_who_is_not_signed_in_keeps_nothing(client):
    assert post(client, {"seen": "A bruise."}).status_code == 302
    assert not Draft.objects.exists()


def test_a_session_that_is_over_is_left_for_the_form_itself_to_end(reader):
    client = reader()
    session = client.session
    session["house.seen"] = 1
    session.save()
    assert post(client, {"seen": "A bruise."}).status_code == 401
    assert not Draft.objects.exists()
    assert "_auth_user_id" in client.session


def test_a_form_from_a_draft_is_filled_in_and_nothing_in_it_is_wrong_yet():
    writer = people.user()
    actions.keep(form="visit", fields=[("kind", "a"), ("kind", "b")], by=writer)
    waiting = drafts.Waiting(asked(writer), "visit")
    form = waiting.filled(Form)
    assert (form.errors, form["kind"].value(), waiting.is_there) == ({}, ["a", "b"], True)
    empty = drafts.Waiting(asked(people.user()), "visit")
    assert (empty.filled(Form).is_bound, empty.is_there) == (False, False)


def test_the_buttons_keep_it_for_later_and_throw_it_away():
    writer, onward = people.user(), HttpResponse()
    waiting = drafts.Waiting(asked(writer, {"seen": "A bruise.", drafts.LATER: "1", drafts.MARK: "m"}), "visit")
    assert waiting.put_by(onward) is onward
    assert actions.read(form="visit", by=writer)[0] == [("seen", "A bruise.")]
    away = drafts.Waiting(asked(writer, {"seen": "A bruise.", drafts.AWAY: "1"}), "visit")
    assert away.put_by(onward).status_code == 302
    assert not Draft.objects.exists()
    assert drafts.Waiting(asked(writer, {"seen": "A bruise."}), "visit").put_by(onward) is None


def test_what_a_page_still_sends_after_its_form_was_saved_is_not_kept(reader):
    client = reader()
    request = asked(people.user(), {"seen": "x", drafts.MARK: "m"}, session=client.session)
    drafts.Waiting(request, "visit").forget()
    request.session.save()
    assert post(client, {"seen": "A bruise.", drafts.MARK: "m"}).status_code == 204
    assert not Draft.objects.exists()
    post(client, {"seen": "Another.", drafts.MARK: "n"})
    assert Draft.objects.count() == 1


def test_nothing_of_it_is_in_the_log_of_the_server(reader, caplog):
    post(reader(), {"seen": "A bruise on " + "x" * actions.AT_MOST})
    assert "bruise" not in json.dumps(caplog.messages)
