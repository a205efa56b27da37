"""Who may come in through a provider: people who are known here already, and nobody else."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.shortcuts import render
from django.utils import timezone

from keepwell.web.staff import signals
from keepwell.web.staff.queries import may_be_here, with_address


class KnownPeople(DefaultSocialAccountAdapter):
    """Links a person at their first coming by the address that the provider has verified; opens no account."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def can_authenticate_by_email(self, login, email):
        return False  # allauth's way would take the person's password away; `pre_social_login` links instead

    def pre_social_login(self, request, sociallogin):
        known = sociallogin.user if sociallogin.is_existing else _by_address(sociallogin)
        if sociallogin.state.get("process") != "login" or known is None or not _may(known):
            raise _turned_away(request, sociallogin, known)
        sociallogin.state["second_factor"] = _asked_a_second(sociallogin)
        if not sociallogin.is_existing:
            sociallogin.connect(request, known)

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Cancelled, out of date, forged: what to do next is the same."""
        signals.turned_away.send(sender=None, user=None)
        raise ImmediateHttpResponse(_page(request, "account/provider_failed.html", provider.name))


def _by_address(sociallogin):
    """The person here whose address the provider has verified, or None; also None for one linked to another number."""
    for address in sociallogin.email_addresses:
        user = with_address(address.email) if address.verified else None
        if user and not user.socialaccount_set.filter(provider=sociallogin.account.provider).exists():
            return user
    return None


def _may(user):
    return may_be_here(user, timezone.localdate())


def _asked_a_second(sociallogin):
    """Does the token say, in a word that the setting names, that the provider asked for a second factor?"""
    claims, words = sociallogin.claims, set(sociallogin.provider.app.settings.get("second_factor", ()))
    means = claims.get("amr")
    said = [*(means if isinstance(means, list) else [means]), claims.get("acr")]
    return any(isinstance(word, str) and word in words for word in said)


def _turned_away(request, sociallogin, known):
    signals.turned_away.send(sender=None, user=known)
    return ImmediateHttpResponse(_page(request, "account/not_known.html", sociallogin.provider.name))


def _page(request, template, provider):
    return render(request, template, {"provider_name": provider}, status=403)
