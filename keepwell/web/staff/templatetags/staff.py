from django import template

from keepwell.web.staff import demo

register = template.Library()
register.simple_tag(demo.demo_people, name="demo_people")


@register.filter
def in_words(role):
    """A role's id as words until the policy file's own title is at hand: social-worker, Social worker."""
    return role.replace("-", " ").capitalize()
