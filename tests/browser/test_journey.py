"""Walk 3 of docs/walks.md: a social worker, with scripts off; and each of its pages on any screen."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.narrow import NARROW, sticking_out
from tests.browser.test_axe import violations
from tests.browser.walking import look, sign_in

YESTERDAY = date.today() - timedelta(days=1)


@pytest.fixture
def siblings(child):
    """Ama with an open referral, and her brother Kofi who has a record of his own."""
    from keepwell.web.record import models as m

    kofi = m.Child.objects.get(person__names__given="Kofi")
    for one, other in ((child, kofi), (kofi, child)):
        m.Relationship.objects.create(person=one.person, other=other.person, kind="sibling")
        m.Referral.objects.create(child=one, referred_on=date(2026, 10, 1), source="2A", no_further_action=False)
    return child, kofi


def day(page, on, name="on"):
    for part in ("day", "month", "year"):
        page.locator(f"#id_{name}_{part}").fill(str(getattr(on, part)))


def written(page):
    page.get_by_label("Written with the child").check()
    page.get_by_label("The child knows what is written here").check()


def save(page):
    page.get_by_role("button", name="Check before saving").click()
    expect(page.locator("h1")).to_contain_text("Check before you save")
    look(page)
    page.get_by_role("button", name="Save", exact=True).click()


def test_walk_3_a_social_worker_without_scripts(visit, at, cast, siblings):
    """Walk 3 of docs/walks.md: scripts are off from signing in to the chronology."""
    page = visit(java_script_enabled=False)
    page.aside = visit(bypass_csp=True)
    sign_in(page, at("start"), cast["social-worker"], "Ffion")
    page.get_by_label("Name, date of birth or number").fill("Ama Okafor")
    page.get_by_role("button", name="Find", exact=True).click()
    look(page)
    page.get_by_role("link", name="Ama Okafor", exact=True).click()
    look(page)
    page.get_by_role("link", name="The work with this child").click()
    look(page)
    page.get_by_role("link", name="Strategy discussion").click()
    look(page)
    page.get_by_role("button", name="Check before saving").click()
    expect(page.get_by_role("alert")).to_contain_text("When was it?: give an answer")
    look(page)
    day(page, YESTERDAY)
    page.get_by_label("Police", exact=True).check()
    page.get_by_label("What did each of them know?").fill("The school kept a note of each mark.")
    page.get_by_label("A section 47 enquiry with the police").check()
    page.get_by_label("Why?", exact=True).fill("Marks on three days.")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Saved: Strategy discussion")
    expect(page.locator("main")).to_contain_text("15 working days")
    expect(page.get_by_role("link", name="Section 47 enquiry: what came of it")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Back to the work with this child").click()
    page.get_by_role("link", name="Case note").first.click()
    look(page)
    day(page, YESTERDAY)
    page.get_by_label("What is it about?").fill("At home")
    page.get_by_label("What happened?").fill("Ama and Kofi showed their room.")
    written(page)
    page.get_by_label("Kofi Larkspur").check()
    save(page)
    expect(page.locator("main")).to_contain_text("This is the copy for this child")
    expect(page.get_by_label("What happened?")).to_have_value("Ama and Kofi showed their room.")
    look(page)
    page.get_by_label("What happened?").fill("Kofi showed his room.")
    save(page)
    expect(page.locator("main")).to_contain_text("Kofi showed his room.")
    look(page)
    page.goto(at("record:child", ama_of(siblings)))
    page.get_by_role("link", name="Chronology", exact=True).click()
    expect(page.locator("main")).to_contain_text("Strategy discussion: A section 47 enquiry with the police")
    look(page)


def ama_of(siblings):
    return siblings[0].person.uid


PAGES = ("work", "assessment", "check", "step", "change", "not-now", "actions", "action")


def brought(page, at, siblings, name):
    from keepwell.web.record import models as m
    from tests.web.journey.steps import noted

    ama, _ = siblings
    uid = ama.person.uid
    if name in ("step", "change"):
        page.goto(at(f"journey:{name}", uid, noted(ama).pk))
    elif name in ("actions", "action"):
        planned(page, at, ama, name)
    elif name == "work":
        noted(ama)
        page.goto(at("journey:work", uid))
    elif name == "assessment":
        m.Assessment.objects.create(child=ama, referral=m.Referral.objects.latest("pk"), started_on=date(2026, 10, 2))
        page.goto(at("journey:record", uid, "assessment"))
        page.get_by_role("button", name="Check before saving").click()
    elif name == "not-now":
        m.Referral.objects.filter(child=ama).delete()
        page.goto(at("journey:record", uid, "conference"))
    else:
        page.goto(at("journey:record", uid, "case-note"))
        day(page, YESTERDAY)
        page.get_by_label("What is it about?").fill("At home")
        page.get_by_label("What happened?").fill("A" * 300)
        written(page)
        page.get_by_role("button", name="Check before saving").click()
    page.locator("h1").wait_for()


def planned(page, at, ama, name):
    """The actions of a plan, one of them followed; or the form that follows the other, with a mistake in it."""
    from keepwell.web.access.forms_in_force import forms
    from keepwell.web.journey import acting
    from keepwell.web.journey.actions import follow
    from keepwell.web.record import opening
    from keepwell.web.record.actions import stepping
    from tests.web.record import people

    by = people.user("team-manager")
    people.work_together(users=[by], children=[ama])
    steps = [{"goal": "Sleep through", "who": "Her aunt", "by": YESTERDAY}, {"goal": "Read", "who": "Ffion"}]
    step = stepping.take(ama, form=forms()["need-plan"], answers={"on": YESTERDAY, "steps": steps}, by=by,
                         purpose="support")  # fmt: skip
    one = acting.action_at(opening.open_record(ama.person.uid, by=opening.reader(by)), step.pk, 1)
    follow(one, came="dropped", on=YESTERDAY, note="She reads by herself.", by=by, purpose="support")
    uid = ama.person.uid
    page.goto(at("journey:actions", uid) if name == "actions" else at("journey:action", uid, step.pk, 0))
    if name == "action":
        page.get_by_role("button", name="Keep this").click()
        page.get_by_role("alert").wait_for()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_cut_off(signed_in, at, siblings, name):
    page = signed_in(bypass_csp=True, **NARROW)
    brought(page, at, siblings, name)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert violations(page) == []
    assert sticking_out(page) == {"wide": 320, "out": []}
