"""Asking for the check of a return, stopping it, asking again, and clearing up after a worker that went away."""

import os
import socket
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from keepwell.returns.running import RULESETS
from keepwell.web.access import door

from .. import incoming
from ..models import Run
from ..tasks import check_return

SILENT = timedelta(minutes=10)  # a worker on another machine that has told nothing for so long is gone
LEFT = "Its worker went away part-way, and nothing that it had found was kept. Check again."


def ask_for(*, by, collection, year, ruleset=None, this_from, last_from="none", authority="", uploads=None, keep=None):
    """Ask for a check, to be carried out in the background; returns the Run.

    uploads: {part: uploaded files} for "this", "last" and "register"
    keep: an earlier Run whose register is used again
    """
    with transaction.atomic():
        door.ask(by=by, action="view", category="care", purpose="returns", what="check a return")
    # Large files take a while: no transaction waits for them.
    folder, files = incoming.put_away(uploads) if uploads else ("", [])
    try:
        register = incoming.keep_register(folder, files)
        if keep and not register:
            register, files = keep.register, [*files, *(one for one in keep.files if one["part"] == "register")]
        return _enqueue(
            collection=collection, year=year, ruleset=_known(ruleset or year), this_from=this_from, last_from=last_from,
            authority=authority, register=register, files=files, folder=folder, asked_by=by,
        )  # fmt: skip
    except BaseException:
        incoming.throw_away(folder)
        raise


def _known(year):
    """The nearest year whose rules are known."""
    return min(max(year, RULESETS[0]), RULESETS[-1])


@transaction.atomic
def _enqueue(**asked):
    """The run and its place in the queue, both or neither."""
    run = Run.objects.create(**asked)
    check_return.enqueue(run.pk)
    return run


def again(run, *, by):
    """The same check once more, from the record: files that were uploaded for the first one are gone."""
    return ask_for(
        by=by, collection=run.collection, year=run.year, ruleset=run.ruleset, this_from="record",
        last_from="none" if run.last_from == "none" else "record", authority=run.authority, keep=run,
    )  # fmt: skip


@transaction.atomic
def stop(run, *, by):
    """Stop a check that waits, or ask the worker to stop at its next step. A check that has ended stays as it is."""
    door.ask(by=by, action="view", category="care", purpose="returns", what="stop a check")
    now = timezone.now()
    asked = {"stop_asked_at": now, "stop_asked_by": by}
    waiting = Run.objects.filter(pk=run.pk, state=Run.State.WAITING)
    why = f"{by.name} stopped it before it began."
    if waiting.update(state=Run.State.STOPPED, finished_at=now, why=why, folder="", **asked):
        transaction.on_commit(lambda: incoming.throw_away(run.folder))
    else:
        Run.objects.filter(pk=run.pk, state=Run.State.RUNNING, stop_asked_at=None).update(**asked)


def me():
    """By what a run tells which process has it."""
    return f"{socket.gethostname()} {os.getpid()}"


def clear_up():
    """At the start of a worker: say of runs whose worker is gone that they stopped part-way, and take files away that
    no run names. Returns how many runs were left lying."""
    left = [run for run in Run.objects.filter(state=Run.State.RUNNING) if _is_left(run)]
    for run in left:
        mine = Run.objects.filter(pk=run.pk, state=Run.State.RUNNING, heard_at=run.heard_at)
        mine.update(state=Run.State.STOPPED, finished_at=timezone.now(), why=LEFT, doing="", folder="")
        incoming.throw_away(run.folder)
        # The queue would keep it as running for ever.
        DBTaskResult.objects.running().filter(args_kwargs__args=[run.pk], task_path=check_return.module_path).delete()
    open_runs = Run.objects.filter(state__in=(Run.State.WAITING, Run.State.RUNNING))
    incoming.sweep(set(open_runs.exclude(folder="").values_list("folder", flat=True)))
    return len(left)


def _is_left(run):
    """Has the process that runs it gone? On this machine we can look; of another one only its silence tells."""
    host, _, number = run.worker.rpartition(" ")
    if host != socket.gethostname():
        return run.heard_at is None or run.heard_at < timezone.now() - SILENT
    if int(number) == os.getpid():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False
