"""What a lead asked somebody to do because of a note of concern."""

from django.urls import reverse

from ...concerns.models import Doing
from ...record.due import Asked

WHAT = "Act on a note of concern"  # what exactly stands sealed with the concern
CONCERN = frozenset({"concern"})


def asked(user):
    """Of concerns whose child is known; the others stand in the concern room alone."""
    open_ones = Doing.objects.filter(owner=user, done_at=None, concern__child__isnull=False)
    for child, mark, due_on in open_ones.values_list("concern__child", "concern__seal", "due_on"):
        yield Asked(child, WHAT, due_on, reverse("concerns:concern", args=[mark]), CONCERN)
