"""The pages of this room that the child's page leads to."""

from django.urls import reverse


def links(opened):
    """(words, address) of those that this reader may open."""
    uid = opened.child.person.uid
    yield "What is due", reverse("work:clocks", args=[uid])
    if opened.may("narrative"):
        yield "Supervision", reverse("work:supervision", args=[uid])
    if opened.may("alert") and opened.may_do("add", {"alert"}):
        yield "Add an alert", reverse("work:alert-add", args=[uid])
