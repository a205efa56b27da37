"""The address of a record that was put into another leads there, for those who may know of it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from .opening import NowElsewhere

NOT_SAVED = "This record was put together with another, so nothing was saved. Write it down here."


class NowElsewhereMiddleware:
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
