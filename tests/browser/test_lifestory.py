"""The life story and the hints on plain words: by keyboard, with scripts and without, on any screen."""

from datetime import date

import pytest
from playwright.sync_api import expect

from keepwell.web.record.actions import lifestory as actions
from tests.browser.keyboard import enter, tab_to
from tests.browser.narrow import NARROW, sticking_out
from tests.browser.test_axe import violations
from tests.browser.test_keyboard import SCRIPTS, tab_past_the_top
from tests.web.record.test_lifestory import png

OFFICIAL = "The LAC review heard that he was non-compliant since the placement breakdown in the summer of last year. "


@pytest.fixture
def story(child, django_user_model):
    by = django_user_model.objects.filter(roles_held__role="social-worker").first()
    said = {"whose": "child", "on": date(2019, 9, 2), "age": None, "by": by, "purpose": "support"}
    return actions.add(child, title="My first day at school", words="You had a red bag.\n\nIt rained." * 3,
                       picture=("image/png", png(), "A red bag"), **said)  # fmt: skip


def pages(at, child, story):
    uid = child.person.uid
    return [
        at("record:life-story", uid), at("record:life-story-book", uid), at("record:life-story-add", uid),
        at("record:life-story-change", uid, story.pk),
    ]  # fmt: skip


@SCRIPTS
def test_the_child_adds_to_it_by_keyboard(signed_in, at, child, story, scripts):
    page = signed_in(java_script_enabled=scripts)
    page.goto(at("record:life-story", child.person.uid))
    tab_past_the_top(page)
    tab_to(page, "^Add to the life story", "a")
    enter(page)
    page.locator('input[name="whose"]').first.focus()
    page.keyboard.press("Space")
    page.get_by_label("Title").focus()
    page.keyboard.type("The dog")
    page.get_by_label("What happened").focus()
    page.keyboard.type("We got Biscuit. He ate my shoe.")
    page.get_by_label("Or how old was the child? (optional)").focus()
    page.keyboard.type("7")
    tab_to(page, "^See first what the child will read", "button")
    enter(page)
    expect(page.get_by_role("heading", name="What the child will read")).to_be_visible()
    tab_to(page, "^Save$", "button")
    enter(page)
    expect(page.get_by_role("alert")).to_contain_text("Saved")
    tab_to(page, "^The book", "a")
    enter(page)
    expect(page.get_by_role("heading", name="When you were 7")).to_be_visible()
    expect(page.locator("article")).to_contain_text("You said this yourself.")
    expect(page.get_by_role("img", name="A red bag")).to_be_visible()


def test_hints_follow_while_somebody_types(signed_in, at, child):
    page = signed_in(bypass_csp=True)
    page.goto(at("record:life-story-add", child.person.uid))
    box = page.get_by_label("What happened")
    box.fill("😀 " + OFFICIAL * 2)
    expect(page.get_by_role("status")).to_contain_text("A reader of about ")
    page.get_by_text("What to say instead").click()
    expect(page.locator(".kw-wording")).to_contain_text("did not want to …, because …")
    assert violations(page) == []
    page.get_by_role("button", name="placement breakdown").click()
    assert page.evaluate("getSelection().toString()") == "placement breakdown"
    box.fill("You came to us in May.")
    expect(page.get_by_role("status")).to_contain_text("Write a little more")
    assert page.context.pages == [page]


def test_without_a_script_the_words_are_checked_in_a_new_tab(signed_in, at, child):
    page = signed_in(java_script_enabled=False)
    page.goto(at("record:life-story-add", child.person.uid))
    page.get_by_label("What happened").fill(OFFICIAL * 2)
    with page.context.expect_page() as opening:
        page.get_by_role("button", name="Check my words").click()
    opened = opening.value
    expect(opened.get_by_role("heading", name="Check my words")).to_be_visible()
    expect(opened.locator("main")).to_contain_text("had to leave their home")
    assert page.get_by_label("What happened").input_value() == OFFICIAL * 2


def test_axe_finds_nothing_and_nothing_is_cut_off(signed_in, at, child, story):
    page, narrow = signed_in(bypass_csp=True), signed_in(**NARROW)
    for address in pages(at, child, story):
        page.goto(address)
        assert violations(page) == [], address
        narrow.goto(address)
        assert sticking_out(narrow) == {"wide": 320, "out": []}, address
    page.goto(at("record:life-story-add", child.person.uid))
    page.get_by_role("button", name="Save").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
