"""Addresses of signing in, below /account/: ours and those of allauth's that we offer."""

from django.urls import include, path

from keepwell.web.staff import views
from keepwell.web.staff.oidc import views as oidc

# Of allauth's pages only these: nobody signs up here, and addresses are changed by an administrator.
OFFERED = {
    "account_login",
    # Closed by the adapter; allauth asks for its address on the sign-in page.
    "account_signup",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
    "usersessions_list",
}


def _offered(patterns):
    """The same tree of addresses with only the offered leaves."""
    for one in patterns:
        if hasattr(one, "url_patterns"):
            one.url_patterns[:] = _offered(one.url_patterns)
            yield one
        elif one.name in OFFERED:
            yield one


def _of(module):
    from importlib import import_module

    return list(_offered(import_module(module).urlpatterns))


urlpatterns = [
    path("", include(_of("allauth.account.urls"))),
    path("second-step/", include(_of("allauth.mfa.urls"))),
    path("sessions/", include(_of("allauth.usersessions.urls"))),
    path("kept/", views.kept_form, name="account_kept"),
    path("provider/<slug:provider_id>/login/", oidc.login, name="openid_connect_login"),
    path("provider/<slug:provider_id>/login/callback/", oidc.callback, name="openid_connect_callback"),
]
