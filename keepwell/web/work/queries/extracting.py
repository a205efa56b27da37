"""What the emergency extract says is due: open clocks with a day, of the kinds that may stand in that file."""

from collections import defaultdict

from ...access.policy import policy
from ...record import due
from .standing import open_on


def duties(told, on):
    """{child: [(due date, words)]} of these children, {child: categories that may stand in the file}."""
    clocks, found = policy().clocks, defaultdict(list)
    rows = open_on(on).filter(child__in=list(told), due_on__isnull=False).order_by()
    for child, clock, due_on in rows.values_list("child_id", "clock", "due_on"):
        tells = due.tells_of(clock)
        if clock in clocks and tells is not None and tells <= told[child]:
            found[child].append((due_on, clocks[clock].title))
    return found
