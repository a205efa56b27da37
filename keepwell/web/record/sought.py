"""What somebody looks for, between one page of results and the next: kept in their session, sealed.

It may be a name, and sessions are rows of the database. So it is never in an address and never readable in a copy of
the database; it opens only in the session of the same person.
"""

from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag

from . import vault

KEY = "record:find"


def remember(request, words, key=KEY):
    sealed = vault.seal(vault.master(), words, key, request.user.pk)
    request.session[key] = b64encode(sealed).decode("ascii")


def remembered(request, key=KEY):
    """The words, or '' when there are none or they were not sealed here."""
    try:
        return vault.unseal(vault.master(), b64decode(request.session.get(key, "")), key, request.user.pk)
    except (InvalidTag, ValueError):
        return ""
