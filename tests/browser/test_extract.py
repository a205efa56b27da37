"""The emergency extract, opened from the disk in a real browser, without a server and without the network."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from keepwell.web.access.door import Operator
from keepwell.web.record.extract import write
from tests.browser.narrow import NARROW, sticking_out
from tests.browser.test_axe import violations

PASSPHRASE = "abcd-efgh-jkmn-pqrs-tuvw-2345"


@pytest.fixture
def path(child, tmp_path):
    made = tmp_path / "extract.html"
    write(made, passphrase=PASSPHRASE, by=Operator("night-job"), keep_days=3)
    return made


def unlock(page, path, passphrase=PASSPHRASE):
    page.goto(path.as_uri())
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_role("button", name="Open").click()


def test_it_opens_and_finds_a_child_by_the_mothers_name(visit, path):
    page = visit(offline=True)
    unlock(page, path)
    expect(page.get_by_role("status")).to_contain_text("Open: ")
    expect(page.locator("article")).to_have_count(0)
    page.get_by_role("searchbox").fill("éfua ok")
    page.keyboard.press("Enter")
    card = page.locator("article")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("Ama Okafor")
    expect(card).to_contain_text("Visit in pairs")
    expect(card).to_contain_text("DO NOT CONTACT 01632 960001")
    expect(card).to_contain_text("Next duties")
    page.get_by_role("button", name="Close the record").click()
    expect(page.get_by_label("Passphrase")).to_be_visible()
    assert "Ama" not in page.content()


def test_a_wrong_passphrase_opens_nothing(visit, path):
    page = visit()
    unlock(page, path, PASSPHRASE + "x")
    expect(page.get_by_role("alert").filter(has_text="Check the passphrase")).to_be_visible()
    expect(page.locator("#record")).to_be_hidden()


def test_a_file_that_was_changed_says_so(visit, path):
    text = path.read_text("utf-8")
    at = text.index('id="content">') + 400
    path.write_text(text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :], encoding="utf-8")
    page = visit()
    unlock(page, path)
    expect(page.get_by_role("alert").filter(has_text="changed or is damaged")).to_be_visible()
    expect(page.locator("#record")).to_be_hidden()


def test_a_record_with_markup_in_it_is_shown_as_text(visit, child, tmp_path):
    from keepwell.web.record import models as m

    m.Alert.objects.update(
        text="<img src=x onerror=document.title='bad'></script><script>document.title='bad'</script>"
    )
    made = tmp_path / "extract.html"
    write(made, passphrase=PASSPHRASE, by=Operator("night-job"), keep_days=3)
    page = visit()
    unlock(page, made)
    page.get_by_role("button", name="Show everybody").click()
    expect(page.locator("article").first).to_contain_text("<img src=x")
    assert page.title() == "Emergency extract – Keepwell"


def test_an_old_file_warns(visit, child, tmp_path):
    page = visit()
    for days, words in ((2, "This file is old"), (5, "had to be destroyed")):
        made = tmp_path / f"{days}.html"
        then = timezone.make_aware(datetime.now() - timedelta(days=days))
        write(made, passphrase=PASSPHRASE, by=Operator("night-job"), keep_days=3, now=then)
        page.goto(made.as_uri())
        expect(page.locator("#old")).to_contain_text(words)


def test_axe_finds_nothing_and_nothing_is_cut_off(visit, path):
    page = visit(bypass_csp=True)
    page.goto(path.as_uri())
    assert violations(page) == []
    unlock(page, path)
    page.get_by_role("button", name="Show everybody").click()
    assert violations(page) == []
    narrow = visit(**NARROW)
    unlock(narrow, path)
    narrow.get_by_role("button", name="Show everybody").click()
    assert sticking_out(narrow) == {"wide": 320, "out": []}
