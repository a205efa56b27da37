"""Addresses. Each room brings its own, when it is there."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from keepwell.web.site import notice, views
from keepwell.web.site.promises import views as promises

# Of allauth's pages only these: nobody signs up here, and addresses are changed by an administrator.
ACCOUNT_PAGES = {
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
}


def account_pages():
    from allauth.account.urls import urlpatterns as offered

    return [page for page in offered if page.name in ACCOUNT_PAGES]


urlpatterns = [
    path("", views.start, name="start"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("help/", views.help_page, name="help"),
    path("healthz", views.healthy, name="healthz"),
    path("favicon.ico", login_not_required(RedirectView.as_view(url="/static/house/mark.svg"))),
    path("account/", include(account_pages())),
    *notice.urlpatterns,
    *promises.urlpatterns,
]
urlpatterns += [path("", include(f"{room}.urls")) for room in settings.ROOMS if find_spec(f"{room}.urls")]

handler400 = "keepwell.web.site.views.not_understood"
handler403 = "keepwell.web.site.views.not_here"
handler404 = "keepwell.web.site.views.not_here"
handler500 = "keepwell.web.site.views.broken"
