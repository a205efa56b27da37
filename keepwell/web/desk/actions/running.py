"""Carrying a run out: gather, check, keep what was found. A run ends in one of its states whatever happens."""

import time
import traceback
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from keepwell.returns.catalogue import PREPARE, TABLES, rules_of
from keepwell.returns.checking import check
from keepwell.returns.reading import ReadingError

from .. import gathering, incoming
from ..found import rows_of_run
from ..models import Run, RunFinding
from .runs import me

KEPT = 5  # finished runs of one return whose findings are kept; of older ones the counts stay
BATCH = 1000
STEP = 0.5  # seconds between two words about how far it is
RAN = ("passed", "failed")


class Stopped(Exception):
    """Somebody asked to stop, or somebody else has ended this run."""


def carry_out(key):
    """Carry out the waiting run with this key. Raises nothing that could hold what a record says."""
    waiting = Run.objects.filter(pk=key, state=Run.State.WAITING)
    now = timezone.now()
    if not waiting.update(state=Run.State.RUNNING, started_at=now, heard_at=now, worker=me(), doing="Starting"):
        return
    run = Run.objects.get(pk=key)
    ended = _attempt(run)
    if ended:
        _end(run, *ended)
    incoming.throw_away(run.folder)


def _attempt(run):
    """None when it has finished, else (state, sentence). What was raised is left behind in here."""
    try:
        _finish(run, *_check(run, Telling(run)))
    except Stopped:
        return Run.State.STOPPED, "It was stopped part-way, and nothing that it had found was kept."
    except ReadingError as trouble:
        return Run.State.FAILED, str(trouble)
    except (SystemExit, KeyboardInterrupt):
        return Run.State.STOPPED, "Its worker was ended part-way, and nothing that it had found was kept. Check again."
    except BaseException as trouble:  # Polars panics with an exception of its own that is no Exception
        return Run.State.FAILED, f"Keepwell itself made a mistake ({place_of(trouble)}). Please report it."
    return None


def place_of(trouble):
    """Kind and place of what was raised, without its words."""
    ours = [f for f in traceback.extract_tb(trouble.__traceback__) if "keepwell" in Path(f.filename).parts]
    place = (ours or traceback.extract_tb(trouble.__traceback__))[-1]
    return f"{type(trouble).__name__} in {Path(place.filename).name}, line {place.lineno}"


class Telling:
    """Tells the run how far it is, and learns from it that it is to stop."""

    def __init__(self, run):
        self.key, self.words, self.told_at = run.pk, None, 0.0

    def __call__(self, words, done=0, total=0):
        if words == self.words and time.monotonic() - self.told_at < STEP:
            return
        self.words, self.told_at = words, time.monotonic()
        mine = Run.objects.filter(pk=self.key, state=Run.State.RUNNING, stop_asked_at=None)
        if not mine.update(doing=words, done=done, total=total, heard_at=timezone.now()):
            raise Stopped


def _check(run, tell):
    """(what was gathered, outcomes by rule, RunFindings not yet saved)."""
    gathered = gathering.gather(run, tell)
    tell("Running the rules")
    rules = rules_of(run.collection)
    report = check(gathered.case, rules, TABLES[run.collection], PREPARE[run.collection])
    tell("Looking the findings up in the record")
    outcomes = {rule.code: _outcome(rule, report.outcomes[rule.code]) for rule in rules}
    found = rows_of_run(run, gathered, report, rules)
    tell("Keeping what was found")
    return gathered, outcomes, found


def _outcome(rule, outcome):
    return {"state": outcome.state, "why": outcome.why, "severity": rule.severity, "sentence": rule.sentence}


@transaction.atomic
def _finish(run, gathered, outcomes, found):
    """Keep the findings and say that the run has finished, both or neither."""
    run = Run.objects.select_for_update().get(pk=run.pk)
    if run.state != Run.State.RUNNING or run.stop_asked_at:
        raise Stopped
    run.before = finished_runs(run).first()
    _compare(run, outcomes, found)
    run.errors = sum(one.severity == "error" for one in found)
    run.queries = len(found) - run.errors
    run.children = children_of(gathered.returns["this"])
    run.outcomes, run.noticed, run.about = outcomes, gathering.noticed(gathered), gathering.about(gathered)
    run.state, run.finished_at, run.doing, run.folder = Run.State.FINISHED, timezone.now(), "", ""
    RunFinding.objects.bulk_create(found, batch_size=BATCH)
    run.save()
    _forget_older(run)


def finished_runs(run):
    """The finished runs of the same return, the latest first, their findings still kept."""
    same = Run.objects.filter(collection=run.collection, year=run.year, state=Run.State.FINISHED, forgotten_at=None)
    return same.exclude(pk=run.pk).order_by("-finished_at", "-pk")


def _compare(run, outcomes, found):
    """What is new since the run before and what has gone; what was not looked for this time has not gone."""
    if run.before is None:
        return
    earlier = dict(run.before.findings.values_list("fingerprint", "rule"))
    for one in found:
        one.is_new = one.fingerprint not in earlier
    gone = earlier.keys() - {one.fingerprint for one in found}
    ran = {code for code, outcome in outcomes.items() if outcome["state"] in RAN}
    run.new = sum(one.is_new for one in found)
    run.mended = sum(earlier[one] in ran for one in gone)
    run.unseen = len(gone) - run.mended


def children_of(ret):
    """How many children the return speaks of, in any of its tables."""
    keyed = [
        data.values[data.table.key].drop_nulls().unique().to_list() for data in ret.tables.values() if data.table.key
    ]
    return len(set().union(*keyed)) if keyed else 0


def _forget_older(run):
    """Let go of the findings of long finished runs: they are about children, and nobody works from them any more."""
    older = [one.pk for one in finished_runs(run)[KEPT - 1 :]]
    RunFinding.objects.filter(run__in=older).delete()
    Run.objects.filter(pk__in=older).update(forgotten_at=timezone.now(), noticed={})


def _end(run, state, why):
    mine = Run.objects.filter(pk=run.pk, state=Run.State.RUNNING)
    mine.update(state=state, why=why, finished_at=timezone.now(), doing="", folder="")
