"""People who work with the record, their teams, and the roles they hold from day to day.

What a role may do is said by the policy file, not here; a person without a role may do nothing.
"""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower


def both_or_neither(at: str, by: str, name: str) -> models.CheckConstraint:
    """A moment and its person are known together; neither is known for what the set-up itself did."""
    both = Q(**{f"{at}__isnull": False, f"{by}__isnull": False})
    neither = Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
    return models.CheckConstraint(condition=both | neither, name=name)


class People(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser):
    """A person who signs in, known by a work e-mail address kept in lower case."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    # As files that come in know them: who is allocated to a child there reaches the child here.
    worker_number = models.TextField(blank=True, default="")
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField(null=True, editable=False)
    joined_by = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, editable=False, related_name="brought_in"
    )
    leaves_on = models.DateField("last day here", null=True, blank=True)
    left_at = models.DateTimeField(null=True, editable=False)
    left_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, editable=False, related_name="saw_out")

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ["name", "email"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case"),
            both_or_neither("joined_at", "joined_by", "user_joined_at_and_by"),
            both_or_neither("left_at", "left_by", "user_left_at_and_by"),
            models.UniqueConstraint(
                fields=["worker_number"], condition=~Q(worker_number=""), name="user_worker_number_of_one"
            ),
        ]

    def __str__(self):
        return self.name

    def works_here(self, on):
        """May they sign in on that day? Their last day counts."""
        return self.is_active and (self.leaves_on is None or on <= self.leaves_on)

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]


class Team(models.Model):
    """A group that children are allocated to or that oversees them."""

    class Kind(models.TextChoices):
        SOCIAL_WORK = "social-work", "Social work"
        REVIEWING = "reviewing", "Reviewing and quality"
        RETURNS = "returns", "Data and returns"
        DATA_PROTECTION = "data-protection", "Data protection"
        SCHOOL = "school", "School"

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30, choices=Kind)
    # Of a school, as files know it: its pupils are within the school's reach.
    urn = models.CharField(max_length=6, blank=True, default="")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class RoleHeld(models.Model):
    """A role of the policy file, held by a person from one day to another.

    `role` is the role's id in the policy file (`social-worker`); `ends_on` is the last day it is held.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles_held")
    role = models.SlugField(max_length=60)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="roles_held")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, editable=False)
    given_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, editable=False, related_name="roles_given")
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, editable=False, related_name="roles_ended")

    class Meta:
        verbose_name = "role held"
        verbose_name_plural = "roles held"
        ordering = ["starts_on", "role"]
        indexes = [models.Index(fields=["user", "starts_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="role_ends_after_it_starts",
            ),
            both_or_neither("given_at", "given_by", "role_given_at_and_by"),
            both_or_neither("ended_at", "ended_by", "role_ended_at_and_by"),
        ]

    def __str__(self):
        return self.role


class Count(models.Model):
    """Something that all processes count together for a while (`staff.counting`). `key` is a digest, `value` JSON."""

    key = models.CharField(max_length=64, primary_key=True)
    value = models.TextField()
    ends_at = models.DateTimeField(db_index=True)
