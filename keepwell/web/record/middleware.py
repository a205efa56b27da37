"""What happens to requests for records that were put into another, and for texts whose key file is gone."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from . import vault
from .opening import NowElsewhere

NOT_SAVED = "This record was put together with another, so nothing was saved. Write it down here."


class NowElsewhereMiddleware:
    """The address of a record that was put into another leads there, for those who may know of it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, NowElsewhere):
            return None
        if request.method not in ("GET", "HEAD"):
            messages.error(request, NOT_SAVED)
            return redirect("record:child", exception.uid)
        asked = request.resolver_match
        address = reverse(asked.view_name, kwargs=asked.kwargs | {"uid": exception.uid})
        query = request.GET.urlencode()
        return redirect(f"{address}?{query}" if query else address)


def key_missing(get_response):
    """What is sealed under a key whose file is gone: a page that says so, and not that something went wrong."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if isinstance(exception, vault.KeyMissing):
            return render(request, "record/key-missing.html", {"sentence": str(exception)}, status=503)
        return None

    middleware.process_exception = process_exception
    return middleware
