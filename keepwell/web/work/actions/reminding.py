"""How a person is reminded: by e-mail or not, and by the secret address of a calendar feed."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from ..models import Reminding

BYTES = 32  # of the secret in the address of a feed


def digest_of(token):
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def by_email(user, wanted):
    """May reminders be sent to this person by e-mail?"""
    Reminding.objects.update_or_create(user=user, defaults={"by_email": wanted})


@transaction.atomic
def make_feed(user):
    """A new secret for this person's feed, which ends an earlier one. It is told once and only its digest is kept."""
    token = secrets.token_urlsafe(BYTES)
    Reminding.objects.update_or_create(
        user=user, defaults={"feed_digest": digest_of(token), "feed_made_at": timezone.now()}
    )
    return token


@transaction.atomic
def end_feed(user):
    Reminding.objects.filter(user=user).update(feed_digest="", feed_made_at=None)


def reminded(user, on):
    Reminding.objects.update_or_create(user=user, defaults={"reminded_on": on})
