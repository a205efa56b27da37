"""Work of the record in the background. A task is given keys only: the queue holds nothing about anybody."""

from django_tasks import task

from . import queueing
from .elsewhere import changed


@task()
@queueing.quoting_nothing
def look_for_pairs():
    """Compare the whole record for children who are in it twice."""
    from .actions.pairing import look_through

    look_through()


def listen():
    """Files that were taken in may hold a child who is here already."""
    changed.connect(_heard, dispatch_uid="pairs of children")


def _heard(sender, children, **kwargs):
    if children is None:
        queueing.once(look_for_pairs)
