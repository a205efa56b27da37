"""At 320 pixels nothing is cut off or scrolls sideways: what test_axe.py does not look at."""

from tests.browser.narrow import NARROW, sticking_out
from tests.browser.pages import found


def test_long_name(signed_in, live_server, child):
    page = signed_in(**NARROW)
    found(page, live_server.url, child, "Wolstenholme")
    assert sticking_out(page) == {"wide": 320, "out": []}
    page.get_by_role("link", name="Marguerite").click()
    page.locator("h1", has_text="Marguerite").wait_for()
    assert sticking_out(page) == {"wide": 320, "out": []}


def test_unfolded_notice(visit, at):
    page = visit(**NARROW)
    page.goto(at("notice") + "?tables=open")
    assert sticking_out(page) == {"wide": 320, "out": []}
