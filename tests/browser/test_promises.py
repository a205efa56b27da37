"""The promises page: axe, narrow, and from a sentence of the notice to its evidence by keyboard."""

import re

from playwright.sync_api import expect

from tests.browser.keyboard import enter, tab_to
from tests.browser.narrow import NARROW, sticking_out
from tests.browser.test_axe import violations


def test_promises_page(visit, at, cast):
    page = visit(bypass_csp=True)
    page.goto(at("promises"))
    assert violations(page) == []
    narrow = visit(**NARROW)
    narrow.goto(at("promises"))
    assert sticking_out(narrow) == {"wide": 320, "out": []}


def test_from_a_sentence_to_its_evidence_by_keyboard(visit, at, cast):
    page = visit()
    page.goto(at("notice-child"))
    tab_to(page, "^Is this kept", "a")
    enter(page)
    expect(page).to_have_url(re.compile("/promises/#child-who-we-are-1$"))
    expect(page.locator("#child-who-we-are-1")).to_be_in_viewport()
    tab_to(page, "^Read it there", "a")
    enter(page)
    expect(page).to_have_url(re.compile("/notice/child/#who-we-are-1$"))
