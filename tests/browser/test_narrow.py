"""At 320 pixels, which is also 400% of a usual screen, nothing is cut off or scrolls sideways."""

import pytest

from tests.browser.pages import OPEN, STAFF, found

NARROW = {"viewport": {"width": 320, "height": 640}}
# What sticks out of the window although no box of its own scrolls it. Clipped text for those who listen does not count.
STICKING_OUT = """() => {
  const scrolls = (el) => ["auto", "scroll"].includes(getComputedStyle(el).overflowX);
  const scrolled = (el) => el && (scrolls(el) || scrolled(el.parentElement));
  const wide = document.documentElement.scrollWidth;
  const out = [...document.querySelectorAll("main *, header *, footer *")].filter((el) => {
    const box = el.getBoundingClientRect();
    return box.width > 1 && box.right > innerWidth + 1 && !scrolled(el.parentElement);
  });
  return { wide, out: out.slice(0, 5).map((el) => `${el.tagName} ${el.className} ${el.textContent.slice(0, 40)}`) };
}"""


def sticking_out(page):
    return page.evaluate(STICKING_OUT)


@pytest.mark.parametrize("name", OPEN)
def test_open_page(visit, live_server, cast, name):
    page = visit(**NARROW)
    OPEN[name](page, live_server.url, None)
    assert sticking_out(page) == {"wide": 320, "out": []}


@pytest.mark.parametrize("name", STAFF)
def test_page_of_staff(signed_in, live_server, child, name):
    page = signed_in(**NARROW)
    STAFF[name](page, live_server.url, child)
    assert sticking_out(page) == {"wide": 320, "out": []}


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
