"""keepwell log, as a person runs it."""

import sqlite3

import pytest

from tests.commands.test_person import run as person


@pytest.fixture
def written(house):
    """A house whose log has three entries (joining, two roles), sealed."""
    person(house, "pat@example.org", "--name", "Pat Example", "--role", "auditor", "--role", "returns-officer")
    assert "3 entries sealed." in house.run("log", "seal").stdout
    return house


def by_hand(house, *statements):
    """Write into the database as somebody does who has a hand on it, with the triggers off."""
    if url := house.env.get("DATABASE_URL"):
        import psycopg

        statements = ("ALTER TABLE access_entry DISABLE TRIGGER access_entry_only_added", *statements,
                      "ALTER TABLE access_entry ENABLE ALWAYS TRIGGER access_entry_only_added")  # fmt: skip
        with psycopg.connect(url) as database:
            for statement in statements:
                database.execute(statement)
        return
    database = sqlite3.connect(house.home / "keepwell.sqlite3")
    guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    with database:
        for statement in (*(f"DROP TRIGGER {name}" for name, _ in guards), *statements, *(sql for _, sql in guards)):
            database.execute(statement)
    database.close()


@pytest.mark.both
def test_a_new_log_is_whole_and_the_last_seal_is_named(written):
    assert "Everything was sealed already." in written.run("log", "seal").stdout
    done = written.run("log", "verify")
    assert done.returncode == 0, done.stderr
    assert "Nothing is wrong: 3 entries read, 3 in 1 seal and 0 not sealed yet." in done.stdout
    (number, digest) = (written.home / "keys/log.head").read_text().split()
    assert f"The last seal is {number}: {digest}" in done.stdout


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("UPDATE access_entry SET purpose = 'curiosity' WHERE id = 2", "Entry 2 was changed after it was sealed."),
        ("DELETE FROM access_entry WHERE id = 1", "Entry 1 was removed."),
        ("INSERT INTO access_entry (id, at, actor, action, purpose, categories, outcome, why, policy) SELECT 4, at, "
         "actor, action, purpose, categories, outcome, why, policy FROM access_entry WHERE id = 1",
         "Entry 4 was not written by Keepwell"),
    ],
)  # fmt: skip
def test_what_was_done_by_hand_is_named(written, deed, told):
    by_hand(written, deed)
    done = written.run("log", "verify")
    assert done.returncode == 1
    assert told in done.stdout
    assert "pat" not in done.stdout.lower()


def test_an_older_copy_put_back_is_named(written):
    if "DATABASE_URL" in written.env:
        pytest.skip("a copy of a file is put back")
    kept = (written.home / "keepwell.sqlite3").read_bytes()
    person(written, "kim@example.org", "--name", "Kim Example", "--role", "auditor")
    written.run("log", "seal")
    (written.home / "keepwell.sqlite3").write_bytes(kept)
    done = written.run("log", "verify")
    assert done.returncode == 1
    assert "Seal 2 was removed, or lost when an older copy of the database was put back." in done.stdout


@pytest.mark.parametrize("words", [["log", "verify"], ["log", "seal"], ["work", "--once"]])
def test_a_missing_key_is_one_sentence(written, words):
    (written.home / "keys/log.key").unlink()
    done = written.run(*words)
    assert done.returncode == 2
    assert done.stderr.startswith("The key of the access log is missing")
    assert "Traceback" not in done.stderr
    assert not (written.home / "keys/log.key").exists()


@pytest.mark.both
def test_the_worker_seals(written):
    person(written, "kim@example.org", "--name", "Kim Example", "--role", "auditor")
    worker = written.start("work")
    try:
        for _ in range(60):
            if "5 in 2 seals" in written.run("log", "verify").stdout:
                break
        else:
            raise AssertionError("the worker sealed nothing")
    finally:
        worker.terminate()
        worker.wait(20)
