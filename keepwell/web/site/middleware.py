"""Headers on every answer, and one page for what is not there and what is not for this person."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

CONTENT_SECURITY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)


def content_security(get_response):
    """Only our own scripts, styles and forms: nothing inline, nothing from elsewhere."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return middleware


def nothing_stored(get_response):
    """What a signed-in person sees is not kept by browsers or proxies: a shared computer forgets it."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def one_refusal(get_response):
    """Not there and not for you look alike, also with DEBUG on, where Django would tell them apart, and would list our
    addresses for one that is none."""

    def middleware(request):
        response = get_response(request)
        no_address = response.status_code == 404 and request.resolver_match is None
        return _not_here(request) if no_address else response

    def process_exception(request, exception):
        return _not_here(request) if isinstance(exception, (Http404, PermissionDenied)) else None

    middleware.process_exception = process_exception
    return middleware


def _not_here(request):
    from keepwell.web.site.views import not_here

    return not_here(request)


def forms_only(get_response):
    """A page for an address that only takes a form, instead of an empty one: who was signed out comes back to it."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == 405 and not response.content and request.method == "GET":
            from keepwell.web.site.views import forms_only as page

            return page(request, response.headers["Allow"])
        return response

    return middleware
