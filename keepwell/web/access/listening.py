"""What happens at the door of the house goes into the log: who came and went, who was refused, what changed.

The room of people below knows nothing of the log; it says aloud what happens, and this room hears it. Nothing that
somebody typed is written down: where nobody is known by it, the entry says so.
"""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as social
from django.contrib.auth.signals import user_logged_out, user_login_failed

from keepwell.web.staff import signals as staff
from keepwell.web.staff.queries import with_address

from .models import Entry
from .policy import policy

PURPOSE = "sign-in"
NOBODY = "nobody known here"
FACTORS = {"totp": "an authenticator app", "webauthn": "a passkey", "recovery_codes": "codes for bad days"}
ENDED = {"idle": "nothing was done", "day": "the day was over", "left": "the account is closed"}


def write(user, action, outcome="allowed", why=""):
    """One entry about a person (None: nobody who is known here)."""
    actor = NOBODY if user is None else f"user {user.pk}"
    Entry.objects.create(actor=actor, action=action, purpose=PURPOSE, outcome=outcome, why=why, policy=policy().digest)


def connect():
    for number, (signal, heard) in enumerate(HEARD):
        signal.connect(heard, dispatch_uid=f"access.listening.{number}")


def _signed_in(user, sociallogin=None, **_):
    write(user, "sign in", why="vouched for by a provider" if sociallogin else "")


def _signed_out(user, request, **_):
    if user is not None and not getattr(request, "session_ended", False):
        write(user, "sign out")


def _wrong_password(credentials, **_):
    write(with_address(credentials.get("email") or ""), "sign in", "refused", "wrong password")


def _wrong_code(user, **_):
    write(user, "sign in", "refused", "wrong code")


def _turned_away(user, **_):
    write(user, "sign in", "refused", "the account is closed" if user else "not known, or not in order")


def _locked(user, **_):
    write(user, "lock out", "refused", "too many wrong passwords or codes")


def _ended(user, why, **_):
    write(user, "end of session", why=ENDED[why])


def _others_ended(user, **_):
    write(user, "end other sessions")


def _added(user, authenticator, **_):
    write(user, f"set up {FACTORS[authenticator.type]}")


def _removed(user, authenticator, **_):
    write(user, f"remove {FACTORS[authenticator.type]}")


def _renewed(user, authenticator, **_):
    write(user, f"renew {FACTORS[authenticator.type]}")


def _password(user, **_):
    write(user, "change password")


def _linked(sociallogin, **_):
    write(sociallogin.user, "link a provider")


HEARD = (
    (account.user_logged_in, _signed_in),
    (user_logged_out, _signed_out),
    (user_login_failed, _wrong_password),
    (mfa.authentication_failed, _wrong_code),
    (staff.turned_away, _turned_away),
    (staff.locked_out, _locked),
    (staff.session_ended, _ended),
    (staff.others_ended, _others_ended),
    (mfa.authenticator_added, _added),
    (mfa.authenticator_removed, _removed),
    (mfa.authenticator_reset, _renewed),
    (account.password_changed, _password),
    (account.password_set, _password),
    (account.password_reset, _password),
    (social.social_account_added, _linked),
)
