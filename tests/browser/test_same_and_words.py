"""Making a record, two records put together, and words that are found: by keyboard, and by axe on each page."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import enter, tab_to
from tests.browser.narrow import NARROW, sticking_out
from tests.browser.test_axe import violations
from tests.browser.test_keyboard import SCRIPTS, tab_past_the_top
from tests.browser.test_telling import choose

PAGES = ["new", "duplicates", "same", "merge", "unmerge", "relative", "contact", "move-home", "words", "words-of-child",
         "move-note"]  # fmt: skip


@pytest.fixture
def twice(child):
    """The child, a second record of theirs, and a third that was put into the first."""
    from keepwell.web.record import models as m
    from keepwell.web.record.actions import merging, pairing
    from keepwell.web.staff.models import User
    from tests.web.record import people

    other, third = (people.child(given, "Okafor", born_on=child.person.born_on) for given in ("Amma", "Amah"))
    by = User.objects.get(roles_held__role="team-manager")
    people.work_together(users=[by])
    merging.merge(child, third, reason="The same birth certificate.", by=by, purpose="support")
    pairing.look_through()
    return child, other, m.Merge.objects.get(), m.Note.objects.filter(child=child).first()


def addresses(at, twice):
    child, other, merge, note = twice
    uid = child.person.uid
    own = {name: at(f"record:{name}", uid) for name in ("same", "relative", "contact", "move-home", "words-of-child")}
    return own | {name: at(f"record:{name}") for name in ("new", "duplicates", "words")} | {
        "merge": at("record:merge", uid, other.person.uid), "unmerge": at("record:unmerge", uid, merge.pk),
        "move-note": at("record:move-note", uid, "note", note.pk),
    }  # fmt: skip


@SCRIPTS
def test_a_record_is_made_by_keyboard_after_a_look_at_the_one_that_is_alike(signed_in, at, child, scripts):
    page = signed_in(java_script_enabled=scripts)
    page.goto(at("record:new"))
    tab_past_the_top(page)
    tab_to(page, "^Given names", "input")
    page.keyboard.type("Amma")
    tab_to(page, "^Family name", "input")
    page.keyboard.type("Okafor")
    for part, text in (("day", "3"), ("month", "5"), ("year", "2014")):
        page.locator(f"#id_born_on_{part}").focus()
        page.keyboard.type(text)
    choose(page, "Somebody asked for help or told us of a worry")
    tab_to(page, "^Save$", "button")
    enter(page)
    expect(page.locator("main")).to_contain_text("Nothing is saved yet")
    expect(page.locator("main")).to_contain_text("the same date of birth, names that sound alike")
    choose(page, "Brothers or sisters, such as twins")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Amma Okafor")


def test_words_are_found_and_marked_and_nothing_is_in_the_address(signed_in, at, child):
    page = signed_in()
    page.goto(at("record:words"))
    page.get_by_label("Words in notes").fill("rooms")
    page.get_by_role("button", name="Look").click()
    expect(page.locator("mark").first).to_have_text("room")
    assert page.url == at("record:words")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(signed_in, at, twice, name):
    page = signed_in("team-manager", bypass_csp=True, **NARROW)
    page.goto(addresses(at, twice)[name])
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert violations(page) == []
    assert sticking_out(page) == {"wide": 320, "out": []}


@pytest.mark.parametrize(("name", "button"), [("new", "Save"), ("merge", "Put them together"), ("words", "Look")])
def test_axe_finds_nothing_in_mistakes_and_results(signed_in, at, twice, name, button):
    page = signed_in("team-manager", bypass_csp=True)
    page.goto(addresses(at, twice)[name])
    page.get_by_role("button", name=button).click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
    if name == "words":
        page.get_by_label("Words in notes").fill("room")
        page.get_by_role("button", name="Look").click()
        page.locator("mark").first.wait_for()
        assert violations(page) == []
