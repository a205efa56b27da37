import logging
import sys

import pytest
from django.test import RequestFactory

from keepwell.web.site.logs import BareFormatter


def record(name="keepwell", message="%s", args=(), **extra):
    made = logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, extra.pop("exc_info", None))
    made.__dict__.update(extra)
    return made


def caught():
    try:
        try:
            raise KeyError("Wren Applegarth")
        except KeyError as error:
            raise ValueError("born 3 March 2014") from error
    except ValueError:
        return sys.exc_info()


def test_traceback_keeps_places_and_drops_words():
    text = BareFormatter().format(record(message="It failed", exc_info=caught()))
    assert "It failed" in text
    assert "in caught" in text
    assert "builtins.KeyError\nwhich led to" in text
    assert "builtins.ValueError" in text
    assert "Wren" not in text
    assert "2014" not in text


def test_traceback_kept_by_another_handler_is_not_used():
    made = record(message="It failed", exc_info=caught())
    logging.Formatter().format(made)
    assert "Wren" in made.exc_text
    assert "Wren" not in BareFormatter().format(made)


@pytest.mark.parametrize("address", ["/help/?q=Applegarth", "/child/Applegarth/", "/%41pplegarth"])
def test_server_line_has_no_address(address):
    made = record("django.server", '"%s" %s %s', (f"GET {address} HTTP/1.1", "200", "10"), status_code=200)
    line = BareFormatter().format(made)
    assert "200 GET" in line
    assert "pplegarth" not in line


def test_server_line_names_the_route():
    made = record("django.server", '"%s" %s %s', ("GET /help/?q=x HTTP/1.1", "200", "10"), status_code=200)
    assert BareFormatter().format(made).endswith("200 GET help/")


def test_request_line_names_the_route_only():
    request = RequestFactory().get("/child/Applegarth/")
    made = record("django.request", "%s: %s", ("Not Found", request.path), status_code=404, request=request)
    assert BareFormatter().format(made).endswith("404 GET (no such page)")
