"""To the provider and back."""

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.views.decorators.http import require_safe
from requests import RequestException

from keepwell.web.staff.oidc.adapter import KnownPeople
from keepwell.web.staff.oidc.provider import Tokens


@login_not_required
@require_safe
def login(request, provider_id):
    return _answer(request, provider_id, OAuth2LoginView)


@login_not_required
@require_safe
def callback(request, provider_id):
    return _answer(request, provider_id, OAuth2CallbackView)


def _answer(request, provider_id, view):
    tokens = Tokens(request, provider_id)
    try:
        provider = tokens.get_provider()
    except SocialApp.DoesNotExist:
        raise Http404 from None
    try:
        return view.adapter_view(tokens)(request)
    except (OAuth2Error, ProviderException, RequestException, KeyError, ValueError) as trouble:
        return _failed(request, provider, trouble)


def _failed(request, provider, trouble):
    from allauth.core.exceptions import ImmediateHttpResponse

    try:
        KnownPeople(request).on_authentication_error(request, provider, exception=trouble)
    except ImmediateHttpResponse as page:
        return page.response
    raise trouble
