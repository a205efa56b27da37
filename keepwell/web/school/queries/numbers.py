"""Whose number a register file means."""

from collections import defaultdict

from ...record.models import Identifier, Person, SchoolPlace

CHUNK = 500  # numbers asked for at a time


def children_of(numbers):
    """{number: (child, uid)} for UPNs, now and before, and our own numbers. Of several holders none is taken."""
    numbers, found = list(numbers), defaultdict(set)
    for start in range(0, len(numbers), CHUNK):
        some = numbers[start : start + CHUNK]
        upns = Identifier.objects.filter(kind__in=("upn", "former_upn"), value__in=some, person__child__isnull=False)
        for number, *holder in upns.order_by().values_list("value", "person_id", "person__uid"):
            found[number].add(tuple(holder))
        people = Person.objects.filter(folded__in=some, child__isnull=False)
        for number, *holder in people.order_by().values_list("folded", "pk", "uid"):
            found[number].add(tuple(holder))
    return {number: holders.pop() for number, holders in found.items() if len(holders) == 1}


def numbers_at_school():
    """Our own numbers of the children who are at a school today, in order."""
    rows = SchoolPlace.objects.filter(ends_on=None).order_by("child__person__reference")
    return list(rows.values_list("child__person__reference", flat=True).distinct())
