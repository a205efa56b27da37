"""What was written: notes and documents, each sealed under the child's own key."""

from django.db import models
from simple_history.models import HistoricalRecords

from .base import ChildFact, dates
from .people import Child, Person


class ChildKey(models.Model):
    """The child's own key, wrapped by the installation's master key. Without it the narrative cannot be read."""

    child = models.OneToOneField(Child, on_delete=models.CASCADE, related_name="key")
    wrapped = models.BinaryField()


class AdoptionKey(models.Model):
    """The child's second key, for what is written of an adoption, wrapped by the adoption key of the installation.

    Whoever has the master key and the database opens nothing with it: see `record.vault`.
    """

    child = models.OneToOneField(Child, on_delete=models.CASCADE, related_name="adoption_key")
    wrapped = models.BinaryField()


class Note(ChildFact):
    """A note of concern, a visit, a case note, supervision or the child's own words.

    Title, text and the child's words are sealed: see `record.vault`. `seal` names this note in the sealed text,
    so that one note's text cannot be put in another's place.
    """

    KINDS = {
        "concern": "Note of concern",
        "visit": "Visit",
        "case note": "Case note",
        "supervision": "Supervision",
        "child's words": "The child's own words",
    }

    seal = models.UUIDField(unique=True)
    kind = models.TextField(default="case note", choices=KINDS.items())
    on = models.DateField(null=True, blank=True)
    at_time = models.TextField(blank=True, default="")
    written_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    significant = models.BooleanField(default=False)
    sealed_title = models.BinaryField()
    sealed_text = models.BinaryField()
    sealed_child_words = models.BinaryField()
    history = HistoricalRecords()

    class Meta:
        ordering = dates(starts="on", ends="on")


class Document(ChildFact):
    """A file about the child, kept encrypted in the files folder under the name `seal`."""

    seal = models.UUIDField(unique=True)
    sealed_name = models.BinaryField()
    media_type = models.TextField()
    size = models.BigIntegerField()
    on = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
