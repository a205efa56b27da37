"""Keeping which records may be of the same child, and that somebody found two of them to be two children.

A record that is sealed after an adoption is in no pair: who a child was before an adoption is told to nobody by this.
"""

from django.db import transaction
from django.utils import timezone

from ...access import door
from ...access.models import Restriction
from ..models import Child, Pair
from ..queries import likeness

CATEGORY = door.CATEGORY_OF_BEING_KNOWN
CHUNK = 500


def in_order(one, other):
    return (one, other) if one < other else (other, one)


@transaction.atomic
def keep(child, alike, *, said="", by=None):
    """Keep that this child is like those of `alike`, {child id: codes}. What was settled stays settled."""
    sealed = _sealed([child.pk, *alike])
    for other, codes in alike.items():
        if {child.pk, other} & sealed:
            continue
        first, second = in_order(child.pk, other)
        Pair.objects.get_or_create(
            first_id=first, second_id=second, defaults={"why": codes, "said": said, "found_by": by}
        )


@transaction.atomic
def look_through(progress=lambda done, total: None):
    """Compare the whole record; returns how many pairs are open. Those that fit no longer and nobody spoke of go."""
    found = likeness.alike(progress)
    sealed = _sealed({child for pair in found for child in pair})
    wanted = {pair: codes for pair, codes in found.items() if not set(pair) & sealed}
    held = {(p.first_id, p.second_id): p for p in Pair.objects.all()}
    gone = [p.pk for key, p in held.items() if key not in found and not p.settled_at and not p.said]
    for start in range(0, len(gone), CHUNK):
        Pair.objects.filter(pk__in=gone[start : start + CHUNK]).delete()
    fresh = [Pair(first_id=a, second_id=b, why=codes) for (a, b), codes in wanted.items() if (a, b) not in held]
    Pair.objects.bulk_create(fresh, batch_size=CHUNK, ignore_conflicts=True)
    return Pair.objects.filter(settled_at=None).count()


@transaction.atomic
def settle(pair, *, said, by, purpose):
    """Two children, not one: both records are asked for at the door, and the pair is offered no more."""
    for child in Child.objects.select_related("person").filter(pk__in=(pair.first_id, pair.second_id)):
        door.ask_of(child, by=by, action="edit", categories=[CATEGORY], purpose=purpose, what="say that they are two")
    Pair.objects.filter(pk=pair.pk).update(said=said, settled_at=timezone.now(), settled_by=by)


def _sealed(children):
    """Those of these children (ids) whose record is sealed."""
    uids = set(Restriction.objects.filter(kind="sealed", lifted_at=None).values_list("child", flat=True))
    if not uids:
        return set()
    rows = Child.objects.filter(person__uid__in=uids).values_list("pk", flat=True)
    return set(rows) & set(children)
