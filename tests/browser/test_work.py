"""Walks 4 and 6 of docs/walks.md, and the pages of what is due by axe and narrow."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.narrow import NARROW, sticking_out
from tests.browser.test_axe import violations
from tests.browser.test_keyboard import SCRIPTS
from tests.browser.walking import look, sign_in

TODAY = date.today()
NAMES = {
    "mine": "social-worker", "mine by child": "social-worker", "clocks": "social-worker", "why": "social-worker",
    "supervision": "team-manager", "alert": "social-worker", "alert-add": "social-worker", "team": "team-manager",
    "move": "team-manager", "approvals": "team-manager", "approval": "team-manager", "reminders": "social-worker",
    "guidance": "data-protection-officer", "guidance-look": "data-protection-officer",
}  # fmt: skip


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def people(cast, django_user_model):
    return {role: django_user_model.objects.get(email=one.email) for role, one in cast.items()}


@pytest.fixture
def due(cast, people):
    """A child of the social worker and the reviewing officer, with something of every kind to do."""
    from keepwell.web.access.models import Allocation
    from keepwell.web.record import models as m
    from keepwell.web.work.actions import approvals, supervision
    from keepwell.web.work.actions.clocks import recompute
    from tests.web.record import people as made

    child = made.child("Ama", "Okafor", born_on=date(2014, 5, 3), strange=True)
    made.care(child, ago(120))
    m.Review.objects.create(child=child, held_on=ago(100))
    m.Alert.objects.create(child=child, kind="Dog", text="A dog that bites", starts_on=ago(90), review_on=ago(2))
    worker, manager = people["social-worker"], people["team-manager"]
    for user in (worker, people["reviewing-officer"]):
        Allocation.objects.create(child=child.person.uid, user=user, starts_on=ago(120))
    recompute([child.pk])
    supervision.keep(child, on=ago(3), text="We spoke of school.", by=manager, purpose="support",
                     what="Ring the school", given_to=worker, due_on=TODAY)  # fmt: skip
    words = "Ama is safe and well in her placement.\n\nWe go on as we do."
    approvals.ask(child, "assessment", words, key=1, title="Assessment", categories=["assessment"], by=worker)
    return child


def pages(at, child, people):
    from keepwell.web.record.models import Alert
    from keepwell.web.work.models import Approval, Clock

    uid = child.person.uid
    clock = Clock.objects.get(child=child, clock="second-review")
    return {
        "mine": at("work:mine"), "mine by child": at("work:mine") + "?by=child", "clocks": at("work:clocks", uid),
        "why": at("work:why", uid, clock.pk), "supervision": at("work:supervision", uid),
        "alert": at("work:alert", uid, Alert.objects.get().pk), "alert-add": at("work:alert-add", uid),
        "team": at("work:team"), "move": at("work:move", people["social-worker"].pk),
        "approvals": at("work:approvals"), "approval": at("work:approval", Approval.objects.get().pk),
        "reminders": at("work:reminders"), "guidance": at("work:guidance"),
        "guidance-look": at("work:guidance-look", changed_source().pk),
    }  # fmt: skip


def changed_source():
    """A source of which the keepers of the policy find another edition."""
    from keepwell.web.work.models import Edition

    return Edition.objects.create(source="working-together", edition="2018")


def test_walk_4_a_reviewing_officer_s_monday(visit, at, cast, due):
    """Walk 4 of docs/walks.md."""
    page = visit(bypass_csp=True)
    sign_in(page, at("start"), cast["reviewing-officer"], "Dariusz")
    expect(page.locator(".kw-card", has_text="My work")).to_contain_text("2 overdue")
    page.get_by_role("link", name="My work").last.click()
    look(page)
    row = page.get_by_role("row").filter(has_text="Second review")
    expect(row).to_contain_text("Ama Okafor")
    expect(row).to_contain_text(re.compile(r"Overdue by \d+ days"))
    row.get_by_role("link", name="Why").click()
    main = page.locator("main")
    expect(main).to_contain_text("3 months from")
    expect(main).to_contain_text("Care Planning Regulations 2010")
    expect(main).to_contain_text("None: the national time holds")
    look(page)
    page.get_by_role("link", name="All that is due for the child").click()
    expect(main).to_contain_text("Done or ended within a year")
    look(page)
    page.get_by_role("link", name="My work").first.click()
    row.get_by_role("link", name="Record it").click()
    expect(page.locator("h1")).to_have_text("Review of a child in our care")
    look(page)
    for part in ("day", "month", "year"):
        page.locator(f"#id_on_{part}").fill(str(getattr(ago(1), part)))
    page.get_by_label("How did the child take part?").select_option("PN1")
    page.get_by_label("What did the child say about their life and their plan?").fill("“I want to stay.”")
    page.get_by_label("What did the review find?").fill("Ama has settled. The plan is right.")
    page.get_by_label("Yes, it goes on").check()
    page.get_by_label("About the child, with what they said in their own words").check()
    page.get_by_label("The child knows what is written here").check()
    page.get_by_role("button", name="Check before saving").click()
    expect(page.locator("h1")).to_contain_text("Check before you save")
    look(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Saved: Review of a child in our care")
    look(page)
    page.get_by_role("link", name="My work").first.click()
    expect(row).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="Later review")).to_contain_text("days left")
    look(page)


def test_walk_6_a_team_manager_s_friday(visit, at, cast, due, people):
    """Walk 6 of docs/walks.md."""
    page = visit(bypass_csp=True)
    sign_in(page, at("start"), cast["team-manager"], "Marisol")
    page.get_by_role("link", name="Team", exact=True).click()
    look(page)
    page.get_by_role("link", name=f"Move children of {people['social-worker'].name} to another worker").click()
    look(page)
    page.get_by_role("button", name="Move them").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one child")
    look(page)
    page.get_by_label("Ama Okafor, 12").check()
    page.get_by_label("Who works with them from then on").select_option(label="Marisol Okwuosa, Team manager")
    page.get_by_label("From", exact=True).fill(f"{TODAY:%-d/%-m/%Y}")
    page.get_by_label("Why").fill("On leave until March.")
    page.get_by_role("button", name="Move them").click()
    expect(page.locator("main")).to_contain_text("1 child moved to Marisol Okwuosa.")
    look(page)
    page.get_by_role("link", name="Start", exact=True).first.click()
    page.get_by_role("link", name="Approvals", exact=True).click()
    look(page)
    page.get_by_role("link", name=re.compile("^Answer ?: Assessment, Ama Okafor")).click()
    expect(page.locator("main")).to_contain_text("Ama is safe and well")
    look(page)
    page.get_by_label("Approve it").check()
    page.get_by_label("Comment (optional)").fill("Well seen.")
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("main")).to_contain_text("Your answer is kept.")
    expect(page.locator("main")).to_contain_text("Well seen.")
    look(page)
    page.get_by_role("link", name="Ama Okafor").first.click()
    look(page)
    page.get_by_role("link", name="Supervision", exact=True).click()
    look(page)
    page.get_by_label("Day of the supervision").fill(f"{TODAY:%-d/%-m/%Y}")
    page.get_by_label("What you talked about and decided").fill("Ama asks when she sees her brother.")
    page.get_by_role("button", name="Keep this note").click()
    expect(page.locator("main")).to_contain_text("Ama asks when she sees her brother.")
    look(page)


@SCRIPTS
def test_moving_children_and_why_a_day_need_no_scripts(signed_in, at, due, people, scripts):
    page = signed_in("reviewing-officer", java_script_enabled=scripts)
    page.goto(at("work:mine"))
    page.get_by_role("row").filter(has_text="Second review").get_by_role("link", name="Why").click()
    expect(page.locator("main")).to_contain_text("3 months from")
    page = signed_in("team-manager", java_script_enabled=scripts)
    page.goto(at("work:move", people["social-worker"].pk))
    page.get_by_role("button", name="Move them").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one child")


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_and_nothing_is_cut_off(signed_in, at, due, people, name):
    page = signed_in(NAMES[name], bypass_csp=True, **NARROW)
    page.goto(pages(at, due, people)[name])
    expect(page.locator("h1")).not_to_have_text("There is no such page here")
    assert violations(page) == []
    assert sticking_out(page) == {"wide": 320, "out": []}


@pytest.mark.parametrize(("name", "button"), [("alert-add", "Keep this"), ("supervision", "Keep this note")])
def test_axe_finds_nothing_in_mistakes(signed_in, at, due, people, name, button):
    page = signed_in(NAMES[name], bypass_csp=True)
    page.goto(pages(at, due, people)[name])
    page.get_by_role("button", name=button).click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
