"""A real browser, a server with a small record, and the people of the demo."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

# Playwright keeps an event loop running in the thread of the test, where Django would refuse to use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
AXE = ROOT / "node_modules/axe-core/axe.min.js"
STYLES = ROOT / "keepwell/web/site/static/build/keepwell.css"
NEEDED = {
    CHROMIUM: "Chromium at /usr/bin/chromium (Debian: apt-get install chromium)",
    AXE: "axe-core (make setup)",
    STYLES: "the built styles (make setup)",
}
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
WAIT = 10_000  # milliseconds that anything on a page may take to appear


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    if missing := [words for path, words in NEEDED.items() if not path.exists()]:
        sentence = f"browser tests need {' and '.join(missing)}"
        pytest.fail(sentence, pytrace=False) if os.environ.get("KEEPWELL_STRICT") == "1" else pytest.skip(sentence)
    return {"executable_path": str(CHROMIUM), "headless": True, "args": list(QUIET)}


@pytest.fixture
def at(live_server):
    """The whole address of a named page: `at("record:child", child.person.uid)`."""
    return lambda name, *args: live_server.url + reverse(name, args=args)


@pytest.fixture
def cast(live_server, settings):
    """Demo mode with its people, by role."""
    from keepwell.web.staff.actions import make_demo_people

    settings.KEEPWELL_DEMO = True
    # Of earlier tests the limit on sign-ins remembers this machine.
    cache.clear()
    return {person.role: person for person in make_demo_people()}


@pytest.fixture
def child(cast):
    """A child with something of every kind, and others beside."""
    from tests.web.record import people

    people.child("Marguerite-Anastasia", "Featherstonehaugh-Wolstenholme-Cholmondeley", born_on=date(2011, 2, 28))
    people.child("Kofi", "Larkspur", born_on=date(2016, 9, 30))
    return people.whole_record(people.child("Ama", "Okafor", born_on=date(2014, 5, 3)), times=3)


@pytest.fixture
def visit(new_context, live_server):
    """A function that gives an empty page of a new window, with what `browser.new_context` takes."""

    def open_window(**options):
        context = new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(WAIT)
        return context.new_page()

    return open_window


@pytest.fixture
def signed_in(visit, cast, live_server, django_user_model):
    """The same for somebody with this role who has signed in already."""

    def open_window(role="social-worker", **options):
        client = Client()
        client.force_login(
            django_user_model.objects.get(email=cast[role].email),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        page = visit(**options)
        cookie = client.cookies["keepwell_session"]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return open_window
