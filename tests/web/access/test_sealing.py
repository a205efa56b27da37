"""Each entry is sealed once, whatever order transactions commit in, and whatever stopped in between."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from keepwell.web.access import door, head, ranges, sealing, verifying
from keepwell.web.access.models import Entry, Seal


def sealed_keys():
    return [key for text in Seal.objects.values_list("keys", flat=True) for a, b in ranges.read(text)
            for key in range(a, b + 1)]  # fmt: skip


def by_another(do):
    """Carry this out in another thread, with a connection of its own."""
    trouble = []

    def work():
        try:
            do()
        except BaseException as found:
            trouble.append(found)
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    assert trouble == []


def needs_two_writers():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time, so its entries commit in order of key")


def test_sealing_twice_makes_one_seal(log):
    keys = log.write(4)
    assert sealing.seal() == 4
    assert sealing.seal() == 0
    assert sealed_keys() == keys
    assert head.read() == head.Head(1, bytes(Seal.objects.get().digest))


def test_many_entries_make_several_seals(log, monkeypatch):
    monkeypatch.setattr(sealing, "AT_MOST", 3)
    keys = log.write(8)
    assert sealing.seal() == 8
    assert Seal.objects.count() == 3
    assert sealed_keys() == keys
    assert verifying.verify().whole


def test_an_entry_that_commits_late_is_sealed_late_and_does_not_look_put_in(log):
    needs_two_writers()
    with transaction.atomic():
        door.note(by=door.Operator("late"), action="try")
        by_another(lambda: door.note(by=door.Operator("early"), action="try"))
        by_another(sealing.seal)
    late, early = Entry.objects.order_by("pk")
    assert late.actor == "operator late"
    assert sealed_keys() == [early.pk]
    assert verifying.verify().whole
    assert sealing.seal() == 1
    assert sorted(sealed_keys()) == [late.pk, early.pk]
    assert Seal.objects.get(number=2).upto == early.pk
    assert verifying.verify().whole


def test_an_entry_that_commits_after_more_than_a_day_is_found_by_a_thorough_look(log, monkeypatch):
    first, late, last = log.write(3)
    real, found = sealing.stored.within, []

    def without_late(asked, most=5000):
        return [entry for entry in real(asked, most) if entry.key != late]

    monkeypatch.setattr(sealing.stored, "within", without_late)
    sealing.seal()
    monkeypatch.setattr(sealing.stored, "within", real)
    moment = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert sealing.seal() == 0
    assert sealing.seal(thorough=True) == 1
    assert sealed_keys() == [first, last, late]
    assert verifying.verify().whole
    assert found == []


def test_what_was_rolled_back_is_not_missed(log):
    log.write()
    with transaction.atomic():
        door.note(by=door.Operator("pat"), action="try")
        transaction.set_rollback(True)
    log.write()
    assert sealing.seal() == 2
    assert verifying.verify().whole


def test_two_who_seal_at_once_seal_each_entry_once(log):
    needs_two_writers()
    log.write(3)
    with transaction.atomic():
        sealing._locked(wait=True)
        by_another(lambda: sealing.seal(wait=False))
        assert not Seal.objects.exists()
    threads = [threading.Thread(target=lambda: (sealing.seal(), connections.close_all())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert Seal.objects.count() == 1
    assert verifying.verify().whole


def test_writers_and_a_sealer_side_by_side(log):
    needs_two_writers()

    def write():
        for number in range(30):
            with transaction.atomic():
                door.note(by=door.Operator("pat"), action="try")
                if number % 7 == 0:
                    transaction.set_rollback(True)
        connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(3)]
    for thread in writers:
        thread.start()
    while any(thread.is_alive() for thread in writers):
        sealing.seal()
    for thread in writers:
        thread.join()
    sealing.seal()
    assert sorted(sealed_keys()) == list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    assert verifying.verify().whole


def test_a_seal_that_is_rolled_back_is_not_remembered(log):
    log.write(2)
    with transaction.atomic():
        sealing.seal()
        transaction.set_rollback(True)
    assert head.read() is None
    assert sealing.seal() == 2
    assert verifying.verify().whole


def test_stopped_between_the_seal_and_its_memory(log, monkeypatch):
    log.write()
    sealing.seal()
    before = head.path().read_text()
    log.write()
    sealing.seal()
    head.path().write_text(before)
    assert verifying.verify().whole
    log.write()
    sealing.seal()
    assert head.read().number == 3
    assert verifying.verify().whole


def test_the_memory_of_the_end_goes_only_forward(log):
    head.write(head.Head(5, b"5" * 32))
    head.write(head.Head(4, b"4" * 32))
    assert head.read() == head.Head(5, b"5" * 32)


def test_a_page_seals_once_in_a_while_and_never_when_told_not_to(log, client, settings, monkeypatch):
    log.write()
    monkeypatch.setattr(sealing, "_looked_at", float("-inf"))
    client.get("/healthz")
    assert not Seal.objects.exists()
    settings.KEEPWELL_SEAL_EVERY = 30
    client.get("/healthz")
    assert Seal.objects.count() == 1
    log.write()
    client.get("/healthz")
    assert Seal.objects.count() == 1


def test_what_hinders_sealing_hinders_no_page(log, client, settings, monkeypatch, caplog):
    log.write()
    head.path().write_text("nonsense")
    settings.KEEPWELL_SEAL_EVERY = 30
    monkeypatch.setattr(sealing, "_looked_at", float("-inf"))
    assert client.get("/healthz").status_code == 200
    assert "could not be sealed (BrokenHead)" in caplog.text
    assert not Seal.objects.exists()
