"""The child's life story: what happened, in words and pictures, by the child and the people around them."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from .base import ChildFact
from .narrative import Document

OLDEST = 25  # years: until then a care leaver may have help, and may write on


class LifeStoryEntry(ChildFact):
    """One entry: a title, words, and when it was: a day, or the age of the child, or neither when nobody knows.

    Title and words are sealed under the child's key, with `seal` as for a note. `whose` says whose words they are; `by`
    is who typed them in.
    """

    WHOSE = {
        "child": "The child’s own words",
        "family": "Somebody of the family",
        "carer": "A carer",
        "worker": "A worker",
        "other": "Somebody else",
    }

    seal = models.UUIDField(unique=True)
    sealed_title = models.BinaryField()
    sealed_words = models.BinaryField()
    whose = models.TextField(choices=WHOSE.items())
    on = models.DateField(null=True, blank=True)
    age = models.IntegerField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["child"], name="life_story_of")]
        constraints = [
            models.CheckConstraint(
                name="life_story_day_or_age", condition=models.Q(on__isnull=True) | models.Q(age__isnull=True)
            ),
            models.CheckConstraint(
                name="life_story_age", condition=models.Q(age__isnull=True) | models.Q(age__range=(0, OLDEST))
            ),
        ]


class LifeStoryPicture(ChildFact):
    """A picture of an entry: a document, and what is to be seen in it, sealed as the words are, with its own `seal`."""

    seal = models.UUIDField(unique=True)
    entry = models.ForeignKey(LifeStoryEntry, on_delete=models.CASCADE, related_name="pictures")
    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="life_story_picture")
    sealed_shows = models.BinaryField()

    class Meta:
        ordering = ["pk"]
