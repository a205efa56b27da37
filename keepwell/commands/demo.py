"""keepwell demo"""

import io
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from .house import open_house, stop

out = Console(soft_wrap=True, highlight=False)
CHILDREN, SEED = 300, 1
ERRORS = 0.02  # a few mistakes, as real files have them


def demo(
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 8000,
    prepare: Annotated[bool, typer.Option(help="Make the demo record and stop: do not serve.")] = False,
):
    """Show Keepwell with a made-up council, on this machine only, until Ctrl-C.

    The demo has a folder of its own, so that it never touches a real record.

    Example: [bold]keepwell demo --port 8000[/bold]
    """
    if not prepare and _is_taken(port):
        raise stop(f"Port {port} is in use on this machine. Choose another: make demo PORT={port + 1}")
    os.environ.update(KEEPWELL_DEMO="1", KEEPWELL_DEBUG="1")
    os.environ.setdefault("KEEPWELL_HOME", str(Path("var/demo")))
    open_house()
    _of_a_council()
    accounts = _fill()
    if prepare:
        return
    _welcome(accounts, port)
    from django.core.management import call_command

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with _worker():
        # The server's own start-up lines would push the accounts off the screen; what goes wrong still shows.
        call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, use_threading=True, stdout=io.StringIO())


@contextmanager
def _worker():
    """A worker beside the server, so that checks run in the background. It ends with us: its input is ours."""
    command = [sys.executable, "-c", "from keepwell.commands import main; main()", "work", "--beside"]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    try:
        yield
    finally:
        worker.stdin.close()
        worker.wait(timeout=30)


def _is_taken(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _of_a_council():
    """A school or the department keeps nothing of what the made-up council returns."""
    from keepwell.web.access.policy import policy

    if policy().controller.kind != "local-authority":
        raise stop(
            f"The demo is of a made-up council, and {policy().file} is the policy of a {policy().controller.kind}."
            " Leave KEEPWELL_POLICY out to see it."
        )


def _fill():
    from keepwell.web.record.models import Child
    from keepwell.web.staff.actions import make_demo_people

    from . import demo_lives, example, taking_in

    if not Child.objects.exists():
        out.print(f"Making a made-up council of {CHILDREN} children...")
        example.into_record(CHILDREN, SEED, date.today(), 3, ERRORS, tell=taking_in.tell_briefly)
        _take_registers()
    accounts = make_demo_people()
    _give_children(accounts)
    demo_lives.record(accounts)
    return accounts


def _take_registers():
    """The made-up schools send their registers."""
    import tempfile

    from . import example, register

    with tempfile.TemporaryDirectory(prefix="keepwell-demo-") as folder:
        path = Path(folder) / "register.csv"
        example.write_register(path, SEED, date.today())
        register.bring_in(path, tell=register.tell_briefly)


def _give_children(accounts):
    """The demo's people are taken for workers of the made-up council, so that there are children within their reach."""
    from keepwell.web.record.actions.following import follow_demo
    from keepwell.web.staff.queries import with_address

    follow_demo({one.role: with_address(one.email) for one in accounts if one.role})


def _welcome(accounts, port):
    from keepwell.web.access.policy import policy

    table = Table("Who", "Sign in as", "Password", box=None, pad_edge=False)
    for person in accounts:
        role = policy().roles[person.role].title.lower() if person.role else "no role, so that you see what is refused"
        table.add_row(f"{person.name}, {role}", person.email, person.password)
    out.print("\n[bold]Demo: everybody here is invented.[/bold]")
    out.print(table)
    out.print(f"\nOpen [bold]http://127.0.0.1:{port}/[/bold] and stop with Ctrl-C.")
