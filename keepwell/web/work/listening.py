"""When the record of children changes, their clocks are worked out in the same transaction."""

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .actions import clocks
from .tasks import recompute_clocks

READY = TaskResultStatus.READY  # one that waits will see this change too
FEW = 50  # children whose clocks are worked out at once; more go into the queue


def heard(sender, children=None, **_):
    """children: keys, or None when any of them may have changed."""
    if children is not None and len(children) <= FEW:
        clocks.recompute(children)
    elif not DBTaskResult.objects.filter(task_path=recompute_clocks.module_path, status=READY).exists():
        recompute_clocks.enqueue()
