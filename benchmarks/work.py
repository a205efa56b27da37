"""How long the clocks of a whole council take, and the page of somebody with ten thousand of them open.

    KEEPWELL_HOME=a-filled-home PYTHONPATH=$PWD .venv/bin/python benchmarks/work.py [--page]

Give it a copy of a home: it allocates children to a user of its own. Nothing passes or fails. Each time is beside one
that any program on the same machine needs: reading the rows that start clocks, and the smallest page that asks the
door.
"""

import os
import statistics
import sys
import time
from datetime import date, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keepwell.web.site.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from keepwell.web.access.models import Allocation  # noqa: E402
from keepwell.web.record.models import Child  # noqa: E402
from keepwell.web.staff.actions import give_role, join  # noqa: E402
from keepwell.web.staff.models import User  # noqa: E402
from keepwell.web.work.actions.clocks import CHUNK, recompute_all  # noqa: E402
from keepwell.web.work.models import Clock  # noqa: E402
from keepwell.web.work.queries.standing import open_on  # noqa: E402
from keepwell.web.work.running.facts import READ  # noqa: E402

CHILDREN, WANTED = 1_000, 10_000  # of one person: children, and open clocks
TIMES = 9
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def main():
    settings.KEEPWELL_SECOND_FACTOR = False  # the pages behind it are what is measured
    if "--page" in sys.argv:
        return page(client(worker()))
    children = list(Child.objects.order_by("pk").values_list("pk", flat=True))
    reading = timed(lambda: read(children))
    Clock.objects.all().delete()
    first, again = timed(recompute_all), timed(recompute_all)
    print(f"{len(children):,} children, {Clock.objects.count():,} clocks; merely reading their rows {reading:.1f} s")
    print(f"  worked out {first:6.1f} s (target 120 s at 100,000 children)   ratio {first / reading:.1f}")
    print(f"  once more  {again:6.1f} s, nothing changed                     ratio {again / reading:.1f}")
    return page(client(worker()))


def read(children):
    for start in range(0, len(children), CHUNK):
        for _, model, fields in READ:
            list(
                model.objects.filter(child__in=children[start : start + CHUNK]).values_list("child_id", *fields.split())
            )


def worker():
    user = User.objects.filter(email="bench@example.org").first()
    if user is None:
        user = join(email="bench@example.org", name="Bench", job_title="", password="a long enough one", by=None)
        give_role(user=user, role="social-worker", starts_on=date(2020, 1, 1), team=None, by=None)
    Allocation.objects.filter(user=user).delete()
    mine = list(Child.objects.order_by("-pk").values_list("pk", "person__uid")[:CHILDREN])
    Allocation.objects.bulk_create(
        [Allocation(child=uid, user=user, starts_on=date(2020, 1, 1)) for _, uid in mine], batch_size=500
    )
    fill([pk for pk, _ in mine])
    clocks = open_on(date.today()).filter(child__in=[pk for pk, _ in mine]).count()
    print(f"One person with {len(mine):,} children and {clocks:,} open clocks (median of {TIMES}; target 0.2 s)")
    return user


def fill(children):
    """Open clocks for these children, so many that there are as many as wanted: a few days apart."""
    today, now = date.today(), timezone.now()
    Clock.objects.filter(child__in=children).delete()
    rows = [
        Clock(child_id=child, clock="later-review", about="record.Review", key=n, trigger_on=today, shown_from=today,
              due_on=today + timedelta(n * 3 - 9), computed_at=now)
        for child in children for n in range(WANTED // CHILDREN)
    ]  # fmt: skip
    Clock.objects.bulk_create(rows, batch_size=500)


def client(user):
    """Somebody signed in to the application as it is served: see `keepwell.web.site.wsgi`."""
    import keepwell.web.site.wsgi

    assert keepwell.web.site.wsgi.application
    made = Client(HTTP_HOST="localhost")
    made.force_login(user, backend=BACKEND)
    return made


def page(client):
    smallest = often(lambda: client.get(reverse("record:find")))
    for words, address in (("by day", ""), ("by child", "?by=child"), ("page 100", "?page=100")):
        seconds = often(lambda address=address: client.get(reverse("work:mine") + address))
        print(
            f"  my work, {words:<9} {seconds:.3f} s   smallest page {smallest:.3f} s   ratio {seconds / smallest:.1f}"
        )


def timed(do):
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def often(do):
    do()
    return statistics.median(timed(do) for _ in range(TIMES))


if __name__ == "__main__":
    main()
