"""Each child whose record came in with files, or went out in a return, in their own log: "Who opened this record" also
answers that."""

from collections import defaultdict
from itertools import chain

from keepwell.policy.columns import declared_columns
from keepwell.web.access import door
from keepwell.web.access.policy import policy
from keepwell.web.record.kinds import OF_TABLE
from keepwell.web.record.models import Child, Person

TAKE_IN, GIVE_OUT = "take in", "give out in a return"  # as the log says it
CHUNK = 900  # children in one query


def taken_in(one, *, by, purpose):
    """Log for each child of an Import (one) that rows about them were taken in."""
    rows = one.rows.filter(child__isnull=False).order_by().values_list("child_id", "table").distinct()
    # The sheet of a people file is of people of every kind: which of them are children is said by the record.
    sheet = one.rows.filter(table="People", child=None, became__in=Child.objects.values("pk")).order_by()
    owned = chain(rows.iterator(), sheet.values_list("became", "table").distinct())
    _log(one.collection, owned, by=by, action=TAKE_IN, purpose=purpose)


def given_out(collection, rows, *, by, purpose="returns"):
    """Log for each child of a return that it tells of them. `rows`: {table: [Given]}"""
    owned = ((row.child, table) for table, found in rows.items() for row in found)
    _log(collection, owned, by=by, action=GIVE_OUT, purpose=purpose)


def _log(collection, owned, **told):
    """`owned`: (key of a child, table) as often as you like. Children with rows in the same tables go together."""
    tables, alike = defaultdict(set), defaultdict(list)
    for child, table in owned:
        tables[child].add(table)
    for child, theirs in tables.items():
        alike[frozenset(theirs)].append(child)
    of_table = {table: _categories(collection, table) for table in frozenset().union(*alike)}
    for theirs, children in alike.items():
        categories = frozenset().union(*(of_table[table] for table in theirs))
        for start in range(0, len(children), CHUNK):
            people = Person.objects.filter(pk__in=children[start : start + CHUNK])
            door.passed(people.values_list("uid", flat=True), categories=categories, **told)


def _categories(collection, table):
    """What a table of files tells of a child."""
    if kind := OF_TABLE.get((collection, table)):
        return kind.categories
    declared, place = declared_columns(policy().objects), f"{collection}.{table}."
    return frozenset(c for column, categories in declared.items() if column.startswith(place) for c in categories)
