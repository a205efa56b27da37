"""Work of this room in the background. A task is given keys only: the queue holds nothing about anybody."""

from django_tasks import task

from ..record.queueing import quoting_nothing


@task()
@quoting_nothing
def recompute_clocks():
    """Work out the clocks of every child, after files were taken in."""
    from .actions.clocks import recompute_all

    recompute_all()
