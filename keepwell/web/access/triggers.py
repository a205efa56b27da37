"""The database itself refuses to change or remove what the log holds, whoever asks it to."""

TABLES = ("access_entry", "access_seal")
WHY = "The log of who opened a record is only ever added to."

# Without the third, INSERT OR REPLACE would put a row in the place of another and fire neither of the first two.
SQLITE = {
    "no_update": "BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END",
    "no_delete": "BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END",
    "no_replace": "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
    "BEGIN SELECT RAISE(ABORT, '{why}'); END",
}
KEYS = {"access_entry": "id", "access_seal": "number"}

REFUSE = f"""
CREATE OR REPLACE FUNCTION access_only_added() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION '{WHY}'; END$$"""


def guard(connection):
    """Put the triggers on both tables; those that are there already are made anew."""
    unguard(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(REFUSE)
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def unguard(connection):
    """Take them off: for going back a migration, and for tests."""
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "sqlite":
                for name in SQLITE:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_only_added ON {table}")


def unguarded(connection):
    """The tables that are not guarded as they should be: a trigger is missing, switched off or says something else."""
    look = _sqlite_guards if connection.vendor == "sqlite" else _postgresql_guards
    with connection.cursor() as cursor:
        return [table for table in TABLES if not look(cursor, table)]


def _statements(vendor):
    for table in TABLES:
        if vendor == "sqlite":
            yield from _sqlite(table).values()
        else:
            yield (
                f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION access_only_added()"
            )
            # Also in a session that replays another server's changes, where plain triggers are left out.
            yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_only_added"


def _sqlite(table):
    return {
        f"{table}_{name}": f"CREATE TRIGGER {table}_{name} " + body.format(table=table, key=KEYS[table], why=WHY)
        for name, body in SQLITE.items()
    }


def _sqlite_guards(cursor, table):
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
    found = dict(cursor.fetchall())
    return all(found.get(name) == wanted for name, wanted in _sqlite(table).items())


def _postgresql_guards(cursor, table):
    cursor.execute(
        "SELECT t.tgenabled, t.tgtype, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE t.tgrelid = %s::regclass AND t.tgname = %s",
        [table, f"{table}_only_added"],
    )
    # 58: before (2), delete (8), update (16) and truncate (32), each statement.
    return cursor.fetchall() == [("A", 58, f"BEGIN RAISE EXCEPTION '{WHY}'; END")]
