"""What people were told about the record, what they agreed to or refused, and what they would not say."""

from django.conf import settings
from django.db import models

from .base import ChildFact
from .people import Person, Relationship

# Who was told or answered: the child, one of the people around them, or somebody of whom the record has no name.
RELATIONS = {"child": "The child", **Relationship.KINDS}


def _staff():
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")


class NoticeVersion(models.Model):
    """A privacy notice as it was published: every version once for each audience, whatever the policy file says later.

    `digest` is that of the policy; `words` is the notice as `keepwell.policy.keeping` writes it; `wordings` gives the
    digest of the words beside each question of that policy, by the id of its field.
    """

    digest = models.TextField()
    audience = models.TextField()
    version = models.TextField()
    title = models.TextField()
    valid_from = models.DateField()
    words = models.JSONField()
    wordings = models.JSONField()
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-valid_from", "-kept_at", "audience"]
        constraints = [models.UniqueConstraint(fields=["digest", "audience"], name="notice_kept_once")]


class Wording(models.Model):
    """What was said beside one question: duty or choice, on whom, law, consequence. Each wording is kept once."""

    digest = models.TextField(unique=True)
    fact = models.TextField()
    words = models.JSONField()
    kept_at = models.DateTimeField(auto_now_add=True)


class Told(ChildFact):
    """Somebody was told how the record is used: by which notice, about which questions, how, when, and by whom.

    `explained` maps the id of each question that was gone through to the digest of its Wording.
    """

    HOW = {
        "spoken": "We talked about it",
        "read": "It was read aloud",
        "paper": "On paper, handed over",
        "post": "By letter or e-mail",
        "web": "On the web page",
    }

    notice = models.ForeignKey(NoticeVersion, on_delete=models.PROTECT, related_name="+")
    relation = models.TextField(choices=RELATIONS.items())
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    how = models.TextField(choices=HOW.items())
    on = models.DateField()
    explained = models.JSONField(default=dict)
    by = _staff()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-pk"]


class Consent(ChildFact):
    """An answer to whether something may be done: given or refused, and perhaps withdrawn later. No answer is changed.

    `about` is what is asked: `gateway.plans`, `gateway.plans/schools` for one recipient, `basis.x`, `field.gender`.
    `title` is what it was called then, `policy` the digest of the policy that called it so.
    """

    ANSWERS = {"given": "Agreed", "refused": "Refused"}
    CAPACITY = {
        "understands": "The child understands what it means and decides",
        "asked": "The child understands, and asked this person to decide",
        "not-yet": "The child does not yet understand it, so this person decides for them",
    }
    HOW = {
        "signed": "In writing, signed",
        "written": "In writing, such as a message or e-mail",
        "spoken": "By word of mouth",
        "shown": "By signs or other means of communication",
    }

    about = models.TextField()
    title = models.TextField()
    answer = models.TextField(choices=ANSWERS.items())
    relation = models.TextField(choices=RELATIONS.items())
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    capacity = models.TextField(choices=CAPACITY.items())
    how = models.TextField(choices=HOW.items())
    evidence = models.TextField(blank=True, default="")
    on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    policy = models.TextField()
    by = _staff()
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = _staff()
    withdrawn_why = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["child", "about"], name="consent_of")]
        constraints = [
            models.CheckConstraint(
                name="withdrawn_on_and_at",
                condition=models.Q(withdrawn_on__isnull=True, withdrawn_at__isnull=True)
                | models.Q(withdrawn_on__isnull=False, withdrawn_at__isnull=False, answer="given"),
            )
        ]


class Refusal(ChildFact):
    """Somebody would not say something for which the return has no code of its own: not the same as not known yet.

    `item` is the column (`ssda903.OC2.HEALTH_CHECK`), `key` the row in which it stands, `fact` the question's id. The
    category is that of the column. Who says it after all ends it.
    """

    fact = models.TextField()
    item = models.TextField()
    key = models.BigIntegerField()
    by = _staff()
    at = models.DateTimeField(auto_now_add=True)
    ended_by = _staff()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "key"], condition=models.Q(ended_at__isnull=True), name="refused_once"
            )
        ]
