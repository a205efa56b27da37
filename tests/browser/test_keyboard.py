"""The main job by keyboard alone, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import enter, focused, tab, tab_to

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def window(visit, scripts):
    """An empty page, which must not complain while it is used."""
    page, complaints = visit(java_script_enabled=scripts), []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@SCRIPTS
def test_from_sign_in_to_a_filtered_chronology_and_the_notice(window, at, cast, child):
    sign_in(window, at("start"), cast["social-worker"])
    find(window, "Okofor", "Ama Okafor")
    open_chronology(window)
    filter_chronology(window)
    open_notice(window)


def sign_in(page, address, person):
    page.goto(address)
    assert "/account/login/" in page.url
    tab_past_the_top(page)
    assert tab(page)["name"].startswith("E-mail")
    page.keyboard.type(person.email)
    assert tab(page)["name"].startswith("Password")
    page.keyboard.type(person.password)
    tab_to(page, "^Sign in$", "button")
    enter(page)
    expect(page.locator("h1")).to_have_text(f"Hello {person.name.split()[0]}")


def tab_past_the_top(page):
    """The first stop is the link past what every page has; the next one after it is inside the page."""
    assert tab(page)["name"] == "Skip to main content"
    page.keyboard.press("Enter")


def find(page, misspelt, name):
    tab_to(page, "^Name, date of birth or number", "input")
    page.keyboard.type(misspelt)
    enter(page)
    expect(page.locator("h2", has_text="1 child matches")).to_be_visible()
    tab_past_the_top(page)
    tab_to(page, f"^{name}$", "a")
    enter(page)
    expect(page.locator("h1")).to_have_text(name)


def open_chronology(page):
    tab_past_the_top(page)
    tab_to(page, "^Chronology$", "a")
    enter(page)
    expect(page.locator("h1")).to_have_text("Chronology")


def filter_chronology(page):
    days = page.locator("main time")
    every = days.count()
    tab_past_the_top(page)
    tab_to(page, "^From", "input")
    page.keyboard.type("1/1/2024")
    assert tab(page)["name"].startswith("To")
    page.keyboard.type("31 December 2100")
    tab_to(page, r"^Placements \(", "input")
    page.keyboard.press("Space")
    tab_to(page, r"^Health \(", "input")
    page.keyboard.press("Space")
    tab_to(page, "^Show$", "button")
    enter(page)
    expect(page.get_by_role("status")).to_have_text(re.compile(r"\d+ of \d+ entries"))
    assert 0 < page.locator("main ol time").count() < every
    assert min(page.locator("main ol time").evaluate_all("all => all.map((t) => t.dateTime)")) >= "2024-01-01"
    assert {box.get_attribute("value") for box in page.get_by_role("checkbox", checked=True).all()} == {
        "placement", "health",
    }  # fmt: skip


def open_notice(page):
    tab_to(page, "^Privacy notice$", "a")
    enter(page)
    expect(page.locator("h1")).to_have_text(re.compile("uses information about children"))
    tab_past_the_top(page)
    tab_to(page, ": table of", "summary")
    table = page.locator("details table").first
    expect(table).to_be_hidden()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()


@SCRIPTS
def test_every_stop_of_the_pages_shows_where_one_is(signed_in, at, child, scripts):
    page = signed_in(java_script_enabled=scripts)
    uid = child.person.uid
    for address in (at("start"), at("record:find"), at("record:child", uid), at("record:chronology", uid), at("help")):
        page.goto(address)
        assert walk(page)[0] == "Skip to main content"


def walk(page, most=400):
    """The names of every stop, to the end of the page."""
    names = []
    while (place := tab(page)) and len(names) < most:
        names.append(place["name"])
    return names


@SCRIPTS
def test_skip_link_leads_into_the_page(visit, at, scripts):
    page = visit(java_script_enabled=scripts)
    page.goto(at("help"))
    tab_past_the_top(page)
    assert tab(page)["name"] == "ask for a new one"
    assert focused(page)["inside"]


def test_a_focus_that_does_not_show_is_noticed(visit, at):
    page = visit(bypass_csp=True)
    page.goto(at("help"))
    tab(page)
    page.add_style_tag(content="a:focus { all: unset !important; }")
    with pytest.raises(AssertionError, match="not visible"):
        walk(page)
