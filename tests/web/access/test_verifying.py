"""What somebody did to the log by hand is named, whatever it was."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from keepwell.web.access import door, head, keys, restored, sealing, verifying
from keepwell.web.access.models import Entry, Seal


@pytest.fixture
def sealed(log):
    """Keys of nine entries in three seals."""
    written = []
    for _ in range(3):
        written += log.write(3)
        sealing.seal()
    return written


def defects():
    return verifying.verify().defects


def test_a_log_that_nobody_touched_is_whole(log, sealed):
    log.write(2)
    verdict = verifying.verify()
    assert verdict.whole
    assert (verdict.entries, verdict.unsealed, verdict.seals) == (11, 2, 3)
    assert verdict.end == head.read()


@pytest.mark.parametrize("column", ["actor", "action", "purpose", "why", "policy", "outcome"])
def test_a_changed_word_is_named(log, sealed, column):
    log.tamper(f"UPDATE access_entry SET {column} = 'x' WHERE id = %s", sealed[4])
    assert defects() == [f"Entry {sealed[4]} was changed after it was sealed."]


@pytest.mark.parametrize(
    "change",
    ["at = (SELECT min(at) FROM access_entry)", "child = '00000000000000000000000000000001'", "mark = NULL",
     "categories = '[\"care\"]'", "categories = '{}'", "categories = '7'"],
)  # fmt: skip
def test_any_other_change_is_named(log, sealed, change):
    log.tamper(f"UPDATE access_entry SET {change} WHERE id = %s", sealed[4])
    assert defects() == [f"Entry {sealed[4]} was changed after it was sealed."]


@pytest.mark.parametrize("column", ["at", "child", "mark", "actor"])
def test_a_row_that_says_nothing_readable_is_named(log, sealed, column):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes no such value")
    log.tamper(f"UPDATE access_entry SET {column} = CAST(x'ff00fe' AS TEXT) WHERE id = %s", sealed[4])
    if column == "at":
        log.tamper(f"INSERT INTO access_entry ({log.columns()}) SELECT {log.columns()} FROM access_entry WHERE id = %s",
                   sealed[4])  # fmt: skip
        assert sealing.seal() == 1
        assert "was not written by Keepwell" in " ".join(defects())
    assert f"Entry {sealed[4]} was changed after it was sealed." in defects()


def test_a_change_before_sealing_is_named_too(log):
    _, second = log.write(2)
    log.tamper("UPDATE access_entry SET why = 'x' WHERE id = %s", second)
    wanted = [f"Entry {second} was not written by Keepwell: put in or changed by hand."]
    assert defects() == wanted
    sealing.seal()
    assert defects() == wanted


def test_removed_entries_are_named(log, sealed):
    log.tamper("DELETE FROM access_entry WHERE id IN (%s, %s, %s, %s)", *sealed[1:4], sealed[8])
    assert defects() == [f"Entries {sealed[1]} to {sealed[3]} were removed.", f"Entry {sealed[8]} was removed."]


def test_all_entries_removed(log, sealed):
    log.tamper("DELETE FROM access_entry")
    assert defects() == [f"Entries {sealed[0]} to {sealed[8]} were removed."]


def test_an_entry_put_in_is_named(log, sealed):
    blank = "at, actor, action, purpose, categories, outcome, why, policy"
    log.tamper(f"INSERT INTO access_entry ({blank}) SELECT {blank} FROM access_entry WHERE id = %s", sealed[0])
    (key,) = log.ask("SELECT max(id) FROM access_entry")[0]
    assert defects() == [f"Entry {key} was not written by Keepwell: put in or changed by hand."]


def test_a_copied_entry_is_named(log, sealed):
    log.copy(sealed[2], to=sealed[8] + 1)
    assert defects() == [f"Entries {sealed[2]}, {sealed[8] + 1} are one entry and copies of it."]


def test_entries_in_each_others_place_are_named(log, sealed):
    log.copy(sealed[2], to=1_000_000)
    log.tamper("DELETE FROM access_entry WHERE id = %s", sealed[2])
    log.copy(sealed[3], to=sealed[2])
    log.tamper("DELETE FROM access_entry WHERE id = %s", sealed[3])
    log.copy(1_000_000, to=sealed[3])
    log.tamper("DELETE FROM access_entry WHERE id = 1000000")
    assert defects() == [f"Entries {sealed[2]} to {sealed[3]} were changed after they were sealed."]


@pytest.mark.parametrize(
    "change",
    ["keys = '1-2'", "keys = 'x'", "upto = 99", "made_at = (SELECT min(at) FROM access_entry)", "leaves = mark",
     "before = mark", "digest = mark", "mark = digest"],
)  # fmt: skip
def test_a_changed_seal_is_named(log, sealed, change):
    log.tamper(f"UPDATE access_seal SET {change} WHERE number = 2")
    assert "Seal 2 was changed or not made by Keepwell." in defects()
    assert not any("Entry" in sentence and "changed" in sentence for sentence in defects())


@pytest.mark.parametrize(
    ("gone", "words"), [(1, "Seal 1 was removed"), (2, "Seal 2 was removed"), (3, "Seal 3 was removed")]
)
def test_a_removed_seal_is_named(log, sealed, gone, words):
    log.tamper("DELETE FROM access_seal WHERE number = %s", gone)
    (told,) = defects()
    assert told.startswith(words)
    # Sealing again covers nothing up.
    sealing.seal(thorough=True)
    assert [sentence[: len(words)] for sentence in defects()] == [words]


def test_all_seals_removed(log, sealed):
    log.tamper("DELETE FROM access_seal")
    (told,) = defects()
    assert told.startswith("Seals 1 to 3 were removed, or lost when an older copy")


def test_a_seal_made_with_another_key_is_named(log, sealed, monkeypatch):
    log.write()
    monkeypatch.setattr(keys, "key", lambda started: b"x" * 32)
    sealing.seal()
    monkeypatch.undo()
    assert "Seal 4 was changed or not made by Keepwell." in defects()


def test_an_older_copy_put_back_is_noticed_also_after_going_on(log, sealed):
    entries, seals = list(Entry.objects.values_list("pk", flat=True)[:6]), 2
    log.tamper("DELETE FROM access_entry WHERE id > %s", entries[-1])
    log.tamper("DELETE FROM access_seal WHERE number > %s", seals)
    (told,) = defects()
    assert told.startswith("Seal 3 was removed, or lost when an older copy of the database was put back")
    log.write(2)
    sealing.seal()
    assert Seal.objects.latest("number").number == 4
    assert defects() == [told]


def test_what_an_older_copy_lost_is_told_as_known_once_somebody_accounts_for_it(log, sealed):
    """The account is an entry like others: forged by hand it counts for nothing."""
    log.tamper("DELETE FROM access_seal WHERE number = 3")
    log.tamper("DELETE FROM access_entry WHERE id >= %s", sealed[6])
    log.write(1)
    sealing.seal()
    assert verifying.verify().lost == [(3, 3)]
    log.tamper(f"INSERT INTO access_entry ({log.columns()}) SELECT {log.columns()} FROM access_entry WHERE id = %s",
               sealed[0])  # fmt: skip
    forged = Entry.objects.latest("pk").pk
    log.tamper("UPDATE access_entry SET action = 'account for lost seals', why = 'seals 3-3' WHERE id = %s", forged)
    assert verifying.verify().lost == [(3, 3)]
    log.tamper("DELETE FROM access_entry WHERE id = %s", forged)
    restored.account_for([(3, 3)], by=door.Operator("pat"))
    verdict = verifying.verify()
    assert (verdict.defects, verdict.lost) == ([], [])
    assert verdict.notes[0].startswith("Seal 3 was lost when an older copy was put back: said by operator pat on")


def test_an_older_copy_of_the_entries_alone_is_noticed(log, sealed):
    log.tamper("DELETE FROM access_entry WHERE id > %s", sealed[5])
    assert defects() == [f"Entries {sealed[6]} to {sealed[8]} were removed."]


def test_a_missing_or_spoilt_memory_of_the_end_is_told(log, sealed):
    kept = head.path().read_text()
    head.path().write_text("nonsense")
    assert "does not say where the log ends" in defects()[0]
    head.path().unlink()
    assert "log.head is missing" in defects()[0]
    head.path().write_text(f"3 {'0' * 64}\n")
    assert "Seal 3 is not the one that" in defects()[0]
    head.path().write_text(kept)
    assert verifying.verify().whole


def test_entries_that_wait_too_long_are_told(log, sealed, monkeypatch):
    late = log.write(2)
    moment = timezone.now() + timedelta(minutes=6)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    (told,) = defects()
    assert told.startswith(f"2 entries are older than 5 minutes and in no seal ({late[0]} to {late[1]})")
    sealing.seal()
    assert verifying.verify().whole


def test_a_missing_key_is_one_sentence_and_no_new_one_is_made(log, sealed):
    keys.path().rename(keys.path().with_name("elsewhere"))
    keys.forget()
    for do in (verifying.verify, log.write):
        with pytest.raises(keys.MissingKey, match=r"The key of the access log is missing: .*log\.key"):
            do()
    assert not keys.path().exists()
    assert Entry.objects.count() == 9
    keys.path().write_bytes(b"short")
    with pytest.raises(keys.MissingKey, match="is not a key"):
        verifying.verify()


def test_what_is_told_holds_no_personal_data(log, sealed):
    log.tamper("UPDATE access_entry SET actor = 'operator secret.name'")
    assert "secret.name" not in " ".join(defects())


def test_nothing_is_changed_by_verifying(log, sealed):
    before = log.ask("SELECT * FROM access_entry ORDER BY id"), log.ask("SELECT * FROM access_seal"), head.read()
    verifying.verify()
    assert (
        log.ask("SELECT * FROM access_entry ORDER BY id"),
        log.ask("SELECT * FROM access_seal"),
        head.read(),
    ) == before
