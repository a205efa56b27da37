"""Keeping that somebody would not say something, where the return has no code for it."""

from django.utils import timezone

from ..models import Refusal


def settle(child, *, items, key, by):
    """Make the refusals of a row what `items` says: {column of a return: (fact, is it refused?)}. Part of a correction.

    Who answers after all ends the refusal; that there was one stays.
    """
    standing = refused(items, key)
    for item, (fact, wanted) in items.items():
        if wanted and item not in standing:
            Refusal.objects.create(child=child, fact=fact, item=item, key=key, by=by)
        elif not wanted and item in standing:
            Refusal.objects.filter(pk=standing[item].pk).update(ended_by=by, ended_at=timezone.now())


def end_all(items, key, by):
    """The row is removed: nothing is refused in it any more."""
    Refusal.objects.filter(item__in=items, key=key, ended_at=None).update(ended_by=by, ended_at=timezone.now())


def refused(items, key):
    """{column: its standing Refusal} of one row."""
    return {one.item: one for one in Refusal.objects.filter(item__in=items, key=key, ended_at=None)}
