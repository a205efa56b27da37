import re
from urllib.parse import quote

from django import template
from django.conf import settings
from django.urls import reverse

from keepwell.web.staff import demo, second_factor, sessions

register = template.Library()
register.simple_tag(demo.demo_people, name="demo_people")

# The word that only this browser uses, the commonest last: most others call themselves Chrome and Safari too.
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
MACHINES = (("Android", "Android"), ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Windows", "Windows"),
            ("Mac OS", "a Mac"), ("CrOS", "a Chromebook"), ("Linux", "Linux"))  # fmt: skip


@register.filter
def in_words(role):
    """A role's id as words until the policy file's own title is at hand: social-worker, Social worker."""
    return role.replace("-", " ").capitalize()


@register.filter
def in_fours(key):
    """A long key in groups of four, as a person types it."""
    return " ".join(re.findall(".{1,4}", key))


@register.filter
def browser(said):
    """What a browser says of itself, in few words: Firefox on Windows."""
    name = next((name for word, name in BROWSERS if word in said), "A browser")
    machine = next((machine for word, machine in MACHINES if word in said), "")
    return f"{name} on {machine}" if machine else name


@register.simple_tag(takes_context=True)
def second_step_missing(context):
    """Must this person set up a second factor before anything else opens?"""
    return second_factor.missing(context["request"])


@register.simple_tag(takes_context=True)
def why_ended(context):
    """The sentence that says why the last session ended; said once."""
    return sessions.sentence(context["request"])


@register.simple_tag
def idle_minutes():
    return settings.KEEPWELL_IDLE_SECONDS // 60


@register.simple_tag
def providers():
    """The providers through which somebody may sign in: their name and address."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", ())
    return [
        {"name": app["name"], "address": reverse("openid_connect_login", args=[app["provider_id"]])} for app in apps
    ]


@register.simple_tag
def codes_as_file(codes):
    """The address of a text file that is this list itself: nothing is asked of the server again."""
    words = "Codes for signing in to Keepwell on a bad day. Each works once.\r\n\r\n" + "\r\n".join(codes) + "\r\n"
    return f"data:text/plain;charset=utf-8,{quote(words)}"
