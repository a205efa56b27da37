"""The log of what was seen and done, and how people stand to a child.

Rows of the log are only ever added; there are no foreign keys, so that the log never stands in the way of a deletion
and outlives what it speaks of. A child is known here by the uid of their person alone: this room lies below the record.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..staff.models import both_or_neither
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


def _person(related="+", **more):
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related, **more)


class Allocation(models.Model):
    """A person or a team works with a child, from one day to another, both included. It brings the child within reach.

    `source` is `files` for one that follows from what an import says of who works with whom; those are made and ended
    by the next import, the others by people.
    """

    class Part(models.TextChoices):
        WORKER = "worker", "Works with the child"
        NAMED = "named", "Named for the restricted record"
        TEAM = "team", "The team’s or school’s"
        SELF = "self", "The record is about them"

    child = models.UUIDField(db_index=True)
    user = _person("allocations", null=True, blank=True)
    team = models.ForeignKey("staff.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="allocations")
    part = models.TextField(choices=Part, default=Part.WORKER)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True, default="")
    given_at = models.DateTimeField(null=True, editable=False)
    given_by = _person(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = _person(null=True, editable=False)

    class Meta:
        ordering = ["starts_on", "pk"]
        indexes = [
            models.Index(fields=["user", "child"], name="allocation_of_user"),
            models.Index(fields=["team", "child"], name="allocation_of_team"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True, team__isnull=False) | Q(user__isnull=False, team__isnull=True),
                name="allocation_to_one",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="allocation_ends_after_it_starts",
            ),
            both_or_neither("given_at", "given_by", "allocation_given_at_and_by"),
            both_or_neither("ended_at", "ended_by", "allocation_ended_at_and_by"),
        ]

    @property
    def whom(self):
        return (self.user or self.team).name


class Restriction(models.Model):
    """A state of a child's record (see `keepwell.policy.standing`), for everybody or for one person, until lifted.

    `sealed_reason` is a text that only the record can open, under the child's own key.
    """

    class Kind(models.TextChoices):
        RESTRICTED = "restricted", "Restricted"
        SEALED = "sealed", "Sealed after an adoption"
        CONFLICT = "conflict", "Own family or another conflict of interest"
        EXCLUDED = "excluded", "Shut out"

    child = models.UUIDField(db_index=True)
    kind = models.TextField(choices=Kind)
    user = _person("restrictions", null=True, blank=True)
    seal = models.UUIDField(null=True, editable=False)
    sealed_reason = models.BinaryField(blank=True, default=b"")
    set_at = models.DateTimeField(default=timezone.now, editable=False)
    set_by = _person(null=True, editable=False)
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_by = _person(null=True, editable=False)

    class Meta:
        ordering = ["set_at", "pk"]
        indexes = [models.Index(fields=["kind", "child"], name="restriction_of_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("restricted", "sealed"), user__isnull=True)
                | Q(kind__in=("conflict", "excluded"), user__isnull=False),
                name="restriction_of_everybody_or_one",
            ),
            both_or_neither("lifted_at", "lifted_by", "restriction_lifted_at_and_by"),
        ]

    @property
    def whom(self):
        return self.user.name if self.user else "All but a few"


class Emergency(models.Model):
    """A record opened in an emergency by somebody to whom it is not usually open, until `ends_at`; and its review.

    `sealed_reason` and `sealed_note` are texts that only the record can open, under the child's own key.
    """

    class Found(models.TextChoices):
        RIGHT = "right", "It was right to open the record"
        WRONG = "wrong", "It was not right to open the record"

    child = models.UUIDField(db_index=True)
    user = _person("emergencies")
    at = models.DateTimeField(default=timezone.now, editable=False)
    ends_at = models.DateTimeField()
    purpose = models.TextField(help_text="The purpose of the policy for which it was opened.")
    seal = models.UUIDField(editable=False)
    sealed_reason = models.BinaryField()
    reviewer = _person("emergencies_to_review")
    review_by = models.DateField()
    found = models.TextField(choices=Found, blank=True, default="")
    sealed_note = models.BinaryField(blank=True, default=b"")
    reviewed_at = models.DateTimeField(null=True, editable=False)
    reviewed_by = _person(null=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "child", "ends_at"], name="emergency_of_user")]
        constraints = [
            models.CheckConstraint(condition=~Q(reviewer=models.F("user")), name="emergency_reviewed_by_another"),
            both_or_neither("reviewed_at", "reviewed_by", "emergency_reviewed_at_and_by"),
        ]
