"""Addresses of the room. None carries a name, a number or a date of birth."""

from django.urls import path

from .views import attendance, files, lists

app_name = "school"
urlpatterns = [
    path("attendance/", lists.school, name="attendance"),
    path("attendance/registers/", files.files, name="registers"),
    path("attendance/registers/<int:pk>/", files.file, name="register-file"),
    path("children/<uuid:uid>/attendance/", attendance.child, name="child"),
    path("children/<uuid:uid>/attendance/amend/", attendance.amend, name="amend"),
]
