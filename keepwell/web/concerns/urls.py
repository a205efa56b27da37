"""Addresses of the room. None carries a name, a number or a date of birth."""

from django.urls import path

from .views import files, pattern, raising, staff, triage

app_name = "concerns"
urlpatterns = [
    path("concerns/", triage.list_, name="waiting"),
    path("concerns/raise/", raising.raise_, name="raise"),
    path("concerns/raised/", raising.raised, name="raised"),
    path("concerns/<uuid:mark>/", triage.concern, name="concern"),
    path("concerns/<uuid:mark>/seek/", triage.seek, name="seek"),
    path("concerns/<uuid:mark>/settle/", triage.settle, name="settle"),
    path("concerns/<uuid:mark>/move/", triage.move, name="move"),
    path("concerns/<uuid:mark>/decide/", triage.decide, name="decide"),
    path("concerns/<uuid:mark>/belongs/", triage.belongs, name="belongs"),
    path("concerns/<uuid:mark>/actions/", triage.doing, name="doing"),
    path("concerns/<uuid:mark>/actions/<int:pk>/done/", triage.done, name="done"),
    path("concerns/<uuid:mark>/mend/", triage.mend, name="mend"),
    path("concerns/<uuid:mark>/versions/", triage.versions, name="versions"),
    path("concerns/<uuid:mark>/people/<int:number>/", triage.link, name="link"),
    path("concerns/<uuid:mark>/people/<int:number>/unlink/", triage.unlink, name="unlink"),
    path("concerns/<uuid:mark>/files/<int:pk>/", files.file, name="file"),
    path("children/<uuid:uid>/concerns/", pattern.pattern, name="pattern"),
    path("children/<uuid:uid>/concerns/raise/", raising.raise_for, name="raise-for"),
    path("staff-concerns/", staff.list_, name="staff"),
    path("staff-concerns/raise/", staff.raise_, name="raise-staff"),
    path("staff-concerns/<uuid:mark>/", staff.one, name="staff-concern"),
]
