"""Alerts: added, looked at again, ended. Each asks the door, and the history keeps what an alert said before."""

from django.db import transaction
from django.utils import timezone

from ...access import door
from ..elsewhere import changed
from ..models import Alert, Child

CATEGORY = "alert"


@transaction.atomic
def add(child, *, kind, text, review_on, by, purpose):
    """A warning from today on, and the day on which somebody looks at it again; returns the Alert."""
    door.ask_of(child, by=by, action="add", categories=[CATEGORY], purpose=purpose, what="add an alert")
    alert = Alert(child=child, kind=kind, text=text, starts_on=timezone.localdate(), review_on=review_on)
    _save(alert, by, "add an alert")
    changed.send(Child, children=[child.pk])
    return alert


@transaction.atomic
def keep(alert, *, kind, text, review_on, by, purpose):
    """Somebody looked at it: it still holds, perhaps in other words, until it is looked at again."""
    _change(alert, by, purpose, "look at an alert again", kind=kind, text=text, review_on=review_on)


@transaction.atomic
def end(alert, *, by, purpose):
    """It no longer holds from today on. What it said stays in the record."""
    _change(alert, by, purpose, "end an alert", ends_on=timezone.localdate())


def _change(alert, by, purpose, what, **facts):
    door.ask_of(alert.child, by=by, action="edit", categories=[CATEGORY], purpose=purpose, what=what)
    for name, value in facts.items():
        setattr(alert, name, value)
    _save(alert, by, what)
    changed.send(Child, children=[alert.child_id])


def _save(alert, by, why):
    alert._history_user, alert._change_reason = by, why
    alert.save()
