"""A data protection officer answers the family: from the start page to the log of a child, and on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import enter, tab_to
from tests.browser.narrow import NARROW, sticking_out
from tests.browser.test_axe import violations
from tests.browser.test_keyboard import SCRIPTS, tab_past_the_top, walk

PAGES = ["record:opened", "record:opened-print"]


@pytest.fixture
def opened(signed_in, at, child):
    """A child whose record a social worker has opened."""
    signed_in().goto(at("record:child", child.person.uid))
    return child


@SCRIPTS
def test_two_steps_from_the_start_page_by_keyboard(signed_in, at, opened, scripts):
    page = signed_in("data-protection-officer", java_script_enabled=scripts)
    page.goto(at("start"))
    tab_to(page, "^Name, date of birth or number", "input")
    page.keyboard.type("Ama Okafor")
    enter(page)
    tab_past_the_top(page)
    tab_to(page, r"^Who opened this record\s*of Ama Okafor", "a")
    enter(page)
    expect(page.locator("h1")).to_have_text("Who opened this record")
    expect(page.locator("tbody")).to_contain_text("Ffion Aldous")
    tab_past_the_top(page)
    tab_to(page, "^Filter$", "summary")
    page.keyboard.press("Enter")
    tab_to(page, "^Who", "select")
    page.keyboard.type("Ffion")
    tab_to(page, "^Show$", "button")
    enter(page)
    expect(page.get_by_role("status")).to_contain_text("1 entry of the log")
    tab_to(page, "^For the family, to print", "a")
    enter(page)
    expect(page.locator("tbody")).to_contain_text("Social worker 1")
    expect(page.locator("main")).not_to_contain_text("Aldous")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(signed_in, at, opened, name):
    page = signed_in("data-protection-officer", bypass_csp=True)
    for query in ("", "?from=tomorrow", "?to=1/1/2001"):
        page.goto(at(name, opened.person.uid) + query)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_at_320_pixels(signed_in, at, opened, name):
    page = signed_in("data-protection-officer", **NARROW)
    page.goto(at(name, opened.person.uid))
    assert sticking_out(page) == {"wide": 320, "out": []}


@SCRIPTS
def test_every_stop_shows_where_one_is(signed_in, at, opened, scripts):
    page = signed_in("data-protection-officer", java_script_enabled=scripts)
    for name in PAGES:
        page.goto(at(name, opened.person.uid))
        assert walk(page)[0] == "Skip to main content"
