"""The same step for brothers and sisters: each copy is looked at and changed before it is saved.

What is copied stays in the record; the session holds only which step it is and whose turn is next.
"""

from django.urls import reverse

from ..record.actions import stepping
from ..record.models import Step

HELD = "keepwell.journey.copies"


class Copies:
    """What is left to copy for the child whose page this is; `source` is the step that is copied, or None."""

    def __init__(self, request, opened, form):
        self.request, self.opened, self.form = request, opened, form
        held = request.session.get(HELD) or {}
        mine = request.GET.get("copy") == "1" and held.get("to", [None])[:1] == [str(opened.child.person.uid)]
        self.held = held if mine and held.get("form") == form.id else {}
        self.source = self._source()

    def _source(self):
        """The step, if the reader wrote it and its child is still open to them."""
        mine = Step.objects.filter(by=self.request.user).select_related("child__person")
        step = mine.filter(pk=self.held.get("step")).first()
        known = step and self.opened.known_among({step.child.person.uid})
        return step if known else None

    @property
    def group(self):
        return self.source and self.source.group

    def answers(self):
        return stepping.read(self.source)["answers"]

    def about(self):
        if self.source is None:
            return {}
        return {"voice": self.source.voice, "child_knows": self.source.child_knows,
                "why_not": stepping.read(self.source)["why_not"], "significant": self.source.significant,
                "giver": self.source.giver}  # fmt: skip

    def next_address(self, step, chosen):
        """Where to go once `step` is saved: the next copy, or the step's own page."""
        if self.source:
            rest, source = self.held["to"][1:], self.source.pk
        else:
            rest, source = list(chosen), step.pk
        if not rest:
            self.request.session.pop(HELD, None)
            return reverse("journey:step", args=[self.opened.child.person.uid, step.pk])
        self.request.session[HELD] = {"form": self.form.id, "step": source, "to": rest}
        return reverse("journey:record", args=[rest[0], self.form.id]) + "?copy=1"
