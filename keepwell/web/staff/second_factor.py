"""The second step of signing in: an authenticator app, a passkey, or a code from the list for bad days.

Whether this session has taken the second step is read from allauth's record of it, which is kept in the session for
one person; a factor that somebody has set up elsewhere does not open a session that never showed it.
"""

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp import forms as totp
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError

from keepwell.web.staff import lockout, sealing

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SEALED = "sealed:"
# A code is good for its half minute and one before and after; it is not taken twice in that time.
CODE_LIVES = 120


class HouseMFA(DefaultMFAAdapter):
    """allauth's second factors with their secrets sealed."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is wrong or too old: enter the newest one that you see.",
        "cannot_delete_authenticator": (
            "This is your only second step, and Keepwell asks for one: set up another one before you remove it."
        ),
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first.",
    }

    def encrypt(self, text):
        return SEALED + sealing.seal(text, "second factor")

    def decrypt(self, encrypted_text):
        return sealing.unseal(encrypted_text.removeprefix(SEALED), "second factor")

    def _get_site_name(self):
        return "Keepwell"

    def generate_authenticator_name(self, user, type):
        count = Authenticator.objects.filter(user=user, type=type).count()
        return "My passkey" if not count else f"My passkey {count + 1}"

    def build_totp_svg(self, url):
        """The square that an app reads, on white whatever the colours of the page."""
        drawn = super().build_totp_svg(url)
        start = drawn.index("<svg")
        begin, rest = drawn[start:].split(">", 1)
        white = '<rect width="100%" height="100%" fill="#fff"/>'
        return f'{begin} role="img" aria-label="Square code for the app">{white}{rest}'

    def can_delete_authenticator(self, authenticator):
        if not settings.KEEPWELL_SECOND_FACTOR:
            return True
        return factors_of(authenticator.user).exclude(pk=authenticator.pk).exists()


class _Once:
    """A code that was taken is not taken again, even by somebody who looked over the shoulder."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code"
        self.fields["code"].error_messages["required"] = "Enter the code"

    def clean_code(self):
        code = _counted(super().clean_code, self.user)
        digits = "".join(code.split())
        if not cache.add(f"house:code:{self.user.pk}:{digits}", 1, CODE_LIVES):
            raise HouseMFA().validation_error("incorrect_code")
        return code


class Code(_Once, base.AuthenticateForm):
    pass


class CodeAgain(_Once, base.ReauthenticateForm):
    pass


class FirstCode(totp.ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code that the app shows now"
        self.fields["code"].error_messages["required"] = "Enter the code that the app shows"

    def clean_code(self):
        return _counted(super().clean_code, self.user)


def _counted(clean, user):
    """What `clean` gives; when it refuses, who has now tried too often is told."""
    try:
        return clean()
    except ValidationError:
        lockout.locked(context.request, key=lockout.key_of_codes(user), user=user)
        raise


class SecondStep(AuthenticateStage):
    """allauth's question for the second factor; not put when the provider that vouches for somebody put its own."""

    def _should_handle(self, request):
        social = (self.login.signal_kwargs or {}).get("sociallogin")
        if social is not None and social.state.get("second_factor"):
            return False
        return super()._should_handle(request)


def factors_of(user):
    """The authenticator app and the passkeys of a person; recovery codes are no factor of their own."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS)


def shown(request):
    """Has this session shown a second factor, or set one up?"""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def missing(request):
    """Must this person set up a second factor before anything else opens?"""
    return settings.KEEPWELL_SECOND_FACTOR and request.user.is_authenticated and not shown(request)


def note_shown(request, user, kind):
    """This session has shown a second factor of the given kind."""
    record_authentication(request, user, "mfa", type=kind)


def on_added(request, user, authenticator, **_):
    """Who has just proved that an app or a key works has shown it."""
    if authenticator.type in FACTORS:
        note_shown(request, user, authenticator.type)


def on_removed(request, user, **_):
    """Without any factor left this session starts over."""
    if not factors_of(user).exists():
        kept = [one for one in get_authentication_records(request, user) if one.get("method") != "mfa"]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept


def on_signed_in(request, user, sociallogin=None, **_):
    """The provider's own second factor counts where its setting says so."""
    if sociallogin is not None and sociallogin.state.get("second_factor"):
        note_shown(request, user, "provider")
