"""A clock that runs on a child, or ran and ended within the last year."""

from django.db import models


class Clock(models.Model):
    """By when something is to be done for a child. It follows from the record and is worked out anew when that changes.

    clock       id of the clock in clocks.toml
    about, key  the row that started it: label of its model, and its key
    trigger_on  the day it started, `trigger_at` the moment where hours count
    shown_from  the day from which it counts: nobody sees it before
    due_on      the last day, that day included; empty when `gap` says why there is none. `due_at` for hours
    done_on     when it was done
    stops_on    when it stops undone, also in the future: a birthday, the end of a plan; `why` says what happens then
    note        what a person should know about the day

    How it stands today is asked of `queries.standing`: nothing here grows old overnight.
    """

    child = models.ForeignKey("record.Child", on_delete=models.CASCADE, related_name="+")
    clock = models.TextField()
    about = models.TextField()
    key = models.BigIntegerField()
    trigger_on = models.DateField()
    trigger_at = models.DateTimeField(null=True)
    shown_from = models.DateField()
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    paused_since = models.DateField(null=True)
    gap = models.TextField(blank=True, default="")
    done_on = models.DateField(null=True)
    stops_on = models.DateField(null=True)
    why = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    computed_at = models.DateTimeField()

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]
        indexes = [models.Index(fields=["clock", "due_on"], name="clock_due")]
