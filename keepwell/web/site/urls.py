"""Addresses. Each room brings its own, when it is there."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from keepwell.web.site import notice, papers, views
from keepwell.web.site.promises import views as promises

urlpatterns = [
    path("", views.start, name="start"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("help/", views.help_page, name="help"),
    path("healthz", views.healthy, name="healthz"),
    path("favicon.ico", login_not_required(RedirectView.as_view(url="/static/house/mark.svg"))),
    path("account/", include("keepwell.web.staff.urls")),
    *notice.urlpatterns,
    *papers.urlpatterns,
    *promises.urlpatterns,
]
urlpatterns += [path("", include(f"{room}.urls")) for room in settings.ROOMS if find_spec(f"{room}.urls")]

handler400 = "keepwell.web.site.views.not_understood"
handler403 = "keepwell.web.site.views.not_here"
handler404 = "keepwell.web.site.views.not_here"
handler500 = "keepwell.web.site.views.broken"
