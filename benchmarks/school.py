"""How long the pages of a school's registers take: `make bench-school`, at 400 and at 2,000 pupils.

Server time of the school's list and of a child's year, for the office of a made-up school, and of taking a register in.
Each stands beside a reference: for the pages a bare reading of the same marks from the database and counting them, for
the register a bare reading of its lines with the csv module. Nothing here passes or fails; the ratios travel better
than the seconds.
"""

import argparse
import csv
import io
import os
import shutil
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "bench"
SIZES, TIMES, TARGET = (400, 2_000), 11, 200  # pupils; runs of a page; milliseconds
YEARS = (2025, 2026)
ON = date.today()


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--pupils", type=int, help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.pupils:
        school(asked.pupils)
        return
    for pupils in SIZES:
        home = WORK / f"school-{pupils}"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        given = {"KEEPWELL_HOME": str(home), "KEEPWELL_POLICY": str(ROOT / "policies" / "school.toml")}
        command = [sys.executable, __file__, "--pupils", str(pupils)]
        subprocess.run(command, env=os.environ | given, check=True, cwd=ROOT)


def school(pupils):
    os.environ["DJANGO_SETTINGS_MODULE"] = "keepwell.web.site.settings"
    from keepwell.commands.house import open_house

    open_house()
    print(f"== {pupils:,} pupils, {len(YEARS)} school years", flush=True)
    office = people(pupils)
    register(pupils)
    pages(office, pupils)


def people(pupils):
    """Pupils of one school, and somebody of its office."""
    from keepwell.web.access.models import Allocation
    from keepwell.web.record import models as m
    from keepwell.web.staff import actions
    from keepwell.web.staff.models import Team

    team = actions.make_team(name="Bench School", kind=Team.Kind.SCHOOL, by=None)
    office = actions.join(email="office@example.org", name="An Office", by=None)
    actions.give_role(user=office, role="office", team=team, starts_on=date(2020, 1, 1), by=None)
    refs = [f"P{n:06}" for n in range(pupils)]
    made = m.Person.objects.bulk_create(
        m.Person(reference=r, folded=r, kind="child", born_on=date(2014, 5, 3)) for r in refs
    )
    children = [m.Child(person=one) for one in made]
    m.Child.objects.bulk_create(children)
    m.Name.objects.bulk_create(
        m.Name(person=one, given=f"Given{n % 97}", family=f"Family{n}") for n, one in enumerate(made)
    )
    m.SchoolPlace.objects.bulk_create(
        m.SchoolPlace(
            child=one, school="Bench School", urn="000002", year_group=str(3 + n % 4), starts_on=date(2025, 9, 1)
        )
        for n, one in enumerate(children)
    )
    Allocation.objects.bulk_create(
        Allocation(child=one.uid, team=team, part="team", starts_on=date(2025, 9, 1)) for one in made
    )
    return office


def register(pupils):
    from keepwell.example.register import HEAD, register_rows
    from keepwell.web.access.door import Operator
    from keepwell.web.school.actions.registers import take_in

    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(HEAD)
    rows.writerows(register_rows((f"P{n:06}" for n in range(pupils)), seed=1, years=YEARS, on=ON))
    content = out.getvalue().encode()
    bare, lines = timed(lambda: sum(1 for _ in csv.reader(io.StringIO(content.decode()))))
    taking, (_, account) = timed(lambda: take_in(content, by=Operator("bench")))
    again, _ = timed(lambda: take_in(content, by=Operator("bench")))
    show(f"merely reading {lines:,} lines with csv (reference)", bare)
    show(f"taking in {account.new:,} marks", taking, bare)
    show("taking the same register in again", again, bare)


def pages(office, pupils):
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from keepwell.attendance.counting import count
    from keepwell.attendance.register import school_year
    from keepwell.web.record.models import Child
    from keepwell.web.school.models import Register

    settings.KEEPWELL_SECOND_FACTOR = False  # nobody is here to enter a code
    client, year = Client(HTTP_HOST="localhost"), school_year(ON)
    client.force_login(office, backend="allauth.account.auth_backends.AuthenticationBackend")
    uid = Child.objects.select_related("person").first().person.uid
    bare = median(lambda: [count(m) for m in Register.objects.filter(year=year).values_list("marks", flat=True)])
    show("merely reading and counting all marks (reference)", bare)
    for what, address in (
        ("the school's list, least attendance first", reverse("school:attendance")),
        ("the same by name", reverse("school:attendance") + "?sort=name"),
        ("the same over one threshold", reverse("school:attendance") + "?over=persistent"),
        ("the same of last year", reverse("school:attendance") + f"?year={year - 1}"),
        ("a child's year", reverse("school:child", args=[uid]) + f"?year={year - 1}"),
    ):
        first, answer = timed(lambda at=address: client.get(at))
        assert answer.status_code == 200
        show(f"{what}, first in a process (target: {TARGET} ms)", first, bare)
        show(f"{what}, after that", median(lambda at=address: client.get(at)), bare)


def timed(do):
    start = time.perf_counter()
    found = do()
    return time.perf_counter() - start, found


def median(do):
    do()
    return statistics.median(timed(do)[0] for _ in range(TIMES))


def show(what, took, reference=None):
    ratio = f"   {took / reference:6.1f} × the reference" if reference else ""
    print(f"{what:<80}{took * 1000:10.1f} ms{ratio}", flush=True)


if __name__ == "__main__":
    main()
