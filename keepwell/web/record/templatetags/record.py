"""`{% load record %}{% recent_children %}`: what the start page shows of the record."""

from django import template

from ..queries.recent import opened_by
from ..wording import shown

register = template.Library()


@register.inclusion_tag("record/recent.html", takes_context=True)
def recent_children(context):
    """The children that the signed-in person opened last, each shown logged."""
    return {"hits": opened_by(context["user"])}


@register.filter
def plainly(field):
    """Hints on the words in a field of a form that came back; None before anything was sent."""
    return shown(field.value() or "") if field.form.is_bound else None
