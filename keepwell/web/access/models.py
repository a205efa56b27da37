"""The log of what was seen and done. Rows are only ever added; there are no foreign keys, so that the log never
stands in the way of a deletion and outlives what it speaks of."""

from django.db import models


class Entry(models.Model):
    """One thing somebody did or was refused."""

    class Outcome(models.TextChoices):
        ALLOWED = "allowed"
        REFUSED = "refused"

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.TextField(help_text="'user' and key, or 'operator' and the name of the account.")
    action = models.TextField(help_text="open, list, search, import, build, ...")
    purpose = models.TextField()
    child = models.UUIDField(null=True, db_index=True, help_text="uid of the child's person.")
    categories = models.JSONField(default=list, help_text="Categories of the policy that were opened.")
    outcome = models.TextField(choices=Outcome.choices)
    why = models.TextField(blank=True, help_text="The clause of the policy that decided.")
    policy = models.TextField(blank=True, help_text="Digest of the policy in force.")

    class Meta:
        indexes = [models.Index(fields=["actor", "-id"], name="entry_of_actor")]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("An entry of the access log is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("An entry of the access log is never deleted.")
