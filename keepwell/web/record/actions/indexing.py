"""Keeping the words of texts for search: in the transaction in which a text is written, or all of them anew.

What is not kept yet, or kept of an older version, search reads itself: the words here only make it quick.
"""

from cryptography.exceptions import InvalidTag
from django.db import transaction
from django.db.models import BinaryField
from django.db.models.functions import Substr

from .. import vault
from ..elsewhere import changed
from ..models import Child, Words
from ..searching import marking
from ..searching.sources import NONCE, sources

CHUNK = 500  # children, or rows, at a time
AT_ONCE = 2_000  # texts that an import may leave to be indexed in its own transaction; more wait for `keepwell index`


def versions(source, children):
    """{row id: (child id, version)} of the texts of this kind that these children (ids) have."""
    parts = {f"_{part}": Substr(part, 1, NONCE, output_field=BinaryField()) for part in source.parts}
    rows = source.rows.filter(child__in=children).order_by()
    found = rows.annotate(**parts).values_list("pk", "child_id", *parts)
    return {pk: (child, b"".join(bytes(one or b"") for one in own)) for pk, child, *own in found}


@transaction.atomic
def catch_up(children):
    """Bring the kept words of these children (ids) in line with their texts; returns how many texts were read."""
    return sum(_catch_up(source, children) for source in sources())


def _catch_up(source, children):
    there = versions(source, children)
    # Asked by child alone, which the database finds quickest; the marks themselves are not needed.
    kept = Words.objects.filter(child__in=children).defer("marks")
    kept = {w.key: w for w in kept if w.kind == source.name}
    kept |= {w.key: w for w in _elsewhere(source, there.keys() - kept.keys())}
    right = {key for key, w in kept.items() if (w.child_id, bytes(w.version)) == there.get(key)}
    wrong = [kept[key].pk for key in kept.keys() - right]
    for start in range(0, len(wrong), CHUNK):
        Words.objects.filter(pk__in=wrong[start : start + CHUNK]).delete()
    return _read(source, sorted(there.keys() - right))


def _elsewhere(source, keys):
    """Kept words of texts that were another child's before."""
    keys = sorted(keys)
    for start in range(0, len(keys), CHUNK):
        yield from Words.objects.filter(kind=source.name, key__in=keys[start : start + CHUNK]).defer("marks")


def _read(source, keys):
    for start in range(0, len(keys), CHUNK):
        rows = source.rows.filter(pk__in=keys[start : start + CHUNK]).select_related(*source.within)
        Words.objects.bulk_create(_words(source, list(rows)), batch_size=CHUNK)
    return len(keys)


def _words(source, rows):
    """The Words of these texts; none of a text that its key does not open: search says so when it comes there."""
    children = {row.child_id for row in rows}
    marks = vault.word_keys(children)
    keys = vault.keys_of(marks) if marks else {}
    for row in rows:
        if row.child_id not in marks:
            continue
        version = source.version(row)
        try:
            text = source.text(row, keys[row.child_id])
        except (InvalidTag, ValueError):
            continue
        key = marks[row.child_id]
        yield Words(child_id=row.child_id, kind=source.name, key=row.pk, version=version,
                    marks=marking.marks(key, text, version))  # fmt: skip


def index(*, anew=False, progress=lambda done, total: None):
    """Keep the words of every text of the record, a few children at a time; returns how many texts were read.

    anew   throw away what is kept first: after a damage
    """
    children = list(Child.objects.order_by("pk").values_list("pk", flat=True))
    read = 0
    for start in range(0, len(children), CHUNK):
        some = children[start : start + CHUNK]
        with transaction.atomic():
            if anew:
                Words.objects.filter(child__in=some).delete()
            read += catch_up(some)
        progress(min(start + CHUNK, len(children)), len(children))
    return read


def listen():
    """Hear each change of the record, in its transaction."""
    changed.connect(_heard, dispatch_uid="words of texts")


def _heard(sender, children, **kwargs):
    if children is not None:
        catch_up(children)
        return
    waiting = _waiting()
    if 0 < len(waiting) <= AT_ONCE:
        catch_up(sorted(set(waiting.values())))


def _waiting():
    """{(kind, row id): child id} of texts of which no words are kept, a few more than are done at once."""
    found = {}
    for source in sources():
        kept = Words.objects.filter(kind=source.name).values("key")
        rows = source.rows.exclude(pk__in=kept).exclude(child=None).order_by().values_list("pk", "child_id")
        found |= {(source.name, pk): child for pk, child in rows[: AT_ONCE + 1]}
    return found
