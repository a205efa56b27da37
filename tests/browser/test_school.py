"""Walk 5 of docs/walks.md, and the pages of school life on any screen."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.narrow import NARROW, sticking_out
from tests.browser.test_axe import violations
from tests.browser.walking import look, sign_in

TODAY = date.today()
VIEW = "I like science. I hate being called out in front of everyone."


@pytest.fixture
def pupil(child):
    """The child, with a register, a suspension, a plan of the council and a move."""
    from keepwell.example.register import register_rows
    from keepwell.web.access.door import Operator
    from keepwell.web.record import models as m
    from keepwell.web.school import models as school
    from keepwell.web.school.actions.registers import take_in

    rows = register_rows([child.person.reference], seed=4, years=[TODAY.year - 1, TODAY.year], on=TODAY)
    lines = ["Pupil number,Date,AM,PM", *(",".join(row) for row in rows)]
    take_in("\n".join(lines).encode(), by=Operator("a test"))
    m.PeriodOfCare.objects.filter(child=child).exclude(ends_on=None).delete()
    school.Exclusion.objects.create(child=child, kind="suspension", starts_on=TODAY - timedelta(3), sessions=4,
                                    reasons=["DB"], seal=child.person.uid)  # fmt: skip
    school.PlanStage.objects.create(child=child, stage="asked", on=TODAY - timedelta(60))
    school.PlanPart.objects.create(child=child, section="A", seal=child.person.uid, sealed_words=b"")
    school.Leaving.objects.create(child=child, school="Mossbank School", leaves_on=TODAY)
    return child


def day(page, name, on):
    for part in ("day", "month", "year"):
        page.locator(f"#id_{name}_{part}").fill(str(getattr(on, part)))


def write_plan(page):
    """A social worker writes the plan of this term and sends it."""
    page.get_by_role("link", name="Write the plan for the").click()
    day(page, "meeting_on", TODAY)
    page.get_by_label("What the pupil says, in their own words").fill(VIEW)
    page.get_by_role("button", name="Send to the virtual school").click()
    expect(page.get_by_role("alert")).to_contain_text("Give at least one target")
    expect(page.get_by_label("What the pupil says, in their own words")).to_have_value(VIEW)
    page.get_by_label("Target 1 (optional)", exact=True).fill("Read for ten minutes each evening")
    page.get_by_label("Who sees to target 1").fill("Ms Bell")
    day(page, "by_1", TODAY + timedelta(40))
    page.get_by_role("button", name="Send to the virtual school").click()
    expect(page.get_by_role("alert")).to_contain_text("Sent to the virtual school")


def test_walk_5_the_virtual_school_head_approves_a_plan(visit, signed_in, at, cast, pupil):
    """Walk 5 of docs/walks.md; the plan comes from the child's social worker, whose scripts are off."""
    from tests.web.record import people

    people.work_together()
    worker = signed_in(java_script_enabled=False)
    worker.aside = head = visit(bypass_csp=True)
    worker.goto(at("record:child", pupil.person.uid))
    worker.get_by_role("link", name="School life", exact=True).click()
    look(worker)
    write_plan(worker)
    look(worker)
    sign_in(head, at("start"), cast["virtual-school-head"], "Rosalind")
    head.get_by_role("link", name="Virtual school").click()
    look(head)
    head.get_by_role("link", name=re.compile("Waits for the virtual school")).click()
    look(head)
    head.get_by_role("link", name="Ama Okafor").click()
    expect(head.locator("blockquote")).to_contain_text(VIEW)
    look(head)
    head.get_by_role("button", name="Decide").click()
    expect(head.get_by_role("alert")).to_contain_text("Choose a decision")
    look(head)
    head.get_by_label("Approve it").check()
    head.get_by_label("What is good, and what is to be mended").fill("Her own words lead it.")
    head.get_by_role("button", name="Decide").click()
    expect(head.get_by_role("alert")).to_contain_text("The plan is approved")
    look(head)
    head.goto(at("school:child", pupil.person.uid))
    expect(head.get_by_role("heading", name="Thresholds reached")).to_be_visible()
    expect(head.locator("svg[role=img]")).to_have_count(2)
    look(head)


def pages(at, child):
    uid = child.person.uid
    names = ("child", "amend", "life", "exclude", "stage", "leave")
    from keepwell.web.school.queries.learning import term_of

    return {
        **{name: at(f"school:{name}", uid) for name in names}, "list": at("school:attendance"),
        "registers": at("school:registers"), "virtual": at("school:virtual"),
        "write": at("school:write", uid, *term_of(TODAY)), "ehc": at("school:ehc", uid),
        "ehc-part": at("school:ehc-part", uid, "A"), "ehc-write": at("school:ehc-write", uid, "A"),
    }  # fmt: skip


def test_axe_finds_nothing_and_nothing_is_cut_off_at_320_pixels(signed_in, at, pupil):
    from tests.web.record import people

    people.work_together()
    wide, narrow = signed_in(bypass_csp=True), signed_in(**NARROW)
    for name, address in pages(at, pupil).items():
        wide.goto(address)
        assert wide.locator("h1").count() == 1, name
        wide.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert violations(wide) == [], name
        narrow.goto(address)
        narrow.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert sticking_out(narrow) == {"wide": 320, "out": []}, name


def test_a_register_is_brought_in_and_a_mistake_is_told(signed_in, at, pupil, tmp_path):
    from tests.web.record import people

    people.work_together()
    page = signed_in(bypass_csp=True)
    page.goto(at("school:registers"))
    page.get_by_role("button", name="Bring it in").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
    path = tmp_path / "register.csv"
    path.write_text(
        f"UPN,Date,AM,PM\n{pupil.person.reference},7/9/2020,/,\\\nNOBODY,7/9/2020,/,/\n{pupil.person.reference},x,/,/\n"
    )
    page.get_by_label("Register file").set_input_files(path)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.locator("main")).to_contain_text("Line 4: “x” is not a real date")
    expect(page.locator("main")).to_contain_text("NOBODY, first on line 3")
    assert violations(page) == []
