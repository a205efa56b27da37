"""Rows of the record that start and end clocks, made for tests, and clocks worked out of them."""

import uuid
from datetime import date, timedelta

from keepwell.web.record import models as m
from keepwell.web.record import vault
from keepwell.web.work.actions.clocks import recompute
from keepwell.web.work.models import Clock
from keepwell.web.work.running import runs

TODAY = date.today()


def ago(days):
    return TODAY - timedelta(days=days)


def step(child, form, on, **more):
    """A step as the forms record it, with nothing in it but its day."""
    version, _ = m.FormVersion.objects.get_or_create(digest=form, defaults={"form": form, "title": form, "words": {}})
    seal = uuid.uuid4()
    (key,) = vault.keys_of([child.pk]).values()
    sealed = vault.seal(key, "{}", "step", seal, "answers")
    return m.Step.objects.create(
        child=child, form=form, version=version, on=on, seal=seal, sealed_answers=sealed, **more
    )


def referral(child, on, **more):
    return m.Referral.objects.create(child=child, referred_on=on, **more)


def running(child):
    """{clock: [(trigger, done, why it ended or '')]} that the record of this child runs."""
    found = {}
    for one in runs([child.pk]):
        found.setdefault(one.clock, []).append((one.trigger, one.done, one.ended.why if one.ended else ""))
    return found


def kept(child):
    """{clock: the Clock kept}, of those of this child after working them out; the last where there are several."""
    recompute([child.pk])
    return {row.clock: row for row in Clock.objects.filter(child=child).order_by("trigger_on")}
