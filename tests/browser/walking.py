"""What the six walks of docs/walks.md have in common: signing in, and axe on every page that is passed."""

from urllib.parse import urljoin

from playwright.sync_api import expect

from tests.browser.keyboard import press, tab
from tests.browser.test_axe import violations


def sign_in(page, address, person, name):
    """With the mouse or a finger, from the start page that asks who one is."""
    page.goto(address)
    look(page)
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("h1")).to_have_text(f"Hello {name}")
    look(page)


def look(page):
    """Axe finds nothing on the page as it stands. Axe is a script: where they are off, it looks at the same in another
    window, which `page.aside` is."""
    page.locator("h1").first.wait_for()
    aside = getattr(page, "aside", None)
    if aside:
        aside.goto(urljoin(page.url, "/help/"))  # of the same house, so that its styles are found
        aside.set_content(page.content())
    assert violations(aside or page) == [], page.url


def choose(page, name, most=150):
    """Choose a radio by Tab and arrows alone."""
    one = page.get_by_label(name, exact=True)
    group = one.get_attribute("name")
    for _ in range(most):
        tab(page)
        if page.evaluate("document.activeElement.name") == group:
            break
    press(page, one)
