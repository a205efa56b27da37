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


@pytest.mark.both
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


# Who reaches whom -----------------------------------------------------------------------------------------------------

WORKED_WITH = """
from datetime import date
from keepwell.web.record.models import *
FIRST = date(2026, 1, 5)
def person(number):
    return Person.objects.create(reference=number, folded=number, kind='child')
for n in range(3):
    child = Child.objects.create(person=person(f'C{n}'))
    if n < 2:
        worker, _ = Person.objects.get_or_create(reference='SW1', folded='SW1', kind='professional')
        Professional.objects.get_or_create(person=worker, team='North')
        Involvement.objects.create(child=child, person=worker, role='allocated social worker', starts_on=FIRST)
    SchoolPlace.objects.create(child=child, urn='100001', starts_on=FIRST)
"""


def allocations(house):
    told = "[(a.user_id, a.team and a.team.name) for a in Allocation.objects.order_by('pk')]"
    return ask(house, f"from keepwell.web.access.models import Allocation\nprint({told})")


def test_the_children_of_a_worker_are_within_reach_once_the_number_is_known(pat):
    ask(pat, WORKED_WITH)
    done = pat.run("people", "number", "pat@example.org", "SW1")
    assert (done.returncode, done.stdout) == (
        0,
        "Pat Example has the number SW1. Allocations by files that began: 2; that ended: 0.\n",
    )
    assert allocations(pat) == "[(1, None), (1, None)]"
    assert log(pat)[-1] == "give a worker number to user 1"
    assert "that ended: 2." in pat.run("people", "number", "pat@example.org", "--none").stdout
    assert allocations(pat) == "[]"


def test_a_team_is_made_and_described_and_roles_are_given_in_it(pat):
    ask(pat, WORKED_WITH)
    made = pat.run("people", "team", "North", "--kind", "social-work")
    assert made.stdout == "North: social work. Allocations by files that began: 2; that ended: 0.\n"
    school = pat.run("people", "team", "Mossbank School", "--kind", "school")
    assert "began: 0" in school.stdout
    described = pat.run("people", "team", "Mossbank School", "--urn", "100001")
    assert (
        described.stdout == "Mossbank School: school, URN 100001. Allocations by files that began: 3; that ended: 0.\n"
    )
    assert "began: 0; that ended: 2" in pat.run("people", "team", "North", "--called", "South").stdout
    assert log(pat)[-4:] == ["make a team", "make a team", "describe a team", "describe a team"]
    given = person(pat, "pat@example.org", "--name", "Pat Example", "--role", "social-worker", "--role", "auditor",
                   "--team", "South")  # fmt: skip
    assert "Roles given: social-worker, auditor in South." in given.stdout
    assert "social-worker, South" in pat.run("people", "list").stdout


WRONG = {
    ("number", "nobody@example.org", "SW1"): "Nobody here signs in with this address",
    ("number", "pat@example.org"): "Give the number, or --none",
    ("number", "pat@example.org", "SW1", "--none"): "Give the number, or --none",
    ("team", "Nowhere"): "to make one, say its --kind",
    ("team", "Nowhere", "--kind", "choir"): "there is no such kind",
    ("team", "Nowhere", "--kind", "school", "--urn", "12345"): "six digits",
    ("team", "x" * 201, "--kind", "school"): "at most 200 characters",
}


def test_what_cannot_be_of_numbers_and_teams_is_one_sentence_and_changes_nothing(pat):
    before = log(pat)
    for words, told in WRONG.items():
        done = pat.run("people", *words)
        assert (done.returncode, told in done.stderr.replace("\n", " ")) == (2, True), done.stderr
    assert (log(pat), ask(pat, "print(Team.objects.count())")) == (before, "0")


def test_a_number_or_a_name_of_somebody_else_is_not_taken(pat):
    person(pat, "kim@example.org", "--name", "Kim Example", "--role", "auditor")
    pat.run("people", "number", "kim@example.org", "SW1")
    assert "Somebody else here has this worker's number" in pat.run("people", "number", "pat@example.org", "SW1").stderr
    for name in ("North", "South"):
        pat.run("people", "team", name, "--kind", "social-work")
    done = pat.run("people", "team", "South", "--called", "North")
    assert (done.returncode, "already exists" in done.stderr) == (2, True)
    wrong = person(pat, "pat@example.org", "--name", "Pat Example", "--role", "auditor", "--team", "East")
    assert (wrong.returncode, "there is no such team" in wrong.stderr) == (2, True)
