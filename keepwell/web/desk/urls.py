"""Addresses of the returns desk."""

from django.urls import path

from . import views

app_name = "desk"
urlpatterns = [
    path("returns/", views.start, name="start"),
    path("returns/imports/<int:key>/", views.taken_in, name="import"),
]
