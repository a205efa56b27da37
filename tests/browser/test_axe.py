"""axe finds nothing against the guidelines (WCAG 2.2 A and AA) on the pages, and at 320 pixels nothing sticks out; the
further advice of axe is a warning."""

import warnings

import pytest

from tests.browser.conftest import AXE
from tests.browser.narrow import NARROW, sticking_out
from tests.browser.pages import OPEN, STAFF

GUIDELINES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ADVICE = ["best-practice"]


def violations(page):
    """What axe finds against the guidelines: rule, what it means, and where. Its advice becomes a warning."""
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate("tags => axe.run(document, {runOnly: tags})", [*GUIDELINES, *ADVICE])
    assert result["passes"], "axe did not look at anything"
    found = {True: [], False: []}
    for one in result["violations"]:
        places = [node["target"] for node in one["nodes"]]
        found[bool({*GUIDELINES} & {*one["tags"]})].append(f"{one['id']}: {one['help']}: {places[:5]}")
    if found[False]:
        warnings.warn(f"axe advises on {page.title()}: {found[False]}", stacklevel=2)
    return found[True]


def looked_at(page):
    """What is wrong on a page: by axe on a wide screen, and what sticks out at 320 pixels."""
    wrong = violations(page)
    page.set_viewport_size(NARROW["viewport"])
    out = sticking_out(page)
    return wrong + ([] if out == {"wide": 320, "out": []} else [str(out)])


def test_open_pages(visit, live_server, cast):
    wrong = {}
    for name, bring in OPEN.items():
        page = visit(bypass_csp=True)
        bring(page, live_server.url, None)
        wrong[name] = looked_at(page)
        page.context.close()
    assert {name: found for name, found in wrong.items() if found} == {}


HALVES = [dict(list(STAFF.items())[n::2]) for n in range(2)]


@pytest.mark.parametrize("pages", HALVES, ids=["one", "other"])
def test_pages_of_staff(signed_in, live_server, child, pages):
    wrong = {}
    for name, bring in pages.items():
        page = signed_in(bypass_csp=True)
        bring(page, live_server.url, child)
        wrong[name] = looked_at(page)
        page.context.close()
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.slow
def test_everything_unfolded(signed_in, at, child):
    page = signed_in(bypass_csp=True)
    for address in (at("notice") + "?tables=open", at("record:child", child.person.uid)):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert violations(page) == []


def test_axe_would_find_something(visit, live_server, cast):
    page = visit(bypass_csp=True)
    OPEN["help"](page, live_server.url, None)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\"><input>')")
    found = " ".join(violations(page))
    assert "image-alt" in found
    assert "label" in found
