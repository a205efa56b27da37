"""Sealing what the log has got since: every entry in exactly one seal, each seal holding the digest of the one before.

No request waits for it: an entry is one insert, and is sealed afterwards by whoever comes next (the worker, the end of
a request, `keepwell log seal`). A transaction may commit its entries after later ones were sealed; they are found in
the gaps that the seals leave, and sealed then.
"""

import hashlib
import hmac
import logging
import time
from datetime import UTC, timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from . import head, keys, marks, ranges, stored
from .models import Entry, Seal

AT_MOST = 10_000  # entries in one seal
GAPS = timedelta(days=1)  # no transaction stays open for longer; `thorough` looks into every gap
LOCK = 0x6B656570  # "keep": the number of the lock on PostgreSQL
_looked_at = 0.0
_words = logging.getLogger(__name__)


def seal(*, wait=True, thorough=False):
    """Seal all entries that are in no seal yet; returns how many.

    wait: wait for another that is sealing; otherwise leave it to them
    thorough: look also into gaps that are older than a day
    """
    sealed = 0
    while _unsealed(thorough, most=1):
        with transaction.atomic():
            if not _locked(wait):
                break
            entries = _unsealed(thorough, AT_MOST)
            if entries:
                made = _make(entries)
                transaction.on_commit(lambda made=made: head.write(head.Head(made.number, made.digest)))
        sealed += len(entries)
    return sealed


def seal_if_due():
    """As `seal`, if this process has not looked for a while. What goes wrong is left to the next who comes."""
    global _looked_at  # one clock for the process
    if not settings.KEEPWELL_SEAL_EVERY or time.monotonic() - _looked_at < settings.KEEPWELL_SEAL_EVERY:
        return
    _looked_at = time.monotonic()
    try:
        seal(wait=False)
    except (DatabaseError, OSError, keys.MissingKey, head.BrokenHead) as trouble:
        _words.warning("The access log could not be sealed (%s).", type(trouble).__name__)


def digest_of(made):
    """SHA-256 of everything a seal says."""
    moment = made.made_at.astimezone(UTC).isoformat(timespec="microseconds")
    words = f"seal {made.number} {moment} {made.keys} {made.upto} ".encode()
    return hashlib.sha256(words + bytes(made.before) + bytes(made.leaves)).digest()


def mark_of(key, digest):
    return hmac.digest(key, b"seal" + digest, "sha256")


def _locked(wait):
    """Is the sealing ours until the transaction ends? On SQLite it is: a transaction has the only pen."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            return True
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return cursor.fetchone()[0]


def _unsealed(thorough, most):
    """The first entries that are in no seal, in order of key."""
    last = Seal.objects.order_by("-number").values_list("upto", flat=True).first()
    if last is None:
        return stored.within([(stored.FIRST, None)], most)
    return stored.within([*_gaps(last, thorough), (last + 1, None)], most)


def _gaps(last, thorough):
    """Keys below the last one that no seal holds: rolled back, or committed after their neighbours were sealed."""
    looked_at, floor = Seal.objects.order_by(), stored.FIRST - 1
    if not thorough:
        since = timezone.now() - GAPS
        before = Seal.objects.filter(made_at__lt=since).order_by("-number").values_list("upto", flat=True).first()
        looked_at, floor = looked_at.filter(made_at__gte=since), floor if before is None else before
    held = [one for text in looked_at.values_list("keys", flat=True) for one in _read(text)]
    return ranges.gaps(held, floor + 1, last)


def _read(text):
    try:
        return ranges.read(text)
    except ValueError:  # somebody changed that seal; `verify` names it
        return []


def _make(entries):
    """Write the seal of these entries."""
    last = Seal.objects.order_by("-number").defer("leaves").first()
    # What is remembered outside counts: if the table is shorter, the gap in the numbers stays to be seen.
    known = head.read()
    end = known if known and (last is None or known.number >= last.number) else last
    held = [entry.key for entry in entries]
    made = Seal(
        number=end.number + 1 if end else 1, made_at=timezone.now(), keys=ranges.write(ranges.of(held)),
        upto=max(held[-1], last.upto if last else held[-1]), before=bytes(end.digest) if end else b"",
        leaves=b"".join(marks.leaf(entry.key, entry.told, entry.mark) for entry in entries),
    )  # fmt: skip
    made.digest = digest_of(made)
    made.mark = mark_of(keys.key(Entry.objects.exists), made.digest)
    made.save(force_insert=True)
    return made
