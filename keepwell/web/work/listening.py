"""When the record of children changes, their clocks are worked out in the same transaction; when the policy, of all."""

from django.core.cache import caches

from ..access.policy import policy
from ..record import queueing
from .actions import clocks
from .tasks import recompute_clocks

AN_HOUR = 3600  # seconds; after it, a process looks again whether it was done
FEW = 50  # children whose clocks are worked out at once; more go into the queue


def heard(sender, children=None, **_):
    """children: keys, or None when any of them may have changed."""
    if children is not None and len(children) <= FEW:
        clocks.recompute(children)
    else:
        queueing.once(recompute_clocks)


def look_at_policy():
    """Have the days of all children worked out anew, in the queue, when the clocks in force are others than before."""
    if caches["process"].add(f"clocks-{policy().digest}", True, AN_HOUR) and clocks.are_others():
        queueing.once(recompute_clocks)
