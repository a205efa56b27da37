"""The policy file is edited while the server runs: the next request obeys the edit, or says that it cannot."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from keepwell.policy import load
from keepwell.policy.diff import diff
from keepwell.web.access import door
from keepwell.web.access.models import Entry
from keepwell.web.access.policy import policy, trouble
from tests.web.record import people

pytestmark = pytest.mark.django_db
CASEWORK = """[role.social-worker.grants.casework]
title = "A social worker reads and keeps the record of the children they are allocated to."
actions = ["view", "flag", "add", "edit"]
groups = ["person", "need", "protection", "care", "health", "offending", "adoption", "leaving", "education", "work"]
"""


@pytest.fixture
def file(settings, tmp_path):
    """A copy of the shipped policy, in force."""
    copy = tmp_path / "policy.toml"
    copy.write_text(Path(settings.KEEPWELL_POLICY).read_text("utf-8"), "utf-8")
    settings.KEEPWELL_POLICY = copy
    policy()
    return copy


def edit(file, old, new):
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    later = file.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(later, later))


def test_a_permission_that_is_taken_away_counts_at_the_next_request(client, file):
    before, child, worker = load(file), people.child(), people.user("social-worker")
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("record:child", args=[child.person.uid])
    assert client.get(address).status_code == 200
    assert "Section 47" in client.get(address).text
    edit(file, CASEWORK, CASEWORK.replace('"need", "protection", ', '"need", '))
    assert client.get(address).status_code == 200
    assert "Section 47" not in client.get(address).text.partition("Your role does not open")[0]
    after, entry = load(file), Entry.objects.latest("pk")
    assert "section47" not in entry.categories
    assert entry.policy == after.digest != before.digest
    said = [change.text for change in diff(before, after)]
    assert any(text.startswith("Social worker loses “Read” for") for text in said)
    notice = client.get(reverse("notice")).text
    assert after.digest in notice


def test_a_role_that_loses_every_child_is_refused_and_the_log_names_the_clause(client, file):
    child, worker = people.child(), people.user("social-worker")
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("record:child", args=[child.person.uid])
    assert client.get(address).status_code == 200
    edit(file, CASEWORK, CASEWORK.replace('groups = ["person", ', "groups = ["))
    assert client.get(address).status_code == 404
    entry = Entry.objects.latest("pk")
    assert (entry.outcome, entry.why) == ("refused", "policy.default")


def test_a_ban_is_named_in_the_log(client, file):
    child, worker = people.child(), people.user("social-worker")
    ban = '[forbid.social-work-paused]\ntitle = "Paused"\nwhy = "The work is paused."\nroles = ["social-worker"]\n\n'
    edit(file, "[forbid.log-unchanged]", f"{ban}[forbid.log-unchanged]")
    with pytest.raises(door.NotForYou) as refused:
        door.open(child, by=worker)
    assert refused.value.entry.why == "forbid.social-work-paused"


@pytest.mark.parametrize(("old", "new", "said"), [
    ("[forbid.log-unchanged]", "[forbid.log-unchanged", "line"),
    ('reach = "allocated"\n\n[role.social-worker.grants.casework]',
     'reach = "everywhere"\n\n[role.social-worker.grants.casework]', "reach"),
    ('"record.Offence: on, outcome"', '"record.Offence: on"', "record.Offence.outcome"),
])  # fmt: skip
def test_an_edit_that_cannot_be_obeyed_is_not_and_says_so(file, caplog, old, new, said):
    before = policy()
    edit(file, old, new)
    assert policy() is before
    assert said in trouble()
    assert "stays in force" in caplog.text
    edit(file, new, old)
    assert policy().digest == before.digest
    assert trouble() == ""


def test_a_file_that_is_gone_leaves_the_policy_in_force(file):
    before = policy()
    file.unlink()
    assert policy() is before
    assert "cannot be read" in trouble()


def test_the_promises_page_says_that_the_file_is_not_obeyed(client, file):
    edit(file, "[forbid.log-unchanged]", "[forbid.log-unchanged")
    assert "The policy file was changed and cannot be obeyed" in client.get(reverse("promises")).text
