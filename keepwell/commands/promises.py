"""keepwell promises"""

import typer

from .house import open_house, stop


def promises():
    """Say of each promise of the privacy notice whether it is kept, with the evidence.

    One line a promise: number, kept, not kept or not yet built, and what was found. Ends with 1 when one that claims
    to be kept is not, and with 2 when the list or the database cannot be read.

    Example: [bold]keepwell promises[/bold]
    """
    open_house()
    from django.utils import timezone

    from keepwell.web.access.policy import policy
    from keepwell.web.site.promises import checking, listing

    try:
        held = listing.load()
    except listing.ListError as trouble:
        raise stop(str(trouble)) from None
    _readable()
    results = checking.check_all(held, policy(), timezone.localdate())
    for number, one in results.checked.items():
        typer.echo(f"{number:>3}  {one.state:<13}  {one.said()}")
    counts = ", ".join(f"{results.count(state)} {state}" for state in checking.told(results))
    typer.echo(f"\n{counts}; {len(results.checked)} promises.")
    if results.count(checking.NOT_KEPT):
        raise typer.Exit(1)


def _readable():
    """Where the database does not answer at all, nothing can be said of any promise."""
    from django.db import DatabaseError, connection

    from .house import where

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM record_child LIMIT 1")
    except DatabaseError as trouble:
        raise stop(f"The database cannot be read: {where()} ({type(trouble).__name__}).") from None
