"""keepwell apart"""

from rich.console import Console

from .house import open_house, stop

out = Console(soft_wrap=True, highlight=False)


def apart():
    """Seal what is written of adoptions under the adoption key, where that was not done yet.

    Done by itself when the database is brought up to date; it may be stopped and run again.

    Example: [bold]keepwell apart[/bold]
    """
    open_house()
    done = sealed_apart()
    out.print(f"Texts of adoptions: {done.texts:,}. Sealed under the adoption key just now: {done.anew:,}.")
    if done.shut:
        raise stop(
            f"{done.shut:,} of them do not open and stay as they are: were they damaged, or is a key another?", 1
        )


def sealed_apart():
    """Seal it and clear what stood there before out of the database file; the Sealed of `actions.sealing_apart`."""
    from django.db import connection

    from keepwell.web.record import vault
    from keepwell.web.record.actions.sealing_apart import seal_apart

    try:
        done = seal_apart()
    except vault.KeyMissing as trouble:
        raise stop(str(trouble)) from None
    if done.anew and connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # what stood there before would stay in free pages of the file
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return done
