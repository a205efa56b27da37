"""Work on the whole record that waits in the queue: at most one of a kind waits, and how the last one ended."""

from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult


class NotDone(RuntimeError):
    """A task failed. It names the class of the error only: the queue keeps what it is given, and an error may quote."""


@dataclass(frozen=True)
class Standing:
    """How a task stands: one waits or runs, and when and how the latest ended (None when none ever did)."""

    at_work: bool
    ended_at: datetime | None = None
    failed: bool = False


def once(task):
    """Put the task into the queue, unless one waits there already, which will see what is new now too."""
    if not _results(task).filter(status=TaskResultStatus.READY).exists():
        task.enqueue()


def standing(task):
    """The Standing of this task."""
    ended = _results(task).finished().order_by("-finished_at").first()
    at_work = _results(task).exclude(status__in=(TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)).exists()
    if ended is None:
        return Standing(at_work)
    return Standing(at_work, ended.finished_at, ended.status == TaskResultStatus.FAILED)


def quoting_nothing(function):
    """The function as a task may run it: no error leaves it with what it was about."""

    @wraps(function)
    def run(*args):
        try:
            function(*args)
        except Exception as error:
            raise NotDone(f"{type(error).__module__}.{type(error).__qualname__}") from None

    return run


def _results(task):
    return DBTaskResult.objects.filter(task_path=task.module_path)
