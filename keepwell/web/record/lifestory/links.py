"""The way from the child's page to the life story."""

from django.urls import reverse

from ..actions.lifestory import CATEGORY


def links(opened):
    """(words, address) for those who may read it."""
    if opened.may(CATEGORY):
        yield "Life story", reverse("record:life-story", args=[opened.child.person.uid])
