"""Addresses of the record. None carries a name, a number or a date of birth."""

from django.urls import path

from . import drafts, handing, mending, opened, telling, views, wording
from .doors import emergency, who
from .lifestory import views as lifestory
from .making import views as making
from .merging import views as merging
from .searching import views as searching

app_name = "record"
urlpatterns = [
    path("find/", views.find, name="find"),
    path("new/", making.new, name="new"),
    path("words/", searching.words, name="words"),
    path("children/<uuid:uid>/words/", searching.words_of_child, name="words-of-child"),
    path("children/<uuid:uid>/texts/<slug:kind>/<int:pk>/move/", searching.move, name="move-note"),
    path("duplicates/", merging.duplicates, name="duplicates"),
    path("children/<uuid:uid>/same/", merging.same, name="same"),
    path("children/<uuid:uid>/same/<uuid:other>/", merging.merge, name="merge"),
    path("children/<uuid:uid>/same/<uuid:other>/two/", merging.settle, name="settle"),
    path("children/<uuid:uid>/merges/<int:pk>/undo/", merging.undo, name="unmerge"),
    path("children/<uuid:uid>/", views.child, name="child"),
    path("children/<uuid:uid>/relatives/new/", making.relative, name="relative"),
    path("children/<uuid:uid>/contacts/new/", making.contact, name="contact"),
    path("children/<uuid:uid>/addresses/new/", making.move_home, name="move-home"),
    path("children/<uuid:uid>/rows/<slug:kind>/new/", mending.add, name="add"),
    path("children/<uuid:uid>/rows/<slug:kind>/<int:pk>/", mending.correct, name="correct"),
    path("children/<uuid:uid>/rows/<slug:kind>/<int:pk>/remove/", mending.remove, name="remove"),
    path("children/<uuid:uid>/chronology/", views.chronology, name="chronology"),
    path("children/<uuid:uid>/chronology/print/", views.chronology_print, name="chronology-print"),
    path("children/<uuid:uid>/told/", telling.told, name="told"),
    path("children/<uuid:uid>/told/new/", telling.tell, name="tell"),
    path("children/<uuid:uid>/consents/new/", telling.consent, name="consent"),
    path("children/<uuid:uid>/consents/<int:pk>/withdraw/", telling.withdraw, name="withdraw"),
    path("notices/<str:digest>/<slug:audience>/", telling.notice_then, name="notice-then"),
    path("children/<uuid:uid>/life-story/", lifestory.story, name="life-story"),
    path("children/<uuid:uid>/life-story/new/", lifestory.add, name="life-story-add"),
    path("children/<uuid:uid>/life-story/<int:pk>/", lifestory.change, name="life-story-change"),
    path("children/<uuid:uid>/life-story/book/", lifestory.book, name="life-story-book"),
    path("children/<uuid:uid>/life-story/pictures/<int:pk>/", lifestory.picture, name="life-story-picture"),
    path("wording/", wording.wording, name="wording"),
    path("children/<uuid:uid>/documents/<int:pk>/", handing.document, name="document"),
    path("drafts/<slug:form>/", drafts.draft, name="draft"),
    path("emergency/", emergency.emergency, name="emergency"),
    path("emergencies/", emergency.emergencies, name="emergencies"),
    path("emergencies/<int:pk>/", emergency.check, name="emergency-check"),
    path("children/<uuid:uid>/emergency/end/", emergency.end, name="emergency-end"),
    path("children/<uuid:uid>/who/", who.who, name="who"),
    path("children/<uuid:uid>/who/allocate/", who.allocate, name="allocate"),
    path("children/<uuid:uid>/who/allocations/<int:pk>/end/", who.end_allocation, name="end-allocation"),
    path("children/<uuid:uid>/who/restrict/", who.restrict, name="restrict"),
    path("children/<uuid:uid>/who/shut/", who.shut, name="shut"),
    path("children/<uuid:uid>/who/conflict/", who.conflict, name="conflict"),
    path("children/<uuid:uid>/who/restrictions/<int:pk>/lift/", who.lift, name="lift"),
    path("children/<uuid:uid>/opened/", opened.opened, name="opened"),
    path("children/<uuid:uid>/opened/print/", opened.opened_print, name="opened-print"),
]
