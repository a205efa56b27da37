"""The log of what was seen and done. Rows are only ever added; there are no foreign keys, so that the log never
stands in the way of a deletion and outlives what it speaks of."""

from django.db import models

from . import keys, marks


class MarkField(models.BinaryField):
    """Proof that Keepwell wrote the entry: made as the last of its fields when the row is put in."""

    def pre_save(self, entry, add):
        entry.mark = marks.mark(keys.key(Entry.objects.exists), marks.told_of(entry))
        return entry.mark


class Entry(models.Model):
    """One thing somebody did or was refused."""

    class Outcome(models.TextChoices):
        ALLOWED = "allowed"
        REFUSED = "refused"

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.TextField(help_text="'user' and key, or 'operator' and the name of the account.")
    action = models.TextField(help_text="open, list, search, import, build, ...")
    purpose = models.TextField()
    child = models.UUIDField(null=True, help_text="uid of the child's person.")
    categories = models.JSONField(default=list, help_text="Categories of the policy that were opened.")
    outcome = models.TextField(choices=Outcome.choices)
    why = models.TextField(blank=True, help_text="The clause of the policy that decided.")
    policy = models.TextField(blank=True, help_text="Digest of the policy in force.")
    mark = MarkField(null=True, editable=False, help_text="See keepwell/web/access/marks.py. Must be the last field.")

    class Meta:
        indexes = [
            models.Index(fields=["actor", "-id"], name="entry_of_actor"),
            models.Index(fields=["child", "-id"], name="entry_of_child"),
        ]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("An entry of the access log is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("An entry of the access log is never deleted.")


class Seal(models.Model):
    """Entries closed together: which they were and what they said, and the digest of the seal before.

    keys     the entries' keys as ranges, "1-5,7"; each entry is in exactly one seal
    upto     the greatest key that this seal or any before it holds
    leaves   16 bytes of each entry (`marks.leaf`), in order of key
    digest   SHA-256 of all the rest; `mark` is its HMAC under the key of the log
    """

    number = models.BigIntegerField(primary_key=True)
    made_at = models.DateTimeField(db_index=True)
    keys = models.TextField()
    upto = models.BigIntegerField()
    leaves = models.BinaryField()
    before = models.BinaryField(blank=True, help_text="Digest of the seal before; empty for the first.")
    digest = models.BinaryField()
    mark = models.BinaryField()
