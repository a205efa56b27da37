"""A log of one's own: its keys are thrown away with the test, and what was sealed is remembered as it would be."""

import pytest
from django.db import connection, transaction

from keepwell.web.access import door, keys, triggers

PAT = door.Operator("pat")


class Log:
    """What a test does to the log, as Keepwell and as somebody with a hand on the database."""

    def write(self, number=1):
        """That many entries, each in its own transaction; their keys."""
        made = []
        for _ in range(number):
            with transaction.atomic():
                door.note(by=PAT, action="try")
                made.append(self.ask("SELECT max(id) FROM access_entry")[0][0])
        return made

    def ask(self, sql, *values):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    def tamper(self, sql, *values):
        """Do this by hand, with the triggers off for as long as it takes."""
        triggers.unguard(connection)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
        triggers.guard(connection)

    def columns(self):
        return "at, actor, action, purpose, child, categories, outcome, why, policy, mark"

    def copy(self, key, to):
        """Put a copy of an entry under another key."""
        columns = self.columns()
        self.tamper(
            f"INSERT INTO access_entry (id, {columns}) SELECT %s, {columns} FROM access_entry WHERE id = %s", to, key
        )


@pytest.fixture
def log(transactional_db, settings, tmp_path):
    settings.KEEPWELL_KEYS = tmp_path / "keys"
    keys.forget()
    yield Log()
    keys.forget()
