"""The returns desk by keyboard alone: files are uploaded and checked, a finding is followed into the record, mended
there and gone; and its pages for everybody."""

import threading

import pytest
from django.db import connection
from playwright.sync_api import expect

from keepwell.web.desk.actions import running, runs
from keepwell.web.desk.models import Run
from keepwell.web.record.models import Episode
from tests.browser.keyboard import enter, tab, tab_to
from tests.browser.narrow import NARROW, sticking_out
from tests.browser.test_axe import violations
from tests.web.desk.files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder, taken
from tests.web.desk.runs import BEN, BENS_EPISODE, IMMEDIATE, bad

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.KEEPWELL_INCOMING = tmp_path / "home" / "incoming"
    settings.KEEPWELL_INCOMING.mkdir(parents=True)


@pytest.fixture
def files(cast, tmp_path):
    """A return with a deliberate error, as files; the record was filled from the same ones."""
    lines = {"header": [HEADER, ADA, BEN], "episodes": [EPISODES, bad(ADAS_EPISODE), BENS_EPISODE]}
    at = folder(tmp_path / "return", **lines)
    taken(at, 2026)
    return sorted(at.iterdir())


@pytest.fixture
def checked(cast, files, settings, django_user_model):
    """A finished check of the record."""
    settings.TASKS = IMMEDIATE
    officer = django_user_model.objects.get(email=cast["returns-officer"].email)
    asked = runs.ask_for(by=officer, collection="ssda903", year=2026, this_from="record", last_from="record")
    return Run.objects.get(pk=asked.pk)


def work():
    """What a worker does with the run that waits, in a thread of its own as a worker is a process of its own."""

    def carry_out():
        running.carry_out(Run.objects.get(state="waiting").pk)
        connection.close()

    worker = threading.Thread(target=carry_out)
    worker.start()
    worker.join()


@SCRIPTS
def test_from_files_to_a_mended_record_by_keyboard(signed_in, at, files, scripts):
    page = signed_in("returns-officer", java_script_enabled=scripts)
    page.goto(at("desk:start"))
    ask(page, files)
    see_it_finish(page, scripts)
    follow_the_finding(page)
    mend(page)
    check_again(page, scripts)
    expect(page.locator("main")).to_contain_text("mended")
    assert not Run.objects.first().findings.filter(rule="144").exists()
    tab_to(page, "^Mended since the check before$", "a")
    enter(page)
    expect(page.locator("main")).to_contain_text("Rule 144")


def ask(page, files):
    tab_to(page, "^Check a return$", "a")
    enter(page)
    tab_to(page, "^Collection year", "select")
    page.keyboard.type("2025")
    tab_to(page, "^The record: the return", "input")
    page.keyboard.press("ArrowDown")
    assert tab(page)["name"].startswith("Files to check")
    # What the keyboard opens here is a window of the system: the files are handed over as it would.
    page.get_by_label("Files to check").set_input_files(files)
    tab_to(page, "^Check$", "button")
    enter(page)
    expect(page.locator("h1")).to_have_text("Checking SSDA903 2025-26")


def see_it_finish(page, scripts):
    expect(page.locator("progress")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Waiting for its turn")
    work()
    if not scripts:
        tab_to(page, "^See how far it is$", "a")
        enter(page)
    expect(page.locator("h1")).to_have_text("SSDA903 2025-26: results")


def follow_the_finding(page):
    tab_to(page, "^144", "a")
    enter(page)
    expect(page.locator("h1")).to_have_text("Findings by rule")
    expect(page.locator("main li.kw-hit")).to_have_count(1)
    tab_to(page, "^Mend it in the record", "a")
    enter(page)
    expect(page.locator("h1")).to_contain_text("Correct")


def mend(page):
    tab_to(page, "^Legal status", "select")
    page.keyboard.type("Full care order")
    tab_to(page, "^Why is this changed")
    page.keyboard.type("The order was misread.")
    tab_to(page, "^Save$", "button")
    enter(page)
    expect(page.locator("main")).to_contain_text("Saved.")
    assert Episode.objects.get(child__person__reference="C1").legal_status.code == "C2"


def check_again(page, scripts):
    tab_to(page, "^Start$", "a")
    enter(page)
    tab_to(page, "^Returns desk$", "a")
    enter(page)
    tab_to(page, "^SSDA903 2025-26", "a")
    enter(page)
    tab_to(page, "^Check again", "button")
    enter(page)
    see_it_finish(page, scripts)


def pages_of(run, at):
    finding = run.findings.get(rule="144").pk, run.findings.get(rule="232").pk
    return {
        "start": at("desk:start"), "form": at("desk:check"), "results": at("desk:run", run.pk),
        "by rule": at("desk:findings", run.pk), "by child": at("desk:children", run.pk),
        "mended": at("desk:mended", run.pk), "error": at("desk:finding", finding[0]),
        "query": at("desk:finding", finding[1]),
    }  # fmt: skip


@pytest.fixture
def unfinished(checked, settings):
    """A run that is under way, and one that could not be run."""
    under_way = Run.objects.create(
        collection="cin", year=2027, ruleset=2027, this_from="record", asked_by=checked.asked_by, state="running",
        doing="Reading the files", done=30, total=100,
    )  # fmt: skip
    failed = Run.objects.create(
        collection="cin", year=2027, ruleset=2027, this_from="files", asked_by=checked.asked_by, state="failed",
        why="What was uploaded holds no CIN census return, only SSDA903; choose the other files or return.",
    )  # fmt: skip
    return under_way, failed


def test_axe_finds_nothing(signed_in, at, checked, unfinished):
    page = signed_in("returns-officer", bypass_csp=True)
    under_way, failed = unfinished
    every = pages_of(checked, at) | {"under way": at("desk:run", under_way.pk), "failed": at("desk:run", failed.pk)}
    for name, address in every.items():
        page.goto(address)
        assert violations(page) == [], name


def test_axe_finds_nothing_on_a_mistaken_form(signed_in, at, cast):
    page = signed_in("returns-officer", bypass_csp=True)
    page.goto(at("desk:check"))
    page.get_by_label("Files that you upload").first.check()
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
    page.get_by_role("link", name="Choose the files to check").click()
    expect(page.get_by_label("Files to check")).to_be_focused()


def test_nothing_sticks_out_of_a_narrow_window(signed_in, at, checked, unfinished):
    page = signed_in("returns-officer", **NARROW)
    under_way, failed = unfinished
    every = pages_of(checked, at) | {"under way": at("desk:run", under_way.pk), "failed": at("desk:run", failed.pk)}
    for name, address in every.items():
        page.goto(address)
        assert sticking_out(page) == {"wide": 320, "out": []}, name


def test_a_query_is_explained_by_keyboard(signed_in, at, checked):
    page = signed_in("returns-officer")
    page.goto(at("desk:finding", checked.findings.get(rule="232").pk))
    tab_to(page, "^Why it is right as it stands", "textarea")
    page.keyboard.type("The letter of 3 May was seen.")
    tab_to(page, "^Mark as explained$", "button")
    enter(page)
    expect(page.locator("main")).to_contain_text("The query is explained")
    tab_to(page, "^Withdraw the explanation$", "button")
    enter(page)
    expect(page.locator("main")).to_contain_text("the query is open again")


def test_a_check_is_stopped_by_keyboard(signed_in, at, checked, unfinished):
    page = signed_in("returns-officer")
    page.goto(at("desk:run", unfinished[0].pk))
    tab_to(page, "^Stop this check$", "button")
    enter(page)
    expect(page.get_by_role("status")).to_contain_text("Stopping at the next step")
