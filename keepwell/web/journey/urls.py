"""Addresses of the work with a child. None carries a name, a number or a date of birth."""

from django.urls import path

from . import following, views

app_name = "journey"
urlpatterns = [
    path("children/<uuid:uid>/work/", views.work, name="work"),
    path("children/<uuid:uid>/work/new/<slug:form>/", views.record, name="record"),
    path("children/<uuid:uid>/work/steps/<int:pk>/", views.step, name="step"),
    path("children/<uuid:uid>/work/steps/<int:pk>/change/", views.change, name="change"),
    path("children/<uuid:uid>/work/actions/", following.actions, name="actions"),
    path("children/<uuid:uid>/work/actions/<int:pk>/<int:number>/", following.action, name="action"),
]
