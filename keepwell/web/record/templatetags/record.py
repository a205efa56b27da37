"""`{% load record %}{% recent_children %}`: what the start page shows of the record."""

from django import template

from ..queries.recent import opened_by

register = template.Library()


@register.inclusion_tag("record/recent.html", takes_context=True)
def recent_children(context):
    """The children that the signed-in person opened last, each shown logged."""
    return {"hits": opened_by(context["user"])}
