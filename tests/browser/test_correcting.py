"""From a finding on the child's page to the row, mended by keyboard alone, and back: with scripts and without."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import enter, tab_to
from tests.browser.test_axe import looked_at, violations
from tests.browser.test_keyboard import SCRIPTS, tab_past_the_top, walk


@pytest.fixture
def wrong(child):
    """A child with a review in which somebody wrote a code that no list has: (child, review)."""
    from keepwell.web.record import models as m

    m.Person.objects.filter(pk=child.pk).update(sex="F")
    return child, m.Review.objects.create(child=child, held_on=date.today(), participation="PN9")


def pages(at, child, review):
    uid, kind = child.person.uid, "ssda903-reviews"
    return {
        "child": at("record:child", uid),
        "correct": at("record:correct", uid, kind, review.pk),
        "add": at("record:add", uid, "ssda903-episodes"),
        "remove": at("record:remove", uid, kind, review.pk),
    }


@SCRIPTS
def test_a_finding_is_followed_mended_and_gone(signed_in, at, wrong, scripts):
    child, _ = wrong
    page = signed_in(java_script_enabled=scripts)
    page.goto(at("record:child", child.person.uid))
    expect(page.locator("section", has=page.locator("#returns"))).to_contain_text("SSDA903 167")
    tab_past_the_top(page)
    tab_to(page, r"^Mend this\s*: 167", "a")
    enter(page)
    expect(page.locator("h1")).to_contain_text("Correct: Reviews")
    expect(page.locator("#id_REVIEW_CODE-error")).to_contain_text("167")
    tab_past_the_top(page)
    tab_to(page, "^How the child took part", "select")
    for key in ("Home", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("#id_REVIEW_CODE")).to_have_value("PN1")
    tab_to(page, "^Why is this changed", "textarea")
    page.keyboard.type("The minutes say that she spoke for herself.")
    tab_to(page, "^Save$", "button")
    enter(page)
    expect(page.get_by_role("alert")).to_contain_text("is mended: 167")
    expect(page.get_by_text("The minutes say that she spoke for herself.")).to_be_visible()
    page.goto(at("record:child", child.person.uid))
    expect(page.locator("section", has=page.locator("#returns"))).not_to_contain_text("SSDA903 167")


@SCRIPTS
def test_what_was_typed_wrongly_is_told_and_stays(signed_in, at, wrong, scripts):
    child, review = wrong
    page = signed_in(java_script_enabled=scripts)
    page.goto(pages(at, child, review)["correct"])
    page.get_by_label("Month").fill("13")
    tab_to(page, "^Save$", "button")
    enter(page)
    expect(page.get_by_role("alert").first).to_contain_text("must be a real date")
    expect(page.get_by_label("Month")).to_have_value("13")
    expect(page).to_have_title("Error: Correct: Reviews – Keepwell")


@pytest.mark.parametrize("name", ["child", "correct", "add", "remove"])
def test_axe_finds_nothing_and_nothing_is_cut_off_at_320_pixels(signed_in, at, wrong, name):
    page = signed_in(bypass_csp=True)
    page.goto(pages(at, *wrong)[name])
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert looked_at(page) == []


@pytest.mark.parametrize("name", ["correct", "add", "remove"])
def test_axe_finds_nothing_in_mistakes(signed_in, at, wrong, name):
    page = signed_in(bypass_csp=True)
    page.goto(pages(at, *wrong)[name])
    page.locator("main form button").last.click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []


@SCRIPTS
def test_every_stop_shows_where_one_is(signed_in, at, wrong, scripts):
    page = signed_in(java_script_enabled=scripts)
    for name in ("correct", "add", "remove"):
        page.goto(pages(at, *wrong)[name])
        assert walk(page)[0] == "Skip to main content"
