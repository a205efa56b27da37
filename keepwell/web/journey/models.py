"""What came of the actions of plans."""

from django.conf import settings
from django.db import models

from ..record.models import Step
from ..record.models.base import ChildFact


class Followed(ChildFact):
    """What came of one action of a plan or review, said once; a later row about the same action counts instead.

    `step` and `number` say which turn of which step; it is lost when the step is moved to another child.
    `sealed_words` holds, as data: turn (the action as it was worded then) and note. When the plan says something else
    at that place, it is asked anew what came of it.
    """

    CAME = {
        "done": "It is done",
        "dropped": "It will not be done",
        "open": "It is still to be done",
    }

    step = models.ForeignKey(Step, on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.IntegerField()
    came = models.TextField(choices=CAME.items())
    on = models.DateField()
    seal = models.UUIDField(unique=True)
    sealed_words = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["step", "number"], name="followed_of_step")]
