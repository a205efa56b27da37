"""What search knows of the words of notes, and notes that were moved to the right child."""

from django.conf import settings
from django.db import models

from .base import ChildFact


class Words(ChildFact):
    """The words of one text of a child's record, for searching: 8 bytes for each word, from a key of the child's own.

    `kind` names the kind of text (`search.sources`), `key` its row, `version` the version of the text that was read
    (it changes with each sealing). Without the child's key the bytes say nothing.
    """

    kind = models.TextField()
    key = models.BigIntegerField()
    version = models.BinaryField()
    marks = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="words_once")]


class Moved(ChildFact):
    """A text that was recorded for the wrong child and moved. Each of the two records has such a row.

    `gave` says that this is the record from which it went: there nothing is kept of what it said, nor of whose it is.
    The reason is sealed under the key of the child to whom it went, with `seal`.
    """

    gave = models.BooleanField()
    kind = models.TextField()
    key = models.BigIntegerField(null=True)
    seal = models.UUIDField(unique=True)
    sealed_reason = models.BinaryField(default=b"")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
