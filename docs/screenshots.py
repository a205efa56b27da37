"""The pictures of the README, taken from a fresh demo with a made-up council: `make screenshots`."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs/images"
KEEPWELL = Path(sys.executable).with_name("keepwell")
CHROMIUM = Path("/usr/bin/chromium")
STYLES = ROOT / "keepwell/web/site/static/build/keepwell.css"
READER = "ffion.aldous@example.org"
WINDOW = {"width": 1100, "height": 780}
SCALE = 0.8  # of the window to its picture
LARGEST = 150_000  # bytes of one picture
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


def main():
    if missing := _missing():
        sys.exit("No pictures were taken. Missing: " + "; ".join(missing) + ".")
    with tempfile.TemporaryDirectory(prefix="keepwell-pictures-") as home:
        os.environ.update(KEEPWELL_HOME=home, KEEPWELL_DEMO="1", KEEPWELL_DEBUG="1", NO_PROXY="127.0.0.1,localhost")
        subprocess.run([KEEPWELL, "demo", "--prepare"], check=True)  # noqa: S603 - our own command
        port = _free_port()
        command = [KEEPWELL, "demo", "--port", str(port)]
        silent = subprocess.DEVNULL
        with subprocess.Popen(command, stdout=silent, stderr=silent) as server:  # noqa: S603 - our own command
            try:
                _wait_for(f"http://127.0.0.1:{port}/healthz", server)
                _take(f"http://127.0.0.1:{port}", _child_to_show())
            finally:
                server.terminate()


def _missing():
    found = {
        "Chromium at /usr/bin/chromium (Debian: apt-get install chromium)": CHROMIUM.exists(),
        "the keepwell command beside this Python (make setup)": KEEPWELL.exists(),
        "the built styles (make setup)": STYLES.exists(),
        "Playwright (make setup)": _has_playwright(),
    }
    return [words for words, there in found.items() if not there]


def _has_playwright():
    from importlib.util import find_spec

    return find_spec("playwright") is not None


def _free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _wait_for(address, server, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(address, timeout=2):  # noqa: S310 - our own server
                return
        except (URLError, OSError):
            time.sleep(0.3)
    sys.exit("No pictures were taken: the demo did not answer. Start it with “keepwell demo” to see why.")


def _child_to_show():
    """A child of the reader of whom there is much to see: in care now, with several homes, questionnaires and notes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keepwell.web.site.settings")
    import django

    django.setup()
    from keepwell.web.access import door
    from keepwell.web.record.models import Child, LegalStatus, Note, PeriodOfCare, Placement, Sdq
    from keepwell.web.staff.queries import with_address

    def counted(model):
        return Counter(model.objects.values_list("child_id", flat=True))

    homes, scores, statuses, notes = (counted(model) for model in (Placement, Sdq, LegalStatus, Note))
    theirs = door.only_known(Child.objects.order_by(), by=with_address(READER)).values("pk")
    in_care = PeriodOfCare.objects.filter(ends_on=None, child__in=theirs).values_list("child_id", flat=True)
    best = max(in_care, key=lambda n: (min(homes[n], 6), min(scores[n], 3), min(statuses[n], 3), notes[n]))
    return str(Child.objects.select_related("person").get(pk=best).person.uid)


def _take(base, uid):
    from playwright.sync_api import sync_playwright

    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        page = browser.new_page(viewport=WINDOW, device_scale_factor=SCALE, base_url=base)
        _sign_in(page)
        for address, name in ((f"/children/{uid}/", "child"), (f"/children/{uid}/chronology/", "chronology"),
                              (f"/children/{uid}/who/", "who"), ("/", "start"), ("/notice/", "notice")):  # fmt: skip
            page.goto(address)
            _save(page.screenshot(), name)
        page.goto(f"/children/{uid}/")
        _save(page.locator(".kw-chart").first.screenshot(), "placements")
        browser.close()


def _sign_in(page):
    page.goto("/")
    page.get_by_role("textbox", name="E-mail").fill(READER)
    page.get_by_role("textbox", name="Password").fill("keepwell-demo")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Hello").wait_for()


def _save(picture, name):
    if len(picture) > LARGEST:
        sys.exit(f"The picture “{name}” has {len(picture):,} bytes; it should have at most {LARGEST:,}.")
    path = IMAGES / f"{name}.png"
    path.write_bytes(picture)
    print(f"{path.relative_to(ROOT)}: {len(picture) / 1000:.0f} kB")  # noqa: T201 - what a person asked for


if __name__ == "__main__":
    main()
