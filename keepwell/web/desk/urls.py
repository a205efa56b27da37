"""Addresses of the returns desk. None carries a child's number."""

from django.urls import path

from .views import findings, imports, runs

app_name = "desk"
urlpatterns = [
    path("returns/", imports.start, name="start"),
    path("returns/imports/<int:key>/", imports.taken_in, name="import"),
    path("returns/check/", runs.check, name="check"),
    path("returns/checks/<int:key>/", runs.run, name="run"),
    path("returns/checks/<int:key>/progress/", runs.progress, name="progress"),
    path("returns/checks/<int:key>/stop/", runs.stop, name="stop"),
    path("returns/checks/<int:key>/again/", runs.again, name="again"),
    path("returns/checks/<int:key>/download/<slug:form>/", runs.download, name="download"),
    path("returns/checks/<int:key>/findings/", findings.by_rule, name="findings"),
    path("returns/checks/<int:key>/children/", findings.by_child, name="children"),
    path("returns/checks/<int:key>/mended/", findings.mended, name="mended"),
    path("returns/findings/<int:key>/", findings.finding, name="finding"),
    path("returns/findings/<int:key>/explain/", findings.explain, name="explain"),
    path("returns/findings/<int:key>/withdraw/", findings.withdraw, name="withdraw"),
]
