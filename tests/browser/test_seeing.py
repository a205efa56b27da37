"""Pictures and figures: axe, a narrow screen, and one walk by keyboard from the chronology to the court's paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import enter, tab_to
from tests.browser.narrow import NARROW, sticking_out
from tests.browser.test_axe import violations
from tests.browser.test_keyboard import SCRIPTS, tab_past_the_top

OF_A_CHILD = ["family", "placements", "plan"]


@pytest.fixture
def relatives(child):
    """The child with a family of four generations."""
    from keepwell.web.record import models as m
    from tests.web.record import people

    for kind in ("father", "grandparent", "sibling", "half-sibling", "step-parent", "foster-carer", "other"):
        other = people.person(kind.title(), "Okafor", sex="M" if kind == "sibling" else "")
        m.Relationship.objects.create(person=child.person, other=other, kind=kind)
    m.Child.objects.filter(pk=child.pk).update(own_child_born_on="2026-01-05")
    return child


def go(page, at, child, name):
    from keepwell.web.record import models as m

    more = []
    if name == "mark":
        more = ["record.placement", m.Placement.objects.filter(child=child).first().pk, "starts_on"]
    page.goto(at(f"seeing:{name}", child.person.uid, *more))


@pytest.mark.parametrize("name", [*OF_A_CHILD, "mark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(signed_in, at, relatives, name):
    page = signed_in(bypass_csp=True)
    go(page, at, relatives, name)
    assert violations(page) == []
    if name == "mark":
        page.get_by_role("button", name="Mark as significant").click()
        page.get_by_role("alert").wait_for()
        assert violations(page) == []
    narrow = signed_in(**NARROW)
    go(narrow, at, relatives, name)
    assert sticking_out(narrow) == {"wide": 320, "out": []}


@SCRIPTS
def test_what_is_marked_by_keyboard_stands_alone_on_the_paper_for_the_court(signed_in, at, child, scripts):
    page = signed_in(java_script_enabled=scripts)
    page.goto(at("record:chronology", child.person.uid) + "?kind=placement")
    tab_past_the_top(page)
    tab_to(page, "^Mark as significant", "a")
    enter(page)
    tab_past_the_top(page)
    tab_to(page, "^Why$", "textarea")
    page.keyboard.type("Her first night away from home.")
    tab_to(page, "^Mark as significant$", "button")
    enter(page)
    expect(page.locator("main")).to_contain_text("Her first night away from home.")
    page.get_by_label("Only what is marked as significant").check()
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Oldest first, to print").click()
    expect(page.locator("main")).to_contain_text("Her first night away from home.")
    expect(page.locator("main")).not_to_contain_text("School")


@pytest.fixture
def counted(child, cast):
    """Enough children that figures have something to say: eleven looked after, one of them often moved."""
    from datetime import date

    from keepwell.web.record import models as m
    from tests.web.record import people

    made = [people.child(f"Child{i}", "Okafor", born_on=date(2014, 5, 3)) for i in range(11)]
    for one in made:
        people.care(one, date(2022, 1, 1))
    for day in (1, 2):
        m.Placement.objects.create(
            child=made[0], kind="U6", starts_on=date(2025, 6, day), ends_on=date(2025, 6, day + 1)
        )
    return made


FIGURES = {
    "figures": ("team-manager", []), "figure": ("team-manager", ["moves"]),
    "figure-children": ("team-manager", ["moves", "2026", "fewer"]), "service": ("team-manager", []),
    "service-figure": ("team-manager", ["moves"]),
}  # fmt: skip


@pytest.mark.parametrize("name", FIGURES)
def test_axe_finds_nothing_in_figures_and_nothing_is_cut_off(signed_in, at, counted, name):
    role, more = FIGURES[name]
    page = signed_in(role, bypass_csp=True)
    page.goto(at(f"seeing:{name}", *more))
    assert violations(page) == []
    narrow = signed_in(role, **NARROW)
    narrow.goto(at(f"seeing:{name}", *more))
    assert sticking_out(narrow) == {"wide": 320, "out": []}


def test_a_manager_goes_from_the_start_to_the_child_behind_a_number(signed_in, at, counted):
    page = signed_in("team-manager")
    page.goto(at("start"))
    page.get_by_role("link", name="Figures", exact=True).click()
    page.get_by_role("link", name="Three or more placements", exact=True).click()
    page.get_by_role("link", name="1 children or events: Three or more, 2025-26").click()
    page.get_by_role("link", name="Child0 Okafor").click()
    expect(page.locator("h1")).to_have_text("Child0 Okafor")
