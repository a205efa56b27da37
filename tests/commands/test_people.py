"""keepwell people, as the person runs it who looks after the house."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from tests.commands.test_person import run as person

TODAY = date.today()


@pytest.fixture
def pat(house):
    person(house, "pat@example.org", "--name", "Pat Example", "--role", "auditor", "--role", "returns-officer")
    return house


def ask(house, code):
    """What Python says in this house."""
    code = f"import django; django.setup()\nfrom keepwell.web.staff.models import *\n{code}"
    done = subprocess.run([sys.executable, "-c", code], env=house.env, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def log(house):
    actions = "Entry.objects.order_by('pk').values_list('action', flat=True)"
    return ask(house, f"from keepwell.web.access.models import Entry\nprint(*{actions}, sep='|')").split("|")


def test_list_says_who_holds_what_and_what_ends_soon(pat):
    soon = TODAY + timedelta(days=10)
    pat.run("people", "end-role", "pat@example.org", "--role", "auditor", "--on", soon.isoformat())
    done = pat.run("people", "list")
    assert done.stdout.splitlines() == [
        "Pat Example, pat@example.org",
        f"    auditor, until {soon:%-d %B %Y} (soon)",
        "    returns-officer",
    ]


def test_mover_ends_one_role_and_starts_another_on_a_day(pat):
    first = TODAY + timedelta(days=40)
    done = pat.run("people", "move", "pat@example.org", "--instead-of", "auditor", "--role", "team-manager",
                   "--on", first.isoformat())  # fmt: skip
    assert done.returncode == 0, done.stderr
    listed = pat.run("people", "list").stdout
    assert f"auditor, until {first - timedelta(days=1):%-d %B %Y}" in listed
    assert f"team-manager, from {first:%-d %B %Y}" in listed
    assert log(pat)[-2:] == ["end the role auditor of user 1", "give the role team-manager to user 1"]


def test_leaver_on_a_later_day_and_at_once(pat):
    later = TODAY + timedelta(days=7)
    assert f"after {later:%-d %B %Y}" in pat.run("people", "leave", "pat@example.org", "--on", later.isoformat()).stdout
    assert f"(last day {later:%-d %B %Y})" in pat.run("people", "list").stdout
    assert "from now on" in pat.run("people", "leave", "pat@example.org").stdout
    assert pat.run("people", "list").stdout == ""
    assert log(pat)[-1] == "let user 1 leave"
    again = person(pat, "pat@example.org", "--name", "Pat Example", "--role", "auditor")
    assert (again.returncode, "has left" in again.stderr) == (2, True)


def test_a_lost_factor_is_taken_away(pat):
    make = "from allauth.mfa.totp.internal.auth import TOTP\nTOTP.activate(User.objects.get(), 'JBSWY3DPEHPK3PXP')"
    ask(pat, make)
    assert "sets up a new second step" in pat.run("people", "new-factor", "pat@example.org").stdout
    assert ask(pat, "print(User.objects.get().authenticator_set.count())") == "0"
    assert log(pat)[-1] == "take away the second factors of user 1"


def test_a_lost_key_of_sign_in_is_one_sentence(pat):
    ask(pat, "from allauth.mfa.totp.internal.auth import TOTP\nTOTP.activate(User.objects.get(), 'JBSWY3DPEHPK3PXP')")
    (pat.home / "keys/sign-in.key").unlink()
    done = pat.run("people", "list")
    assert done.returncode == 2
    assert done.stderr.startswith("The key of sign-in is missing")


def test_unlock_and_end_sessions_are_in_the_log(pat):
    assert "can try again" in pat.run("people", "unlock", "pat@example.org").stdout
    assert "ended: 0" in pat.run("people", "end-sessions", "pat@example.org").stdout
    assert log(pat)[-2:] == ["unlock user 1", "end the sessions of user 1"]


def test_accounts_that_nobody_uses_are_listed(pat):
    done = pat.run("people", "unused")
    assert done.returncode == 1
    assert "Pat Example, pat@example.org: never signed in" in done.stdout
    ask(pat, "from django.utils import timezone\nUser.objects.update(last_login=timezone.now())")
    assert pat.run("people", "unused").returncode == 0
    assert pat.run("people", "unused", "--days", "0").returncode == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["leave", "nobody@example.org"], "Nobody here signs in with this address"),
        (["end-role", "pat@example.org", "--role", "team-manager"], "does not hold the role team-manager"),
        (["move", "pat@example.org", "--instead-of", "auditor", "--role", "wizard"], "the policy has no such role"),
        (
            ["move", "pat@example.org", "--instead-of", "auditor", "--role", "team-manager", "--team", "X"],
            "no such team",
        ),
        (["end-role", "pat@example.org", "--role", "auditor", "--on", "2020-01-01"], "end before it starts"),
        (["leave", "pat@example.org", "--on", "tomorrow"], "tomorrow"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(pat, words, told):
    before = log(pat)
    done = pat.run("people", *words)
    assert done.returncode == 2
    assert told in done.stderr.replace("\n", " ")
    assert "Traceback" not in done.stderr
    assert log(pat) == before
