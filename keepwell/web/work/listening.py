"""When the record of children changes, their clocks are worked out in the same transaction."""

from ..record import queueing
from .actions import clocks
from .tasks import recompute_clocks

FEW = 50  # children whose clocks are worked out at once; more go into the queue


def heard(sender, children=None, **_):
    """children: keys, or None when any of them may have changed."""
    if children is not None and len(children) <= FEW:
        clocks.recompute(children)
    else:
        queueing.once(recompute_clocks)
