"""How long a session lasts: half an hour without a request, half a day in all, and no longer than its person is here.

A page that asks by itself how far something is (`asks_by_itself`) keeps nobody signed in.
"""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from keepwell.web.staff import kept, second_factor, signals
from keepwell.web.staff.queries import may_be_here

SINCE, SEEN, ENDED = "house.since", "house.seen", "house.ended"
NOTE_EVERY = 30  # seconds: a session is written anew no more often
SENTENCES = {
    "idle": "You were signed out because nothing was done here for a while.",
    "day": "You were signed out because you had been signed in for a whole working day.",
    "left": "You were signed out because your account is closed.",
}
# What somebody who still has to set up a second factor may do, besides what is open to everybody.
SETTING_UP = {
    "account_logout", "account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn",
}  # fmt: skip


class Limits:
    """Ends a session that is over before its request does anything, and leads those without a second factor to one.

    Both are asked when it is known which page was meant, and after the form's own token was checked.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return None
        if why := _over(request):
            if saves_by_itself(request):
                return HttpResponse(status=401)  # the form itself, when it is sent, ends the session and is kept
            _end(request, why)
            return None
        _note(request)
        if second_factor.missing(request) and not _open_to_everybody(view) and _name(request) not in SETTING_UP:
            return redirect("mfa_index")
        return None


def asks_by_itself(request):
    """Did the page ask, and not its reader?"""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Trigger", "") == "progress"


def saves_by_itself(request):
    """Did the page save a draft while its reader was typing? That is work, and keeps them signed in."""
    return request.headers.get("X-Draft") == "1"


def begin(request, **_):
    """Somebody has signed in."""
    request.session[SINCE] = request.session[SEEN] = int(time.time())


def sentence(request):
    """Why the last session ended, said once; '' when it did not end by itself."""
    return SENTENCES.get(request.session.pop(ENDED, None), "") if ENDED in request.session else ""


def _over(request):
    """Why the session is over, or None."""
    now, session = time.time(), request.session
    if not may_be_here(request.user, timezone.localdate()):
        return "left"
    if now - session.get(SINCE, now) > settings.KEEPWELL_SESSION_SECONDS:
        return "day"
    if now - session.get(SEEN, now) > settings.KEEPWELL_IDLE_SECONDS:
        return "idle"
    return None


def _end(request, why):
    user, form = request.user, kept.keep(request) if why != "left" else None
    signals.session_ended.send(sender=None, user=user, why=why)
    request.session_ended = True  # not the person's own signing out
    logout(request)
    request.session[ENDED] = why
    if form:
        request.session[kept.KEY] = form


def _note(request):
    now = int(time.time())
    request.session.setdefault(SINCE, now)
    if not asks_by_itself(request) and now - request.session.get(SEEN, 0) >= NOTE_EVERY:
        request.session[SEEN] = now


def _open_to_everybody(view):
    return not getattr(view, "login_required", True)


def _name(request):
    return request.resolver_match.view_name
