"""Addresses of the room. None carries a name, a number or a date of birth."""

from django.urls import path

from .views import alerts, approvals, clocks, guidance, mine, reminders, supervision, team

app_name = "work"
urlpatterns = [
    path("work/", mine.my_work, name="mine"),
    path("work/reminders/", reminders.reminders, name="reminders"),
    path("work/feed/<str:token>.ics", reminders.feed, name="feed"),
    path("guidance/", guidance.mine, name="guidance"),
    path("guidance/<slug:source>/read/", guidance.confirm, name="guidance-read"),
    path("guidance/changes/<int:pk>/", guidance.look, name="guidance-look"),
    path("team/", team.team, name="team"),
    path("team/nobody/move/", team.move, name="allocate"),
    path("team/<int:pk>/move/", team.move, name="move"),
    path("approvals/", approvals.waiting, name="approvals"),
    path("approvals/<int:pk>/", approvals.approval, name="approval"),
    path("children/<uuid:uid>/due/", clocks.of_child, name="clocks"),
    path("children/<uuid:uid>/due/<int:pk>/", clocks.why, name="why"),
    path("children/<uuid:uid>/alerts/new/", alerts.add, name="alert-add"),
    path("children/<uuid:uid>/alerts/<int:pk>/", alerts.alert, name="alert"),
    path("children/<uuid:uid>/supervision/", supervision.of_child, name="supervision"),
    path("children/<uuid:uid>/actions/<int:pk>/done/", supervision.done, name="done"),
]
