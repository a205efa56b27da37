"""What is due for one child, and why on that day."""

from datetime import date

from django.db import transaction
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from keepwell.clocks.due import due
from keepwell.clocks.explaining import explained
from keepwell.clocks.state import Stop, state

from ...access import door
from ...access.policy import policy
from ...record import due as record_due
from ...record import opening
from ...record.queries.head import Head
from ...record.queries.rows import Rows
from ..models import Clock
from ..queries.standing import left, open_on
from ..showing import crumbs_of

ENDED = 30  # ended clocks on the page, the latest first


def opened(request, uid):
    """(the opened record, the head of its pages) for this request."""
    record = opening.open_record(uid, by=opening.reader(request.user))
    head = Head(Rows(record, date.today()))
    head.rows.meet([record.child.pk])
    return record, head


@require_safe
@transaction.atomic
def of_child(request, uid):
    record, head = opened(request, uid)
    on, mine = date.today(), Clock.objects.filter(child=record.child)
    running = [row for row in open_on(on).filter(child=record.child) if _open_to(record, row)]
    over = [row for row in mine.exclude(pk__in=open_on(on)).order_by("-due_on", "-pk") if _open_to(record, row)]
    context = {
        "page": head, "person": record.child.person, "crumbs": crumbs_of(uid, {"text": "What is due"}),
        "running": [(row, _title(row), left(row.due_on, on), record_due.answer_to(row.clock, uid)) for row in running],
        "over": [(row, _title(row), _standing(row, record.child)) for row in over if row.shown_from <= on][:ENDED],
    }  # fmt: skip
    return render(request, "work/clocks.html", context)


@require_safe
@transaction.atomic
def why(request, uid, pk):
    record, head = opened(request, uid)
    row = Clock.objects.filter(child=record.child, pk=pk).first()
    if row is None or not _open_to(record, row):
        raise door.nothing_there(by=request.user, what="see why a day is due", child=record.child.person.uid)
    by = _due(row)
    context = {
        "page": head, "person": record.child.person, "row": row, "by": by, "title": by.clock.title,
        "words": explained(by), "standing": _standing(row, record.child), "left": left(row.due_on, date.today()),
        "national": by.national or by, "own": by if by.national else None, "href": record_due.answer_to(row.clock, uid),
        "is_open": open_on(date.today()).filter(pk=row.pk).exists(),
        "crumbs": crumbs_of(uid, {"text": "Why this day"}),
    }  # fmt: skip
    return render(request, "work/why.html", context)


def _open_to(record, row):
    tells = record_due.tells_of(row.clock)
    return tells is not None and record.may(*tells)


def _title(row):
    return policy().clocks[row.clock].title


def _due(row):
    return due(policy().clocks[row.clock], row.trigger_at or row.trigger_on)


def _standing(row, child):
    """How it stands now, in words."""
    ended = Stop(row.stops_on, row.why) if row.stops_on else None
    now = timezone.localtime() if row.due_at else date.today()
    return state(
        _due(row), now, done=row.done_on, born_on=child.person.born_on, died_on=child.person.died_on, ended=ended
    )
