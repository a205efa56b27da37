"""For somebody without a role no child is there."""

import re

import pytest
from playwright.sync_api import expect

WITHOUT_ROLE = ""


@pytest.mark.parametrize("name", ["record:child", "record:chronology", "record:chronology-print"])
def test_pages_of_a_child_are_not_there(signed_in, at, child, name):
    page = signed_in(WITHOUT_ROLE)
    response = page.goto(at(name, child.person.uid))
    assert response.status == 404
    expect(page.locator("h1")).to_have_text("There is no such page here")
    assert not re.search("Ama|Okafor", page.content())


def test_nobody_can_be_looked_for(signed_in, at, child):
    page = signed_in(WITHOUT_ROLE)
    page.goto(at("start"))
    expect(page.get_by_text("You hold no role here today")).to_be_visible()
    expect(page.get_by_label("Name, date of birth or number")).to_have_count(0)
    assert page.goto(at("record:find")).status == 404
    assert "Okafor" not in page.content()


def test_a_sent_search_finds_nobody(signed_in, at, child, live_server):
    page = signed_in(WITHOUT_ROLE)
    # A form of another page has what a search needs to be sent.
    page.goto(at("account_change_password"))
    token = page.locator("main [name=csrfmiddlewaretoken]").get_attribute("value")
    sent = {"q": "Okafor", "csrfmiddlewaretoken": token}
    answer = page.context.request.post(at("record:find"), form=sent, headers={"Referer": live_server.url})
    assert answer.status == 404
    assert "Okafor" not in answer.text()


def test_somebody_with_a_role_does_find_the_child(signed_in, at, child):
    page = signed_in()
    assert page.goto(at("record:child", child.person.uid)).status == 200
    expect(page.locator("h1")).to_have_text("Ama Okafor")
