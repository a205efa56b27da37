"""keepwell work"""

import os
import signal
import sys
import threading
import time
from typing import Annotated

import typer

from .house import open_house

PAUSE = 1.0  # seconds between two looks into the queue
SEALING = 20.0  # seconds between two looks into the access log
REMEMBERED = 14  # days that the queue keeps what is done


def work(
    once: Annotated[bool, typer.Option(help="Do what is waiting and end.")] = False,
    beside: Annotated[bool, typer.Option(hidden=True, help="End when the process that started this one ends.")] = False,
):
    """Do the work that the pages ask for in the background, such as checking a return, until Ctrl-C.

    Keep one running beside the server; more of them work side by side. Work that a worker left lying when it was killed
    is said to have stopped part-way, and can be asked for again.

    Example: [bold]keepwell work[/bold]
    """
    open_house()
    _clear_up()
    if beside:
        threading.Thread(target=_end_with_input, daemon=True).start()
    worker = _worker(once)
    worker.configure_signals()
    threading.Thread(target=_seal, daemon=True).start()
    try:
        typer.echo("Waiting for work. Stop with Ctrl-C.")
        worker.run()
    finally:
        typer.echo("No more work is taken up. Goodbye.")


def _clear_up():
    from django.core.management import call_command

    from keepwell.web.desk.actions.runs import clear_up
    from keepwell.web.record.actions import drafts
    from keepwell.web.staff.actions import forget_what_is_over

    if left := clear_up():
        typer.echo(
            f"{left} check{'s' if left > 1 else ''} stopped part-way when an earlier worker ended: start again there."
        )
    call_command("prune_db_task_results", min_age_days=REMEMBERED, verbosity=0)
    call_command("clearsessions")  # sessions that are over would lie in the database for good
    forget_what_is_over()
    drafts.forget_old()


def _worker(once):
    from django_tasks_db.management.commands.db_worker import Worker

    class Quiet(Worker):
        """Says what it does in our words. Asked to end it first finishes what it does; asked twice it does not."""

        def shutdown(self, signum, frame):
            if not self.running:
                self.reset_signals()
                sys.exit(1)
            self.running = False
            if not self.running_task:
                sys.exit(0)
            typer.echo("Finishing what is being done. Press Ctrl-C again to break it off.")

    return Quiet(
        queue_names=["*"], interval=PAUSE, batch=once, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=f"{os.uname().nodename[:40]} {os.getpid()}", excluded_queue_names=[],
    )  # fmt: skip


def _seal():
    """Meanwhile seal the log, also while a long check runs: what was missed when nothing ran first."""
    from django.db import DatabaseError, close_old_connections

    from keepwell.web.access import head, keys, sealing

    thorough = True
    while True:
        close_old_connections()
        try:
            sealing.seal(wait=False, thorough=thorough)
            thorough = False
        except (DatabaseError, OSError, keys.MissingKey, head.BrokenHead) as trouble:
            typer.echo(f"The access log could not be sealed ({type(trouble).__name__}); trying again.", err=True)
        time.sleep(SEALING)


def _end_with_input():
    """The process that started this one holds the other end of its input: when it goes, in whatever way, so do we."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
