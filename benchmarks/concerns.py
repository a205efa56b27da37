"""How much a concern costs whoever raises one: requests and server time, from the first page to the receipt.

`python benchmarks/concerns.py` on a school of its own in build/bench/concerns. The reference is the start page, which
asks little of the database. Targets: fewer than 3 requests of the person (the receipt that follows by itself not
counted), and 300 ms of the server in all. Nothing here passes or fails.
"""

import os
import statistics
import sys
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TIMES, PUPILS = 21, 420


def main():
    from run import WORK, house

    os.environ["KEEPWELL_POLICY"] = str(ROOT / "policies" / "school.toml")
    house(WORK / "concerns")
    from django.conf import settings

    settings.KEEPWELL_SECOND_FACTOR = False  # nobody is here to enter a code
    assistant, lead = school()
    found = {"start page (reference)": middle(lambda: assistant.get("/"))}
    found["the form"] = middle(lambda: assistant.get("/concerns/raise/"))
    found["a draft, every few seconds"] = middle(lambda: assistant.post("/drafts/concern/", said()))
    found["sending it"] = middle(lambda: assistant.post("/concerns/raise/", said()))
    found["the receipt"] = middle(lambda: assistant.get("/concerns/raised/"))
    found["the lead's list"] = middle(lambda: lead.get("/concerns/"))
    found[f"one note, whose child is sought among {PUPILS}"] = middle(lambda: lead.get(first()))
    reference = found["start page (reference)"]
    for what, seconds in found.items():
        print(f"{what:<46}{seconds * 1000:8.1f} ms   ratio {seconds / reference:5.2f}")
    whole = found["the form"] + found["sending it"] + found["the receipt"]
    print(f"From the first page to the receipt: 2 requests of the person, {whole * 1000:.0f} ms of the server in all.")


def school():
    """Somebody who raises, somebody who decides, and pupils of whom both may know; -> their clients."""
    from django.test import Client

    from keepwell.web.access.models import Allocation
    from keepwell.web.record import names
    from keepwell.web.record.models import Child, Name, Person
    from keepwell.web.staff import actions
    from keepwell.web.staff.models import Team, User

    team = Team.objects.filter(name="Bench school").first() or actions.make_team(
        name="Bench school", kind=Team.Kind.SCHOOL, by=None
    )
    for i in range(Child.objects.count(), PUPILS):
        person = Person.objects.create(
            reference=f"B{i}", folded=f"B{i}", kind="child", born_on=date(2017, 1 + i % 12, 3)
        )
        Name.objects.create(person=person, given=GIVEN[i % len(GIVEN)], family=FAMILY[i % len(FAMILY)])
        names.index([person.pk])
        Child.objects.create(person=person)
        Allocation.objects.create(child=person.uid, team=team, part="team", starts_on=date(2020, 1, 1))
    clients = []
    for role in ("teaching-assistant", "safeguarding-lead"):
        user = User.objects.filter(email=f"{role}@example.org").first()
        if user is None:
            user = actions.join(email=f"{role}@example.org", name="A Reader", by=None)
            actions.give_role(user=user, role=role, team=team, starts_on=date(2026, 1, 1), by=None)
        clients.append(Client(HTTP_HOST="localhost"))
        clients[-1].force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return clients


GIVEN = ("Ama", "Kofi", "Efua", "Mia", "Noah", "Ines", "Oscar", "Priya", "Tomos", "Zofia", "Leo")
FAMILY = ("Okafor", "Larkspur", "Fenn", "Harrowgate", "Nwosu", "Penrose", "Quill", "Ashdown", "Tamm", "Verity", "Wray",
          "Yarrow", "Copse")  # fmt: skip


def said():
    """What somebody writes in two minutes, with one mark and one more person."""
    return {
        "about": "Ama, Robins class", "child_words": "He hit me", "how": "saw", "seen": "A red mark. " * 40,
        "opinion": "She seemed afraid.", "where": "By the coats", "on_day": "20", "on_month": "11", "on_year": "2026",
        "marks": "3", "people": "2", "mark-0-place": "left-forearm", "mark-0-kind": "bruise",
        "person-0-name": "Kofi", "person-0-part": "witness",
    }  # fmt: skip


def first():
    from django.urls import reverse

    from keepwell.web.concerns.models import Concern

    return reverse("concerns:concern", args=[Concern.objects.filter(child=None).earliest("pk").seal])


def middle(do):
    """The median time of doing it; fails when a page does not answer as it should."""
    times = []
    for _ in range(TIMES + 1):
        start = time.perf_counter()
        answer = do()
        times.append(time.perf_counter() - start)
        assert answer.status_code in (200, 204, 302), answer.status_code
    return statistics.median(times[1:])


if __name__ == "__main__":
    main()
