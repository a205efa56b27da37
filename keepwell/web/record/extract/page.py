"""The extract as one page that needs nothing else: no network, no other file, no program but a browser."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files


@cache
def _part(name):
    return (files(__package__) / name).read_text("utf-8")


def page(locked):
    """The whole file as text. Its own script and styles are allowed by their digest and nothing else is."""
    script, style = _part("page.js"), _part("page.css")
    allows = f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; form-action 'none'"
    given = {"allows": escape(allows), "style": style, "head": locked.head, "lock": locked.lock,
             "content": locked.content, "script": script}  # fmt: skip
    text = _part("page.html")
    before, *parts = text.split("{{")
    return before + "".join(given[name.strip()] + rest for name, rest in (part.split("}}", 1) for part in parts))


def _digest(text):
    """As a browser reckons it of what stands between the tags."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
