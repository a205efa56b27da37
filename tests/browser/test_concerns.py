"""A concern from a teaching assistant's telephone to the lead's decision: by finger and by keyboard."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache, caches
from django.test import Client
from playwright.sync_api import expect

from tests.browser.keyboard import enter, tab_to
from tests.browser.narrow import NARROW, sticking_out
from tests.browser.test_axe import violations
from tests.browser.test_keyboard import SCRIPTS, tab_past_the_top, walk
from tests.browser.test_keyboard import sign_in as keyed_in
from tests.browser.walking import choose, look, sign_in

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ASSISTANT = ["raise", "raised", "raise-staff"]
LEAD = ["waiting", "concern", "settled", "move", "mend", "versions", "link", "pattern"]
HEAD = ["staff", "staff-concern"]


@pytest.fixture
def school(live_server, settings, tmp_path):
    """A school with three people and two children: {role: person}, with `email` and `password`."""
    from keepwell.policy import shipped
    from keepwell.web.access.models import Allocation
    from keepwell.web.staff.models import Team
    from tests.web.record import people

    caches["process"].clear()
    cache.clear()
    settings.KEEPWELL_POLICY, settings.MEDIA_ROOT = shipped("school"), tmp_path
    team = Team.objects.create(name="Alderbrook", kind=Team.Kind.SCHOOL)
    for given, family, born in (("Ama", "Okafor", 2017), ("Kofi", "Larkspur", 2016)):
        child = people.child(given, family, born_on=date(born, 5, 3), strange=True)
        Allocation.objects.create(child=child.person.uid, team=team, part="team", starts_on=people.SINCE)
    names = {"teaching-assistant": "Ines Okoro", "safeguarding-lead": "Gwen Sharrock", "head-teacher": "Ada Lovell"}
    return {role: people.user(role, name, team=team, strange=True) for role, name in names.items()}


def typed(person):
    """What somebody of the school types to sign in."""
    return SimpleNamespace(email=person.email, password="a long enough one", name=person.name)


@pytest.fixture
def as_(visit, school, live_server):
    """A function that gives a window in which the holder of this role has signed in."""

    def open_window(role, **options):
        client = Client()
        client.force_login(school[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        page = visit(**options)
        cookie = client.cookies["keepwell_session"]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return open_window


@pytest.fixture
def kept(school):
    """A note about Ama with everything in it, one about nobody yet, one about staff; -> the two notes and Ama."""
    from keepwell.web.concerns.actions import deciding, staff
    from keepwell.web.concerns.actions.raising import raise_concern
    from keepwell.web.record.files import Handed
    from keepwell.web.record.models import Child

    by, lead = school["teaching-assistant"], school["safeguarding-lead"]
    ama, kofi = Child.objects.order_by("pk")
    mark = {"region": "left-forearm", "kind": "bruise", "size": "2 cm", "colour": "blue", "skin": "no"}
    people = [{"name": "Kofi L, Wrens", "part": "alleged", "words": "Pushed."}, {"name": "Mum", "part": "witness"}]
    words = {"about": "Ama, Robins class", "child_words": "He hit me", "seen": "A red mark.", "opinion": "Afraid.",
             "where": "Yard", "marks": [mark, {**mark, "region": "right-calf"}], "people": people}  # fmt: skip
    given = {"on": date.today() - timedelta(days=2), "at_time": "9:10", "how": "saw", "danger": True, "by": by}
    unsettled = raise_concern(words=words, files=[Handed("a.txt", b"x", "text/plain")], **given)
    settled = raise_concern(child=ama, words=words, **given)
    deciding.ask_for(settled, what="Ring the duty desk.", owner=lead, due_on=date.today(), by=lead)
    deciding.decide(settled, was={"category": "", "decision": "", "reason": "", "feedback": ""}, category="physical",
                    decision="refer", reason="A mark.", feedback="Thank you.", by=lead)  # fmt: skip
    deciding.link(settled, number=0, child=kofi, part="alleged", words="Pushed.", why="So.", by=lead)
    deciding.put_in_file(settled, was={"in_file": "", "why": ""}, in_file="yes", why="Her carers must know.", by=lead)
    staff.raise_about_staff(on=date.today(), words={"about": "Mr Thorne", "seen": "Alone.", "where": "", "others": ""},
                            by=by)  # fmt: skip
    return {"unsettled": unsettled, "settled": settled, "ama": ama}


def address(at, kept, name):
    from keepwell.web.concerns.models import StaffConcern

    notes = {
        "concern": "unsettled",
        "settled": "settled",
        "move": "settled",
        "mend": "unsettled",
        "versions": "settled",
    }
    if name in notes:
        return at(f"concerns:{'concern' if name == 'settled' else name}", kept[notes[name]].seal)
    if name == "link":
        return at("concerns:link", kept["unsettled"].seal, 0)
    if name == "pattern":
        return at("concerns:pattern", kept["ama"].person.uid)
    if name == "staff-concern":
        return at("concerns:staff-concern", StaffConcern.objects.get().seal)
    return at(f"concerns:{name}")


def shown(as_, at, kept, name, **options):
    role = "teaching-assistant" if name in ASSISTANT else "head-teacher" if name in HEAD else "safeguarding-lead"
    page = as_(role, **options)
    page.goto(address(at, kept, name))
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    return page


# The teaching assistant -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wide", [390, 320])
def test_walk_1_a_teaching_assistant_s_telephone_from_signing_in_to_the_receipt(visit, at, school, wide):
    """Walk 1 of docs/walks.md."""
    from keepwell.web.concerns.models import Concern
    from keepwell.web.concerns.queries.reading import read

    page = visit(bypass_csp=True, **{**PHONE, "viewport": {"width": wide, "height": 844}})
    sign_in(page, at("start"), typed(school["teaching-assistant"]), "Ines")
    page.get_by_role("link", name="Raise a concern").first.tap()
    look(page)
    expect(page.locator("main")).to_contain_text("Call 999")
    page.get_by_label("Who is it about?").fill("Ama, Robins")
    page.get_by_label("The child’s own words").fill("Dad hit me wiv the stick")
    page.get_by_label("The child told me").check()
    page.get_by_label("What you saw or heard").fill("A red mark on her left arm.")
    page.get_by_label("What you think about it").fill("She is afraid to go home.")
    page.get_by_text("Mark 1", exact=True).tap()
    page.get_by_text("Or point at it").first.tap()
    page.get_by_role("radio", name="Left forearm", exact=True).first.tap()
    expect(page.locator("#id_mark-0-place")).to_have_value("left-forearm")
    page.get_by_label("What is it?").first.select_option("Bruise")
    assert sticking_out(page) == {"wide": wide, "out": []}
    page.get_by_role("button", name="Send to the safeguarding lead").tap()
    expect(page.locator("h1")).to_have_text("Concerns you raised")
    expect(page.locator("main")).to_contain_text("Kept: note")
    expect(page.get_by_role("row", name=re.compile("Sent to the lead"))).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("wiv the stick")
    look(page)
    page.get_by_role("button", name="Sign out").tap()
    expect(page.get_by_label("E-mail")).to_be_visible()
    assert [one.said for one in read(Concern.objects.get()).marks] == ["Bruise at Left forearm (front)"]


def test_what_is_typed_is_on_the_server_before_it_is_sent(as_, at, school):
    page = as_("teaching-assistant", **PHONE)
    page.goto(at("concerns:raise"))
    page.get_by_label("What you saw or heard").press_sequentially("A red mark")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"Saved on the server at \d\d:\d\d"))
    page.get_by_label("What you saw or heard").press_sequentially(" on her arm")
    page.goto("about:blank")  # leaves the page at once: what was typed last follows
    page.wait_for_timeout(2_000)  # the server of the tests has one connection, which cannot save while it is asked
    page.goto(at("concerns:raise"))
    expect(page.get_by_label("What you saw or heard")).to_have_value("A red mark on her arm")
    expect(page.locator("main")).to_contain_text("This is what you typed before")


def test_somebody_signed_out_meanwhile_is_told_and_loses_nothing(as_, at, school, client):
    from django.contrib.sessions.models import Session

    page = as_("teaching-assistant")
    page.goto(at("concerns:raise"))
    Session.objects.all().delete()
    page.get_by_label("What you saw or heard").press_sequentially("A red mark")
    expect(page.get_by_role("status")).to_contain_text("you have been signed out")
    expect(page.get_by_label("What you saw or heard")).to_have_value("A red mark")


def test_without_scripts_a_button_keeps_it_and_the_figure_is_pointed_at(as_, at, school):
    page = as_("teaching-assistant", java_script_enabled=False, **PHONE)
    page.goto(at("concerns:raise"))
    page.get_by_label("What you saw or heard").fill("A red mark")
    page.get_by_text("Mark 1", exact=True).tap()
    page.get_by_text("Or point at it").first.tap()
    page.get_by_role("radio", name="Right knee", exact=True).first.check()
    page.get_by_role("button", name="Save and finish later").tap()
    expect(page.locator("main")).to_contain_text("Kept for you to finish")
    page.get_by_role("link", name="Go on with the one you began").tap()
    expect(page.get_by_label("What you saw or heard")).to_have_value("A red mark")
    expect(page.get_by_role("radio", name="Right knee", exact=True).first).to_be_checked()


# The lead ---------------------------------------------------------------------------------------------------------


@SCRIPTS
def test_walk_2_the_lead_decides_by_keyboard_alone(visit, at, kept, school, scripts):
    """Walk 2 of docs/walks.md; nothing but keys."""
    page = visit(bypass_csp=True, java_script_enabled=scripts)
    page.aside = None if scripts else visit(bypass_csp=True)
    keyed_in(page, at("start"), typed(school["safeguarding-lead"]))
    expect(page.locator(".kw-card", has_text="Notes of concern")).to_contain_text("1 to decide")
    tab_to(page, "^Notes of concern$", "a")
    enter(page)
    expect(page.locator("h2").first).to_have_text("To decide: 1")
    look(page)
    tab_past_the_top(page)
    tab_to(page, f"^Note {kept['unsettled'].pk}$", "a")
    enter(page)
    expect(page.locator("main")).to_contain_text("somebody may be in danger now")
    look(page)
    choose(page, page.locator('label:has-text("Ama Okafor")').inner_text())
    tab_to(page, "^It is this child$", "button")
    enter(page)
    expect(page.locator("main")).to_contain_text("The child is settled.")
    look(page)
    tab_to(page, "^What kind of concern is it", "select")
    page.keyboard.type("Phys")
    choose(page, "Refer to children’s services")
    tab_to(page, "^Why", "textarea")
    page.keyboard.type("A mark, and her own words.")
    tab_to(page, "^What does the person who raised it hear", "textarea")
    page.keyboard.type("Thank you. It was right to say so.")
    tab_to(page, "^Keep the decision$", "button")
    enter(page)
    expect(page.locator("main")).to_contain_text("Decided: Refer to children’s services")
    look(page)
    tab_to(page, "^Ask somebody to do something$", "summary")
    page.keyboard.press("Enter")
    tab_to(page, "^What is to be done", "textarea")
    page.keyboard.type("Ring the duty desk.")
    tab_to(page, "^By whom", "select")
    page.keyboard.type("Ada")
    for part in ("day", "month", "year"):
        tab_to(page, f"^{part.title()}$", "input")
        page.keyboard.type(str(getattr(date.today(), part)))
    tab_to(page, "^Keep the action$", "button")
    enter(page)
    expect(page.get_by_role("row", name=re.compile("Ring the duty desk. Ada Lovell"))).to_be_visible()
    tab_to(page, r"^Done\s*: Ring the duty desk", "button")
    enter(page)
    expect(page.locator("main")).to_contain_text("Marked as done.")
    tab_to(page, "^Concerns over time$", "a")
    enter(page)
    expect(page.locator("svg.kw-drawing title").first).to_have_text("Concerns over time: 2 concerns")
    look(page)


def test_from_sign_in_by_keyboard_a_teaching_assistant_comes_to_the_form(visit, at, school):
    page = visit()
    keyed_in(page, at("start"), typed(school["teaching-assistant"]))
    tab_to(page, "^Raise a concern$", "a")
    enter(page)
    expect(page.locator("h1")).to_have_text("Raise a concern")


# Every page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*ASSISTANT, *LEAD, *HEAD])
def test_axe_finds_nothing_and_nothing_is_cut_off(as_, at, kept, name):
    page = shown(as_, at, kept, name, bypass_csp=True, **NARROW)
    assert sticking_out(page) == {"wide": 320, "out": []}
    assert violations(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    assert violations(page) == []


@pytest.mark.parametrize(("name", "button"), [
    ("raise", "Send to the safeguarding lead"), ("concern", "Keep the decision"),
    ("staff-concern", "Keep the decision"),
])  # fmt: skip
def test_axe_finds_nothing_in_mistakes(as_, at, kept, name, button):
    page = shown(as_, at, kept, name, bypass_csp=True)
    page.get_by_role("button", name=button).click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []


@SCRIPTS
def test_every_stop_shows_where_one_is(as_, at, kept, scripts):
    for name in ("raise", "concern", "pattern"):
        page = shown(as_, at, kept, name, java_script_enabled=True) if scripts else None
        if page is None:
            page = as_("teaching-assistant" if name == "raise" else "safeguarding-lead", java_script_enabled=False)
            page.goto(address(at, kept, name))
        assert walk(page)[0] == "Skip to main content"
