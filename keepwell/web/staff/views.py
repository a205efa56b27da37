"""Pages of one's own account that allauth does not have."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from keepwell.web.staff import kept

SAME_AGAIN = 307  # the browser sends the same form once more, to another address


@require_http_methods(["GET", "HEAD", "POST"])
def kept_form(request):
    """A form that was sent after its session had ended: send it now, or throw it away."""
    found = kept.read(request)
    if found is None:
        return redirect("start")
    path, fields = found
    if request.method != "POST":
        return render(request, "account/kept.html", {"fields": fields})
    kept.forget(request)
    if "throw-away" in request.POST:
        return redirect("start")
    return HttpResponse(status=SAME_AGAIN, headers={"Location": path})
