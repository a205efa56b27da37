"""Figures of the main jobs, each beside a named reference: `make bench`, or `make bench CHILDREN=100000`.

Nothing here passes or fails. Times are wall-clock on this machine; the ratios travel better than the seconds.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "bench"
SAMPLE = ROOT.parent / "shared" / "samples" / "ssda903-fake"
SMALL = 1000


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--children", type=int, default=10_000, help="size of the large council; 100000 is the target")
    words.add_argument("--pages-only", action="store_true", help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.pages_only:
        pages(asked.children)
        return
    importing()
    for name, run in (("SQLite", []), ("PostgreSQL", ["tests/with-postgres.sh"])):
        print(f"\n== Pages on {name}", flush=True)
        command = [*run, sys.executable, __file__, "--pages-only", "--children", str(asked.children)]
        subprocess.run(command, cwd=ROOT, env=os.environ | {"KEEPWELL_HOME": str(WORK / name)}, check=False)


def timed(do, *given):
    start = time.perf_counter()
    found = do(*given)
    return time.perf_counter() - start, found


def importing():
    """The 2,675-child sample, or a made-up council of that size, from files to the record and back."""
    shutil.rmtree(WORK / "import", ignore_errors=True)
    house(WORK / "import")
    import polars as pl

    from keepwell.returns.reading import read
    from keepwell.web.record.actions.intake import take_in

    folder, year = (SAMPLE, 2018) if SAMPLE.exists() else (council(2675, 1) / "2026" / "ssda903", 2026)
    print(f"== Import of {folder.name}, 2,675 children")
    bare, _ = timed(lambda: [pl.read_csv(f, infer_schema=False) for f in folder.glob("*.csv")])
    reading, (ret,) = timed(read, folder)
    taking, (_, account, _) = timed(lambda: take_in(ret, year=year, by="a benchmark"))
    building, _ = timed(build_all, year)
    show("merely reading the files with Polars (reference)", bare)
    show("reading with every check of form", reading, bare)
    show(f"taking in {account.read:,} rows (target: under 30 s)", taking, reading)
    show("building the same return", building, reading)


def build_all(year):
    from keepwell.returns.ssda903.tables import TABLES
    from keepwell.web.record.queries.returned import rows_of

    return rows_of("ssda903", year, {n: [c.name for c in t.columns] for n, t in TABLES.items()})


def council(children, seed):
    from datetime import date

    from keepwell.example import authority, write_authority

    out = WORK / f"council-{children}"
    if not (out / "README.txt").exists():
        write_authority(authority(children=children, seed=seed, on=date(2026, 3, 31), years=1), out)
    return out


def house(home):
    """Django on a database of its own."""
    os.environ.update(KEEPWELL_HOME=str(home), DJANGO_SETTINGS_MODULE="keepwell.web.site.settings")
    home.mkdir(parents=True, exist_ok=True)
    from keepwell.commands.house import open_house

    open_house()


def pages(children):
    """Pages, search and the door at 1,000 children and at `children`, median of 20, server time."""
    house(Path(os.environ["KEEPWELL_HOME"]))
    figures = {}
    for size in (SMALL, children):
        fill(size)
        figures[size] = measure()
    for what, slow in figures[children].items():
        quick = figures[SMALL][what]
        print(f"{what:<44}{SMALL:>8,} children {quick * 1000:7.1f} ms   {children:>8,} children {slow * 1000:7.1f} ms"
              f"   ratio {slow / quick:4.2f}", flush=True)  # fmt: skip
    print(
        "Targets at 100,000 children: pages and searches under 200 ms and a ratio of 2 or less; the decisions of a page"
    )
    print("under 10 ms; access and log of a list of 50 under 20 ms.")


def somebody(role):
    """Somebody in this role, in a team."""
    from datetime import date

    from keepwell.web.staff import actions
    from keepwell.web.staff.models import Team, User

    email = f"{role}@example.org"
    if user := User.objects.filter(email=email).first():
        return user
    team = Team.objects.filter(name="Bench").first() or actions.make_team(
        name="Bench", kind=Team.Kind.SOCIAL_WORK, by=None
    )
    user = actions.join(email=email, name="A Reader", by=None)
    actions.give_role(user=user, role=role, team=team, starts_on=date(2026, 1, 1), by=None)
    return user


def allocated(user, children):
    """These children are allocated to the user, and so within reach of the team."""
    from datetime import date

    from keepwell.web.access.actions import allocate
    from keepwell.web.access.models import Allocation

    held = set(Allocation.objects.filter(user=user).values_list("child", flat=True))
    for child in children:
        if child.person.uid not in held:
            allocate(child.person.uid, to=user, starts_on=date(2026, 1, 1), by=None)


def fill(children):
    """Take a made-up council in, unless the record holds as many already."""
    from keepwell.returns.reading import read
    from keepwell.web.record.actions.intake import take_in
    from keepwell.web.record.models import Child

    if Child.objects.count() >= children:
        return
    from django.db import connection

    folder, start = council(children, 1), time.perf_counter()
    for path, year in ((folder / "people", None), (folder / "2026/ssda903", 2026), (folder / "2026/cin", 2026)):
        for ret in read(path):
            seconds, (_, account, _) = timed(lambda ret=ret, year=year: take_in(ret, year=year, by="a benchmark"))
            print(
                f"{children:,} children, {ret.collection}: {account.read:,} rows taken in, {seconds:,.0f} s", flush=True
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{children:,} children filled in {time.perf_counter() - start:,.0f} s", flush=True)


def measure():
    """{what: median seconds of 20}, after one warm-up of each."""
    import random

    from django.conf import settings
    from django.test import Client

    from keepwell.web.record.models import Child, Name

    settings.KEEPWELL_SECOND_FACTOR = False  # nobody is here to enter a code
    draw = random.Random(7)
    keys = list(Child.objects.values_list("pk", flat=True))
    children = list(Child.objects.select_related("person").in_bulk(draw.sample(keys, 50)).values())
    worker, manager, officer = map(somebody, ("social-worker", "team-manager", "returns-officer"))
    allocated(worker, children)
    few = children[:21]
    names = [n.family for n in Name.objects.filter(person__in=[c.pk for c in few], kind="legal")][:21]
    misspelt = [n[:2] + n[3:] if len(n) > 4 else n + "e" for n in names]
    uids = [c.person.uid for c in few]
    found = {}
    for user, who in ((worker, "social worker"), (manager, "manager"), (officer, "returns officer")):
        client = Client(HTTP_HOST="localhost")
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        if user is worker:
            found["child's page"] = middle(lambda uid, c=client: c.get(f"/children/{uid}/"), uids)
            found["chronology"] = middle(lambda uid, c=client: c.get(f"/children/{uid}/chronology/"), uids)
        for what, typed in (("surname", names), ("misspelt surname", misspelt)):
            found[f"search by {what}, {who}"] = middle(
                lambda name, c=client: c.post("/find/", {"q": name}, follow=True), typed
            )
    return found | of_figures(worker, officer) | at_the_door(worker, officer, children)


def of_figures(worker, officer):
    """Figures of 50 children and of all, the latter counted anew and as they are kept for some minutes."""
    from django.core.cache import caches
    from django.test import Client

    clients = [Client(HTTP_HOST="localhost"), Client(HTTP_HOST="localhost")]
    for client, user in zip(clients, (worker, officer), strict=True):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    mine, all_ = clients

    def anew(page):
        caches["process"].clear()
        return all_.get(page)

    return {
        "all figures of 50 children": middle(mine.get, ["/figures/"] * 21),
        "one figure of 50 children": middle(mine.get, ["/figures/moves/"] * 21),
        "one figure of all, counted anew": middle(anew, ["/figures/moves/"] * 6),
        "all figures of all, counted anew": middle(anew, ["/figures/"] * 4),
        "all figures of all, counted lately": middle(all_.get, ["/figures/"] * 6),
    }


def at_the_door(worker, officer, children):
    """What access and log cost by themselves: opening one record, and a list of 50."""
    from datetime import date

    from django.db import transaction

    from keepwell.web.access import door
    from keepwell.web.record.listing import list_hits
    from keepwell.web.record.opening import reader
    from keepwell.web.record.queries.calling import Called
    from keepwell.web.record.queries.finding import Hit

    @transaction.atomic
    def listed(by):
        list_hits([Hit(child, Called()) for child in children], reader(by), date.today())

    opening = transaction.atomic(lambda child: door.open(child, by=worker))
    stands = door.before(children[0], by=worker)
    categories = list(door.policy().categories)
    return {
        "the decisions of a page": middle(lambda _: stands.decide("view", categories, "support"), range(21), bare=True),
        "opening one record: access and log": middle(opening, children[:21], bare=True),
        "a list of 50, social worker": middle(lambda _: listed(worker), range(21), bare=True),
        "a list of 50, returns officer": middle(lambda _: listed(officer), range(21), bare=True),
    }


def middle(do, given, bare=False):
    times = []
    for one in given:
        seconds, page = timed(do, one)
        assert bare or page.status_code == 200, page.status_code
        times.append(seconds)
    return statistics.median(times[1:])


def show(what, seconds, reference=None):
    ratio = f"   ratio {seconds / reference:6.1f}" if reference else ""
    print(f"{what:<58}{seconds:8.2f} s{ratio}", flush=True)


if __name__ == "__main__":
    main()
