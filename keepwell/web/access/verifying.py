"""Walking the chain: which entries and seals are not what they were when they were written."""

import hmac
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from . import head, keys, marks, ranges, restored, sealing, stored, triggers
from .models import Entry, Seal

PATIENCE = timedelta(minutes=5)  # after which an entry without a seal is told
CHANGED, REMOVED, FOREIGN = "changed", "removed", "foreign"
SAID = {
    CHANGED: ("was changed after it was sealed", "were changed after they were sealed"),
    REMOVED: ("was removed", "were removed"),
    FOREIGN: ("was not written by Keepwell: put in or changed by hand", "were not written by Keepwell: put in or "
              "changed by hand"),
}  # fmt: skip


@dataclass
class Verdict:
    """What was found. `defects` are sentences without personal data, `end` is the Head of the chain in the database.

    lost    seals that are not there any more, as (first, last), and are not accounted for
    notes   what is missing and was accounted for (`restored`)
    """

    entries: int = 0
    unsealed: int = 0
    seals: int = 0
    end: head.Head | None = None
    defects: list[str] = field(default_factory=list)
    lost: list[tuple[int, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def whole(self):
        return not self.defects


def verify(progress=lambda done, total: None):
    """Verify the whole log, without changing anything: a Verdict. MissingKey when the key is not there.

    progress: is told how many entries are done, of how many
    """
    key, verdict = keys.key(Entry.objects.exists), Verdict()
    verdict.defects += [
        f"Nothing in the database keeps the rows of {table} from being changed: its trigger is missing or altered."
        for table in triggers.unguarded(connection)
    ]
    # Before the seals are read: others may be made meanwhile, and it must not seem that they were taken away.
    remembered = _remembered(verdict)
    chain = _Chain(key, verdict)
    chain.read()
    chain.reaches(remembered)
    _Entries(key, verdict, chain.kept).read(progress)
    _copies(verdict)
    return verdict


def _remembered(verdict):
    try:
        known = head.read()
    except head.BrokenHead as trouble:
        verdict.defects.append(str(trouble))
        return None
    if known is None and Seal.objects.exists():
        verdict.defects.append(
            f"{head.path()} is missing: whether the end of the log was cut off cannot be told until the next seal."
        )
    return known


class _Chain:
    """The seals in order. `kept`: (first, last, whole, leaves) of each range of sealed keys."""

    def __init__(self, key, verdict):
        self.key, self.verdict, self.kept, self.last = key, verdict, [], None
        self.accounted = dict(restored.accounts(key))

    def read(self):
        for seal in Seal.objects.order_by("number").iterator(chunk_size=500):
            self._look_at(seal)
            self.last, self.verdict.seals = seal, self.verdict.seals + 1
        if self.last:
            self.verdict.end = head.Head(self.last.number, bytes(self.last.digest))

    def _look_at(self, seal):
        digest = sealing.digest_of(seal)
        whole = digest == bytes(seal.digest)
        if not (whole and hmac.compare_digest(sealing.mark_of(self.key, digest), bytes(seal.mark))):
            whole = False
            self._tell(f"Seal {seal.number} was changed or not made by Keepwell.")
        self._follows(seal)
        self._keep(seal, whole)

    def _follows(self, seal):
        due = self.last.number + 1 if self.last else 1
        if seal.number > due:
            self._gone(due, seal.number - 1)
        elif bytes(seal.before) != (bytes(self.last.digest) if self.last else b""):
            self._tell(f"Seal {seal.number} does not follow from the one before it: one of them was put there by hand.")

    def _gone(self, first, last):
        which = f"Seal {first} was" if first == last else f"Seals {first} to {last} were"
        if said := self.accounted.get((first, last)):
            self.verdict.notes.append(f"{which} lost when an older copy was put back: said by {said}.")
            return
        self.verdict.lost.append((first, last))
        self._tell(f"{which} removed, or lost when an older copy of the database was put back.")

    def _keep(self, seal, whole):
        try:
            at = 0
            for first, last in ranges.read(seal.keys):
                count = last - first + 1
                self.kept.append((first, last, whole, bytes(seal.leaves[at : at + count * marks.LEAF])))
                at += count * marks.LEAF
        except ValueError:
            pass  # told already: such a text does not fit the digest

    def reaches(self, known):
        """Is the end that is remembered outside the database in the chain?"""
        if known is None:
            return
        found = Seal.objects.filter(number=known.number).values_list("digest", flat=True).first()
        if found is not None and bytes(found) != known.digest:
            self._tell(
                f"Seal {known.number} is not the one that {head.path()} remembers: another was put in its place."
            )
        elif self.last is None or self.last.number < known.number:
            self._gone(self.last.number + 1 if self.last else 1, known.number)

    def _tell(self, sentence):
        self.verdict.defects.append(sentence)


class _Entries:
    """The entries in order of key, each beside what its seal keeps of it."""

    def __init__(self, key, verdict, kept):
        self.key, self.verdict = key, verdict
        self.kept = sorted(kept, key=lambda one: one[:2])
        self.firsts = [one[0] for one in self.kept]
        self.wrong, self.late, self.seen = defaultdict(list), [], []
        self.old = timezone.now() - PATIENCE

    def read(self, progress):
        total, there = Entry.objects.count(), []
        for rows in stored.everything():
            for row in rows:
                self._look_at(row)
            there.append(ranges.of(row.key for row in rows))
            self.verdict.entries += len(rows)
            progress(self.verdict.entries, total)
        self._missing([one for part in there for one in part])
        self._tell()

    def _look_at(self, row):
        at = bisect_right(self.firsts, row.key) - 1
        first, last, whole, leaves = self.kept[at] if at >= 0 else (0, -1, False, b"")
        sealed = row.key <= last
        place = (row.key - first) * marks.LEAF
        if sealed and whole and leaves[place : place + marks.LEAF] != marks.leaf(row.key, row.told, row.mark):
            self.wrong[CHANGED].append(row.key)
        elif not marks.is_marked(self.key, row.told, row.mark):
            self.wrong[FOREIGN].append(row.key)
        if not sealed:
            self.verdict.unsealed += 1
            if row.at is None or row.at < self.old:
                self.late.append(row.key)

    def _missing(self, there):
        """Keys that were sealed and are not there: what is left of each sealed range without the rows found."""
        starts = [first for first, _ in there]
        for first, last, *_ in self.kept:
            near = there[max(0, bisect_right(starts, first) - 1) : bisect_right(starts, last)]
            for gap in ranges.gaps(near, first, last):
                self.wrong[REMOVED].append(gap)

    def _tell(self):
        lines = [(run, kind) for kind, found in self.wrong.items() for run in _runs(found)]
        self.verdict.defects += [_sentence(run, *SAID[kind]) for run, kind in sorted(lines)]
        if self.late:
            self.verdict.defects.append(
                f"{len(self.late):,} {'entries are' if len(self.late) > 1 else 'entry is'} older than "
                f"{PATIENCE.seconds // 60} minutes and in no seal ({_named(_runs(self.late))}): keepwell log seal "
                "seals them, and keepwell work does it by itself."
            )


def _copies(verdict):
    """Entries with one and the same mark: a true one was copied."""
    twice = Entry.objects.order_by().exclude(mark=None).values("mark").annotate(n=Count("pk")).filter(n__gt=1)
    for mark in [bytes(one["mark"]) for one in twice]:
        same = Entry.objects.order_by("pk").filter(mark=mark).values_list("pk", flat=True)
        verdict.defects.append(f"Entries {', '.join(f'{key}' for key in same)} are one entry and copies of it.")


def _runs(found):
    """Keys, or ranges of keys, in order, as ranges without seams."""
    joined = []
    for first, last in sorted(one if isinstance(one, tuple) else (one, one) for one in found):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _sentence(run, one, many):
    first, last = run
    return f"Entry {first} {one}." if first == last else f"Entries {first} to {last} {many}."


def _named(runs, most=5):
    said = ", ".join(f"{a}" if a == b else f"{a} to {b}" for a, b in runs[:most])
    return said + (f" and {len(runs) - most:,} more stretches" if len(runs) > most else "")
