"""The pages of the door: an emergency from the closed record to the manager's check, a record that is restricted."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import enter, tab_to
from tests.browser.test_axe import looked_at, violations
from tests.browser.test_keyboard import SCRIPTS, tab_past_the_top, walk
from tests.browser.test_telling import choose

BANNER = "only because you said that there is an emergency"
MANAGERS = ["who", "emergencies", "emergency-check"]
WORKERS = ["emergency", "child", "chronology", "told"]
NAMES = [*MANAGERS, *WORKERS]


@pytest.fixture
def people(cast, django_user_model):
    return {role: django_user_model.objects.get(email=one.email) for role, one in cast.items()}


@pytest.fixture
def team(people):
    return people["team-manager"].roles_held.get().team


@pytest.fixture
def closed(child, people, team):
    """A child of the team, of whom the page of the door has everything to say."""
    from keepwell.web.access.models import Allocation
    from keepwell.web.record.actions import doors

    manager, uid = people["team-manager"], child.person.uid
    Allocation.objects.filter(child=uid).delete()
    Allocation.objects.create(child=uid, team=team, part="team", starts_on=date(2020, 1, 1), source="files")
    doors.open_in_emergency(child, reason="Found alone.", by=people["social-worker"])
    doors.allocate(child, to=manager, part="named", starts_on=date.today(), by=manager)
    doors.restrict(child, kind="restricted", reason="A parent works here.", by=manager)
    doors.restrict(child, kind="conflict", user=people["reviewing-officer"], reason="A neighbour.", by=manager)
    return child


def pages(at, child):
    from keepwell.web.access.models import Emergency

    own = {name: at(f"record:{name}", child.person.uid) for name in ("who", "child", "chronology", "told")}
    check = at("record:emergency-check", Emergency.objects.get().pk)
    return own | {
        "emergency": at("record:emergency"), "emergencies": at("record:emergencies"), "emergency-check": check,
    }  # fmt: skip


def shown(signed_in, at, child, name, **options):
    page = signed_in("team-manager" if name in MANAGERS else "social-worker", **options)
    page.goto(pages(at, child)[name])
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    return page


@SCRIPTS
def test_an_emergency_from_the_closed_record_to_the_check_by_keyboard(signed_in, at, child, scripts):
    from keepwell.web.access.models import Allocation

    Allocation.objects.filter(child=child.person.uid).delete()
    page = signed_in(java_script_enabled=scripts)
    page.goto(at("record:child", child.person.uid))
    expect(page.locator("h1")).to_have_text("There is no such page here")
    page.goto(at("start"))
    tab_to(page, "^Open a record in an emergency$", "a")
    enter(page)
    open_by_keyboard(page)
    for name in ("chronology", "told", "who"):
        page.goto(at(f"record:{name}", child.person.uid))
        expect(page.locator("main")).to_contain_text(BANNER)
    tab_past_the_top(page)
    tab_to(page, "^I need it no longer$", "button")
    enter(page)
    expect(page.locator("main")).to_contain_text("The record is closed to you again")
    page.goto(at("record:child", child.person.uid))
    expect(page.locator("h1")).to_have_text("There is no such page here")
    check_by_keyboard(signed_in("team-manager", java_script_enabled=scripts), at)


def open_by_keyboard(page):
    tab_past_the_top(page)
    tab_to(page, "^The child’s number", "input")
    page.keyboard.type("3/5/2014 Ama Okafor")
    choose(page, "The child may be in danger now")
    tab_to(page, "^Say it in a sentence", "textarea")
    page.keyboard.type("Found alone in the street.")
    tab_to(page, "^Open the record$", "button")
    enter(page)
    expect(page.locator("h1")).to_have_text("Ama Okafor")
    expect(page.get_by_role("region", name="Emergency")).to_contain_text(BANNER)


def check_by_keyboard(page, at):
    page.goto(at("start"))
    expect(page.locator(".kw-card", has_text="Emergencies to check")).to_contain_text("1 to check")
    tab_to(page, "^Emergencies to check$", "a")
    enter(page)
    tab_past_the_top(page)
    tab_to(page, r"^Check\s+what Ffion Aldous opened", "a")
    enter(page)
    expect(page.locator("main")).to_contain_text("Found alone in the street.")
    choose(page, "It was right to open the record")
    tab_to(page, "^What you looked at", "textarea")
    page.keyboard.type("The duty desk says the same.")
    tab_to(page, "^Keep this$", "button")
    enter(page)
    expect(page.locator("main")).to_contain_text("Your check is kept.")
    expect(page.locator("main")).to_contain_text("Nothing waits to be checked.")


@SCRIPTS
def test_a_manager_names_themselves_and_restricts_the_record(signed_in, at, child, team, scripts):
    from keepwell.web.access.models import Allocation

    Allocation.objects.filter(child=child.person.uid).delete()
    Allocation.objects.create(child=child.person.uid, team=team, part="team", starts_on=date(2020, 1, 1))
    page = signed_in("team-manager", java_script_enabled=scripts)
    page.goto(at("record:who", child.person.uid))
    page.get_by_text("Allocate somebody").click()
    page.get_by_label("Who", exact=True).first.select_option(label="Marisol Okwuosa, Team manager")
    page.get_by_label("As", exact=True).select_option("Named for the restricted record")
    page.get_by_role("button", name="Allocate", exact=True).click()
    expect(page.get_by_role("row", name="Marisol Okwuosa Named for the restricted record")).to_be_visible()
    page.get_by_text("Restrict or seal the whole record").click()
    page.get_by_label("Restricted", exact=True).check()
    page.get_by_label("Why").first.fill("A parent works here.")
    page.get_by_role("button", name="Restrict the record").click()
    expect(page.locator(".govuk-inset-text")).to_contain_text("This record is restricted to those who work with")
    expect(page.locator("main")).to_contain_text("A parent works here.")


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_and_nothing_is_cut_off_at_320_pixels(signed_in, at, closed, name):
    page = shown(signed_in, at, closed, name, bypass_csp=True)
    assert (BANNER in page.locator("main").inner_text()) == (name in WORKERS[1:])
    assert looked_at(page) == []


@pytest.mark.parametrize(("name", "button"), [("emergency", "Open the record"), ("emergency-check", "Keep this")])
def test_axe_finds_nothing_in_mistakes(signed_in, at, closed, name, button):
    page = shown(signed_in, at, closed, name, bypass_csp=True)
    page.get_by_role("button", name=button).click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []


@SCRIPTS
def test_every_stop_shows_where_one_is(signed_in, at, closed, scripts):
    for role, names in (("team-manager", MANAGERS), ("social-worker", WORKERS[:2])):
        page = signed_in(role, java_script_enabled=scripts)
        for name in names:
            page.goto(pages(at, closed)[name])
            assert walk(page)[0] == "Skip to main content"
