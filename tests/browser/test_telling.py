"""A family is told, agrees and changes its mind: by keyboard alone, with scripts and without, on any screen."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import enter, press, tab_to
from tests.browser.test_axe import looked_at, violations
from tests.browser.test_keyboard import SCRIPTS, tab_past_the_top, walk

NAMES = ["told", "tell", "consent", "correct", "notice-then"]


@pytest.fixture
def heard(child):
    """The child, of whom it is written down that the mother was told and agreed, and the father refused."""
    from tests.web.record.telling import answered, told

    told(child, explained=["gender", "ethnicity"])
    told(child, audience="child", relation="child", explained=["health"])
    answered(child, ends_on=date.today())
    answered(child, about="gateway.plans/schools", relation="father", answer="refused")
    return child


def pages(at, child):
    from keepwell.web.access.policy import policy
    from keepwell.web.record import models as m

    uid, row = child.person.uid, m.YearlyOutcomes.objects.filter(child=child).first()
    return {
        "told": at("record:told", uid), "tell": at("record:tell", uid), "consent": at("record:consent", uid),
        "correct": at("record:correct", uid, "ssda903-oc2", row.pk),
        "notice-then": at("record:notice-then", policy().digest, "adult"),
    }  # fmt: skip


def choose(page, name):
    """Choose a radio or a box by keyboard: arrows move among radios, space ticks."""
    one = page.get_by_label(name, exact=True)
    group = one.get_attribute("name")
    first = page.locator(f'input[name="{group}"]').first
    first.focus() if one.get_attribute("type") == "radio" else one.focus()
    press(page, one)


def today(page):
    for part in ("day", "month", "year"):
        page.locator(f"#id_on_{part}").focus()
        page.keyboard.press("Control+A")
        page.keyboard.type(str(getattr(date.today(), part)))


@SCRIPTS
def test_told_agreed_and_withdrawn_by_keyboard(signed_in, at, child, scripts):
    page = signed_in(java_script_enabled=scripts)
    page.goto(at("record:child", child.person.uid))
    tab_past_the_top(page)
    tab_to(page, "^What they were told and agreed to", "a")
    enter(page)
    tab_to(page, "^Write down that somebody was told", "a")
    enter(page)
    choose(page, "Efua Okafor, mother")
    page.locator('input[name="notice"]').first.focus()
    page.keyboard.press("Space")
    choose(page, "Gender identity")
    choose(page, "It was read aloud")
    today(page)
    tab_to(page, "^Save$", "button")
    enter(page)
    expect(page.get_by_role("alert")).to_contain_text("Saved")
    expect(page.locator("main")).to_contain_text("1 choice gone through")
    tab_to(page, "^Write down that somebody agrees or refuses", "a")
    enter(page)
    choose(page, "Education, health and care plans, to all whom the notice names")
    choose(page, "Agreed")
    choose(page, "The child")
    choose(page, "The child understands what it means and decides")
    choose(page, "By word of mouth")
    today(page)
    tab_to(page, "^Save$", "button")
    enter(page)
    expect(page.locator("main .govuk-tag", has_text="Given")).to_be_visible()
    tab_to(page, "^Withdraw", "button")
    enter(page)
    expect(page.get_by_role("alert")).to_contain_text("From now on nothing is done that rested on it")
    expect(page.locator("main .govuk-tag", has_text="Withdrawn")).to_be_visible()
    expect(page.get_by_role("button", name="Withdraw")).to_have_count(0)


@SCRIPTS
def test_somebody_prefers_not_to_say(signed_in, at, heard, scripts):
    page = signed_in(java_script_enabled=scripts)
    page.goto(pages(at, heard)["correct"])
    expect(page.locator("main")).to_contain_text("was told on")
    box = page.locator("#id_TEETH_CHECK_declined")
    box.focus()
    page.keyboard.press("Space")
    tab_to(page, "^Why is this changed", "textarea")
    page.keyboard.type("She said so at the review.")
    tab_to(page, "^Save$", "button")
    enter(page)
    expect(page.get_by_role("alert")).to_contain_text("Saved")
    expect(page.locator("#id_TEETH_CHECK_declined")).to_be_checked()


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_and_nothing_is_cut_off_at_320_pixels(signed_in, at, heard, name):
    page = signed_in(bypass_csp=True)
    page.goto(pages(at, heard)[name])
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert looked_at(page) == []


@pytest.mark.parametrize("name", ["tell", "consent"])
def test_axe_finds_nothing_in_mistakes(signed_in, at, heard, name):
    page = signed_in(bypass_csp=True)
    page.goto(pages(at, heard)[name])
    page.get_by_role("button", name="Save").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []


@SCRIPTS
def test_every_stop_shows_where_one_is(signed_in, at, heard, scripts):
    page = signed_in(java_script_enabled=scripts)
    for name in NAMES:
        page.goto(pages(at, heard)[name])
        assert walk(page)[0] == "Skip to main content"
