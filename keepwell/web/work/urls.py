"""Addresses of the room. None carries a name, a number or a date of birth."""

app_name = "work"
urlpatterns = []
