"""Who enters the wrong password or code too often waits, whether or not the address is anybody's.

allauth counts, in the cache that all processes share: tries for one account, and tries from one address of the network.
While an account waits even the right password is refused, so that nothing is learned by going on.
"""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from keepwell.web.staff import mail, signals
from keepwell.web.staff.queries import with_address

COUNTED = {"app": "allauth.account", "action": "login_failed"}


def key_of(address):
    """What wrong passwords for this address are counted under; the same whatever the host of the request."""
    return f"house:{address.strip().lower()}"


def key_of_codes(user):
    """What wrong codes of this person are counted under, by allauth."""
    return f"mfa-auth-user-{user.pk}"


def is_locked(request, key):
    """Is it this account that waits, rather than the address of the network?"""
    return not ratelimit.consume(request, **COUNTED, config=_per_account(), key=key, dry_run=True)


def locked(request, *, key, address=None, user=None):
    """An account has begun to wait, or goes on waiting: its person and the log are told, once each time."""
    if is_locked(request, key) and cache.add(f"house:told:{_hash(key)}", 1, settings.KEEPWELL_LOCK_SECONDS):
        user = user or with_address(address)
        signals.locked_out.send(sender=None, user=user)
        if user and user.is_active:
            mail.post(_message(user))


def unlock(user):
    """Let this person try again at once."""
    for key in (key_of(user.email), key_of_codes(user)):
        cache.delete(f"house:told:{_hash(key)}")
        for rate in ratelimit.parse_rates(_per_account()["login_failed"]):
            cache.delete(ratelimit.get_cache_key(None, **COUNTED, rate=rate, key=key))


def _per_account():
    return {"login_failed": settings.KEEPWELL_LOCK_ACCOUNT}


def _hash(key):
    from hashlib import sha256

    return sha256(key.encode()).hexdigest()


def _message(user):
    words = render_to_string("account/email/locked_message.txt", {"minutes": settings.KEEPWELL_LOCK_SECONDS // 60})
    subject = settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + render_to_string("account/email/locked_subject.txt").strip()
    return EmailMessage(subject, words.strip(), settings.DEFAULT_FROM_EMAIL, [user.email])
