"""The database itself keeps what the log holds, on SQLite and on PostgreSQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from keepwell.web.access import sealing, triggers, verifying

ATTEMPTS = {
    "an entry changed": "UPDATE access_entry SET why = 'x'",
    "an entry removed": "DELETE FROM access_entry",
    "one of them": "DELETE FROM access_entry WHERE id = 1",
    "a seal changed": "UPDATE access_seal SET keys = '1'",
    "a seal removed": "DELETE FROM access_seal",
}
SQLITE = {
    "another in its place": "INSERT OR REPLACE INTO access_entry SELECT * FROM access_entry",
    "another seal in its place": "REPLACE INTO access_seal SELECT * FROM access_seal",
    "changed by an upsert": "INSERT INTO access_entry SELECT * FROM access_entry WHERE true "
    "ON CONFLICT (id) DO UPDATE SET why = 'x'",
}
POSTGRESQL = {
    "all emptied": "TRUNCATE access_entry",
    "all seals emptied": "TRUNCATE access_seal",
    "changed by an upsert": "INSERT INTO access_entry SELECT * FROM access_entry "
    "ON CONFLICT (id) DO UPDATE SET why = 'x'",
    "as a replica does": "SET LOCAL session_replication_role = replica; DELETE FROM access_entry",
}


@pytest.mark.parametrize("attempt", ATTEMPTS | SQLITE | POSTGRESQL)
def test_nobody_changes_or_removes(log, attempt):
    if attempt not in ATTEMPTS | (SQLITE if connection.vendor == "sqlite" else POSTGRESQL):
        pytest.skip("said in the words of the other database")
    log.write(2)
    sealing.seal()
    before = log.ask("SELECT * FROM access_entry ORDER BY id"), log.ask("SELECT * FROM access_seal")
    sql = (ATTEMPTS | (SQLITE if connection.vendor == "sqlite" else POSTGRESQL))[attempt]
    sql = sql.replace("id = 1", "id = (SELECT min(id) FROM access_entry)")
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        connection.cursor().execute(sql)
    assert (log.ask("SELECT * FROM access_entry ORDER BY id"), log.ask("SELECT * FROM access_seal")) == before


def test_missing_triggers_are_told(log):
    triggers.unguard(connection)
    told = verifying.verify().defects
    triggers.guard(connection)
    assert [sentence.split(" from being")[0] for sentence in told] == [
        f"Nothing in the database keeps the rows of {table}" for table in triggers.TABLES
    ]
    assert verifying.verify().whole


def test_a_trigger_that_says_something_else_is_told(log):
    if connection.vendor == "sqlite":
        lame = ["DROP TRIGGER access_entry_no_delete",
                "CREATE TRIGGER access_entry_no_delete BEFORE DELETE ON access_entry BEGIN SELECT 1; END"]  # fmt: skip
    else:
        lame = ["ALTER TABLE access_entry DISABLE TRIGGER access_entry_only_added"]
    for sql in lame:
        connection.cursor().execute(sql)
    told = verifying.verify().defects
    triggers.guard(connection)
    assert len(told) == 1
    assert "access_entry" in told[0]
