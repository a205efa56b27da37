"""Addresses of the room. None carries a name, a number or a date of birth."""

from django.urls import path

from .views import attendance, files, learning, life, lists, parts

app_name = "school"
urlpatterns = [
    path("attendance/", lists.school, name="attendance"),
    path("attendance/registers/", files.files, name="registers"),
    path("attendance/registers/<int:pk>/", files.file, name="register-file"),
    path("virtual-school/", learning.virtual, name="virtual"),
    path("children/<uuid:uid>/attendance/", attendance.child, name="child"),
    path("children/<uuid:uid>/attendance/amend/", attendance.amend, name="amend"),
    path("children/<uuid:uid>/school/", life.child, name="life"),
    path("children/<uuid:uid>/school/exclusions/new/", life.exclude, name="exclude"),
    path("children/<uuid:uid>/school/exclusions/<int:pk>/", life.exclusion, name="exclusion"),
    path("children/<uuid:uid>/school/stages/new/", life.stage, name="stage"),
    path("children/<uuid:uid>/school/ehc/", parts.plan, name="ehc"),
    path("children/<uuid:uid>/school/ehc/<slug:section>/", parts.versions, name="ehc-part"),
    path("children/<uuid:uid>/school/ehc/<slug:section>/write/", parts.write, name="ehc-write"),
    path("children/<uuid:uid>/school/leaving/new/", life.leave, name="leave"),
    path("children/<uuid:uid>/school/leaving/<int:pk>/", life.leaving, name="leaving"),
    path("children/<uuid:uid>/school/plans/<int:year>/<slug:term>/", learning.plan, name="plan"),
    path("children/<uuid:uid>/school/plans/<int:year>/<slug:term>/write/", learning.write, name="write"),
    path("children/<uuid:uid>/school/plans/<int:year>/<slug:term>/decide/", learning.decide, name="decide"),
]
