"""The tables of the test database, made once for each set of migrations: to make them takes longer than most tests.

On SQLite only. What is kept lies in .pytest_cache.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.apps import apps
from django.core import management
from django.db import connection

KEPT = Path(__file__).resolve().parent.parent / ".pytest_cache" / "tables"
ALSO = ("triggers.py", "stored.py", "marks.py")  # of the room access: what its migrations use


def remember():
    """From now on `migrate` of a new test database copies the tables that were made before."""
    really = management.call_command

    def call(name, *args, **options):
        of_tests = name == "migrate" and options.get("run_syncdb")  # as create_test_db calls it, and nobody else
        if not of_tests or connection.vendor != "sqlite":
            return really(name, *args, **options)
        kept = place()
        connection.ensure_connection()
        if kept.exists():
            with closing(sqlite3.connect(kept)) as before:
                before.backup(connection.connection)
        else:
            really(name, *args, **options)
            _keep(kept)
        return None

    management.call_command = call


def place():
    """Where a SQLite database with these tables and nothing in them lies, if it was made."""
    return KEPT / f"{_fingerprint()}.sqlite3"


def _keep(kept):
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(half)) as to:
        connection.connection.backup(to)
    half.replace(kept)


def _fingerprint():
    """Changes with every migration of every app, ours and others'."""
    found = hashlib.sha256()
    for app in apps.get_app_configs():
        files = sorted(Path(app.path, "migrations").glob("*.py"))
        files += [Path(app.path, name) for name in ALSO if app.label == "access"]
        for file in files:
            found.update(f"{app.label} {file.name}".encode() + file.read_bytes())
    return found.hexdigest()[:32]
