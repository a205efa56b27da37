"""Records that were put together: which child an old address or number means now."""

from ..models import Child, Merge


def stays_as(uid):
    """The Child in whose record that of the person with this uid is now; None when it was put into none."""
    merge = Merge.objects.filter(uid=uid, undone_at=None).select_related("child__person").first()
    return merge.child if merge else None


def uids_of(child):
    """All uids under which the log speaks of this Child: their own, and those of records that were put into theirs."""
    return [child.person.uid, *Merge.objects.filter(child=child, undone_at=None).values_list("uid", flat=True)]


def standing(child):
    """The merges into this child's record that were not undone, the latest first."""
    return Merge.objects.filter(child=child, undone_at=None).select_related("by")


def numbers(folded):
    """{number in capitals: key of the person who has it now}, of numbers of records that were put into others."""
    rows = Merge.objects.filter(number__in=folded, undone_at=None)
    return dict(rows.values_list("number", "child_id"))


def all_numbers():
    return set(Merge.objects.filter(undone_at=None).values_list("number", flat=True))


def there(uid):
    """The Child with this uid, or None."""
    return Child.objects.select_related("person").filter(person__uid=uid).first()
