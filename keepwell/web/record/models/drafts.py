"""What somebody has typed into a form and not saved yet."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Draft(models.Model):
    """One form half filled in, by one person: `form` names the form, `place` what it is about ('' or a key as text).

    The fields are sealed under the master key, because nobody knows yet whose record they become part of; `seal` is in
    the sealed text, so that no draft can be put in another's place.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.TextField()
    place = models.TextField(blank=True, default="")
    seal = models.UUIDField(unique=True)
    sealed_fields = models.BinaryField()
    saved_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "form", "place"], name="draft_once")]
