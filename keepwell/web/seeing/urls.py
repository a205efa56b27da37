"""Addresses of the room. None carries a name, a number or a date of birth."""

from django.urls import path

from . import figuring, marking, views

app_name = "seeing"
urlpatterns = [
    path("children/<uuid:uid>/family/", views.family, name="family"),
    path("children/<uuid:uid>/placements/", views.placements, name="placements"),
    path("children/<uuid:uid>/plan/", views.plan, name="plan"),
    path("children/<uuid:uid>/events/<str:model>/<int:key>/<str:field>/", marking.mark, name="mark"),
    path("figures/", figuring.figures, name="figures"),
    path("figures/<slug:measure>/", figuring.figure, name="figure"),
    path("figures/<slug:measure>/<slug:period>/<slug:part>/", figuring.children, name="figure-children"),
    path("service/", figuring.service, name="service"),
    path("service/<slug:measure>/", figuring.service_figure, name="service-figure"),
]
