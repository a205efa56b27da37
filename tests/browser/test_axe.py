"""axe finds nothing against the guidelines (WCAG 2.2 A and AA) on the pages; its further advice is a warning."""

import warnings

import pytest

from tests.browser.conftest import AXE
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


@pytest.mark.parametrize("name", OPEN)
def test_open_page(visit, live_server, cast, name):
    page = visit(bypass_csp=True)
    OPEN[name](page, live_server.url, None)
    assert violations(page) == []


@pytest.mark.parametrize("name", STAFF)
def test_page_of_staff(signed_in, live_server, child, name):
    page = signed_in(bypass_csp=True)
    STAFF[name](page, live_server.url, child)
    assert violations(page) == []


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
