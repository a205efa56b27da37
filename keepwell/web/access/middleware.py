"""A refusal looks like a page that is not there, and is logged."""

from django.http import Http404
from django.views.defaults import page_not_found

from . import door


class RefusalMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, door.NotForYou):
            door.note_refusal(exception)
            return page_not_found(request, Http404())
        return None
