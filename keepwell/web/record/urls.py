"""Addresses of the record. None carries a name, a number or a date of birth."""

from django.urls import path

from . import mending, opened, views

app_name = "record"
urlpatterns = [
    path("find/", views.find, name="find"),
    path("children/<uuid:uid>/", views.child, name="child"),
    path("children/<uuid:uid>/rows/<slug:kind>/new/", mending.add, name="add"),
    path("children/<uuid:uid>/rows/<slug:kind>/<int:pk>/", mending.correct, name="correct"),
    path("children/<uuid:uid>/rows/<slug:kind>/<int:pk>/remove/", mending.remove, name="remove"),
    path("children/<uuid:uid>/chronology/", views.chronology, name="chronology"),
    path("children/<uuid:uid>/chronology/print/", views.chronology_print, name="chronology-print"),
    path("children/<uuid:uid>/opened/", opened.opened, name="opened"),
    path("children/<uuid:uid>/opened/print/", opened.opened_print, name="opened-print"),
]
