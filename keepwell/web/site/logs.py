"""Log lines that name pages and places in the code, never people.

An address may hold a child's number, an exception's text may hold a cell of a record, and SQL holds both. So a line
says the route's pattern instead of the address, and an error its kind and its place instead of its words.
"""

import logging
import traceback

from django.urls import Resolver404, resolve


class BareFormatter(logging.Formatter):
    """Time, level, logger, what happened; a traceback without the exceptions' own words."""

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record):
        bare = logging.makeLogRecord(record.__dict__)
        if record.name == "django.server":
            bare.msg, bare.args = _server_line(record), ()
        elif hasattr(record, "status_code"):
            bare.msg, bare.args = f"{record.status_code} {_route(getattr(record, 'request', None))}", ()
        # A handler before this one may have kept the full text.
        bare.exc_text = None
        return super().format(bare)

    def formatException(self, exc_info):
        return _places(exc_info[1])


def _places(error: BaseException) -> str:
    lines = [
        f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(([_places(before), "which led to"] if before else []) + [*lines, kind])


def _route(request) -> str:
    match = getattr(request, "resolver_match", None)
    return f"{getattr(request, 'method', '?')} {match.route if match else '(no such page)'}"


def _server_line(record) -> str:
    # Development server: ("GET /child/12?q=... HTTP/1.1", "200", "5316").
    words = str(record.args[0]).split(" ") if record.args else []
    status = getattr(record, "status_code", "?")
    if len(words) < 2:
        return f"{status} (not a page request)"
    return f"{status} {words[0]} {_pattern(words[1].split('?')[0])}"


def _pattern(path: str) -> str:
    try:
        return resolve(path).route or "/"
    except Resolver404:
        return path if path.startswith("/static/") else "(no such page)"
