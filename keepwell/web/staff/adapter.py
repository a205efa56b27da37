"""How allauth behaves here."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from keepwell.web.staff import kept, lockout, mail, signals
from keepwell.web.staff.queries import may_be_here

WAIT = f"wait {settings.KEEPWELL_LOCK_SECONDS // 60} minutes and try again"
# Of allauth's messages only these say something that the next page does not show by itself.
KEPT = {
    "account/messages/password_changed.txt",
    "mfa/messages/totp_activated.txt",
    "mfa/messages/totp_deactivated.txt",
    "mfa/messages/webauthn_added.txt",
    "mfa/messages/webauthn_removed.txt",
    "usersessions/messages/sessions_logged_out.txt",
}


class ClosedAdapter(DefaultAccountAdapter):
    """Nobody opens an account for themselves: a person joins by `staff.actions.join`."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is wrong: try again.",
        "too_many_login_attempts": f"There were too many attempts to sign in: {WAIT}.",
        "rate_limited": f"There were too many attempts: {WAIT}.",
        "incorrect_password": "This is not your present password: try again.",
        "enter_current_password": "This is not your present password: try again.",
        "password_mismatch": "The two passwords differ: enter the same password twice.",
        "account_inactive": "This account is closed: ask the person who looks after Keepwell here.",
    }

    def is_open_for_signup(self, request):
        return False

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        if message_template in KEPT or (message_template is None and kwargs.get("message")):
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_password_change_redirect_url(self, request):
        return "/"

    def is_safe_url(self, url):
        """Only addresses on the host that was asked: not every host that this house answers to."""
        return url_has_allowed_host_and_scheme(url, {context.request.get_host()}, context.request.is_secure())

    def send_mail(self, template_prefix, email, context):
        """As allauth's, but when the page has been sent."""
        mail.post(self.render_mail(template_prefix, email, context))

    def get_login_stages(self):
        ours = {"allauth.mfa.stages.AuthenticateStage": "keepwell.web.staff.second_factor.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever has just signed in is not asked for the password again at once."""
        return not _just_signed_in(context.request) and super().is_reauthentication_required(app=app, **kwargs)

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._tell_if_locked(request, credentials)
            raise

    def authentication_failed(self, request, **credentials):
        self._tell_if_locked(request, credentials)

    def _tell_if_locked(self, request, credentials):
        address = credentials.get("email", "")
        lockout.locked(request, key=lockout.key_of(address), address=address)

    def _get_login_attempts_cache_key(self, request, **credentials):
        return lockout.key_of(credentials.get("email", ""))

    def pre_login(self, request, user, **kwargs):
        """The account of somebody who left, or all of whose roles have ended, is closed."""
        if not may_be_here(user, timezone.localdate()):
            signals.turned_away.send(sender=None, user=user)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request, user, **kwargs):
        """A form that waited for this person is shown first."""
        response = super().post_login(request, user, **kwargs)
        return HttpResponseRedirect(reverse("account_kept")) if kept.waits(request) else response


class Sessions(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions):
        super().end_sessions(sessions)
        signals.others_ended.send(sender=None, user=context.request.user)


def _just_signed_in(request):
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
