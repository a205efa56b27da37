"""How a person is reminded of their work."""

from django.conf import settings
from django.db import models


class Reminding(models.Model):
    """Does this person get reminders by e-mail, and the fingerprint of the secret address of their calendar feed.

    A person without a row gets e-mails and has no feed.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by_email = models.BooleanField(default=True)
    feed_digest = models.TextField(blank=True, default="", db_index=True)
    feed_made_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)
