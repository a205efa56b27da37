"""Work of the desk in the background. A task is given keys only: the queue holds nothing about anybody."""

from django_tasks import task


@task()
def check_return(run):
    """Carry out the run with this key. Whatever happens is said by the run itself: nothing is raised into the queue,
    which would keep the words of an exception."""
    from .actions.running import carry_out

    carry_out(run)
