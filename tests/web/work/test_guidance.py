"""Guidance: staff say what they have read, and a source that changes in the policy is looked at again."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from keepwell.web.access.models import Entry
from keepwell.web.access.policy import policy
from keepwell.web.site.promises.evidence import EVIDENCE, Look
from keepwell.web.work.actions import guidance as saying
from keepwell.web.work.models import Confirmed, Edition
from keepwell.web.work.queries import guidance
from tests.web.record import people
from tests.web.record.telling import edited

pytestmark = pytest.mark.django_db
TODAY = date.today()
EDITION = ('title = "Working Together to Safeguard Children"\nkind = "guidance"\nversion = "2023"',
           'title = "Working Together to Safeguard Children"\nkind = "guidance"\nversion = "2026"')  # fmt: skip
REPLACED = ("[source.keeping-safe]", '[source.keeping-safe]\nsuperseded_by = "working-together"')


def found():
    return EVIDENCE["guidance"](Look(policy(), TODAY))


def read(client, source="working-together"):
    return client.post(reverse("work:guidance-read", args=[source]))


def test_who_is_asked_to_read_it_says_so_once_and_again_for_a_new_edition(signed_in, worker, settings, tmp_path):
    client = signed_in(worker)
    assert "Guidance to read: 1" in client.get(reverse("work:mine")).text
    page = client.get(reverse("work:guidance")).text
    assert "I have read this edition" in page
    assert "Working Together" in page
    assert "Keeping Children Safe" not in page
    assert "look at again" not in page
    assert read(client, "keeping-safe").status_code == 404
    for _ in range(2):
        assert read(client).status_code == 302
    assert [(one.user, one.source, one.edition) for one in Confirmed.objects.all()] == [
        (worker, "working-together", "2023")
    ]
    assert Entry.objects.filter(action="confirm guidance", outcome="allowed").count() == 1
    assert "You said so on" in client.get(reverse("work:guidance")).text
    assert "Guidance to read" not in client.get(reverse("work:mine")).text
    assert guidance.counted(TODAY) == (1, 1)
    edited(settings, tmp_path, EDITION)
    assert "Guidance to read: 1" in client.get(reverse("work:mine")).text
    assert guidance.counted(TODAY) == (1, 0)


def test_a_source_that_changes_opens_a_task_that_the_keepers_of_the_policy_close(signed_in, settings, tmp_path):
    assert saying.notice() == 0
    assert saying.notice() == 0
    edited(settings, tmp_path, EDITION, REPLACED)
    assert found().said().endswith("To be looked at again: 0 sources, 0 of them for more than 28 days.")
    assert saying.notice() == 2
    assert saying.notice() == 0
    officer, worker = people.user("data-protection-officer"), people.user("social-worker")
    task = Edition.objects.get(source="working-together", first=False)
    address = reverse("work:guidance-look", args=[task.pk])
    assert signed_in(worker).get(address).status_code == 404
    client = signed_in(officer)
    assert "2 to look at again" in client.get(reverse("start")).text
    listed = client.get(reverse("work:guidance")).text
    assert "another edition, 2026" in listed
    assert "replaced by working-together" in listed
    page = client.get(address).text
    for cites in ("field.conference", "field.protection", "clock.core-group", "before that it was edition 2023"):
        assert cites in page
    assert "clock.dental" not in page
    assert "Say what you found" in client.post(address, {"said": "  "}).text
    assert client.post(address, {"said": "Nothing changes for the clocks."}).status_code == 302
    task.refresh_from_db()
    assert (task.looked_by, task.said) == (officer, "Nothing changes for the clocks.")
    again = client.post(address, {"said": "Another."}).text
    assert "Somebody looked at this already" in again
    assert "Nothing changes for the clocks." in again
    assert "To look at again" not in client.get(reverse("start")).text
    assert client.get(reverse("work:guidance-look", args=[Edition.objects.filter(first=True)[0].pk])).status_code == 404


def test_what_waits_for_more_than_28_days_breaks_the_promise(settings, tmp_path):
    saying.notice()
    assert found().kept
    edited(settings, tmp_path, EDITION)
    saying.notice()
    assert found().kept
    Edition.objects.filter(first=False).update(seen_at=timezone.now() - timedelta(days=29))
    one = found()
    assert not one.kept
    assert one.said().endswith("To be looked at again: 1 source, 1 of them for more than 28 days.")
    officer = people.user("data-protection-officer")
    saying.look(Edition.objects.get(first=False), said="Looked.", by=officer)
    assert found().kept
    edited(settings, tmp_path, REPLACED)
    assert not found().kept  # guidance that is replaced is not in force


def test_a_change_that_nobody_noticed_is_counted_from_the_day_the_source_was_checked(settings, tmp_path):
    saying.notice()
    checked = "checked_on = 2026-11-21\nreaders"
    edited(settings, tmp_path, EDITION, (checked, checked.replace("2026-11-21", f"{TODAY - timedelta(days=40)}")))
    assert guidance.late(TODAY - timedelta(days=28), TODAY) == 1


def test_the_start_page_notices_for_all_once_a_day(signed_in, worker, settings, tmp_path):
    saying.notice()
    edited(settings, tmp_path, EDITION)
    caches["process"].clear()
    client = signed_in(worker)
    for _ in range(2):
        assert "1 to read" in client.get(reverse("start")).text
    assert Edition.objects.filter(first=False).count() == 1
