"""Messages leave when the page has been sent: how long a page takes must not tell whether an address is known here."""

import logging
from threading import local

from django.core.signals import request_finished, request_started

_waiting = local()
_words = logging.getLogger(__name__)


def post(message):
    """Send an e-mail message: after the answer to the request that this thread works on, else now."""
    box = getattr(_waiting, "box", None)
    if box is None:
        _send(message)
    else:
        box.append(message)


def _open(**_):
    _waiting.box = []


def _empty(**_):
    box, _waiting.box = getattr(_waiting, "box", None), None
    for message in box or ():
        _send(message)


def _send(message):
    try:
        message.send()
    except OSError as trouble:  # the mail server; its own words may hold the address
        _words.warning("A message could not be sent (%s). Is KEEPWELL_SMTP_HOST right?", type(trouble).__name__)


def connect():
    request_started.connect(_open, dispatch_uid="staff.mail.open")
    request_finished.connect(_empty, dispatch_uid="staff.mail.empty")
