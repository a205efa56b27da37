"""A form that was sent after its session had ended: kept, sealed, until the same person has signed in again.

Nothing is done with it by itself: they see a page that says so, and send it or throw it away. Files are not kept.
"""

import json

from keepwell.web.staff import sealing

KEY = "house.kept"
AT_MOST = 200_000  # characters: the longest note with room to spare
NOT_KEPT = ("/account/",)  # what is sent there is a secret


def keep(request):
    """Put the form of this request by; -> what to put into the session once it is empty, or None."""
    if request.method != "POST" or request.FILES or request.path.startswith(NOT_KEPT):
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    fields = [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]
    text = json.dumps([request.get_full_path(), fields])
    return sealing.seal(text, KEY, request.user.pk) if fields and len(text) <= AT_MOST else None


def waits(request):
    """Does a form wait for this person?"""
    return read(request) is not None


def read(request):
    """-> its address and its fields as (name, value), or None. Somebody else's is not told from none."""
    try:
        path, fields = json.loads(sealing.unseal(request.session.get(KEY, ""), KEY, request.user.pk))
    except ValueError:
        return None
    return path, [(name, value) for name, value in fields]


def forget(request):
    request.session.pop(KEY, None)
