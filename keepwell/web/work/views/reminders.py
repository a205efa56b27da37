"""How one is reminded of one's work: by e-mail, and in a calendar by a secret address."""

from datetime import UTC, datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ..actions import reminding
from ..calendar import written
from ..forms import RemindForm
from ..models import Reminding
from ..queries import reminding as kept
from ..showing import crumbs


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def reminders(request):
    """`do` says which of the page's forms was sent. A new address is shown in the answer itself: it is kept nowhere."""
    does = request.POST.get("do") if request.method == "POST" else None
    if does == "feed":
        path = reverse("work:feed", args=[reminding.make_feed(request.user)])
        return _page(request, address=request.build_absolute_uri(path))
    if does == "end":
        reminding.end_feed(request.user)
        messages.success(request, "The address of the calendar no longer works.")
        return redirect("work:reminders")
    if does == "email":
        form = RemindForm(request.POST)
        reminding.by_email(request.user, form.is_valid() and form.cleaned_data["by_email"])
        messages.success(request, "It is kept.")
        return redirect("work:reminders")
    return _page(request)


def _page(request, address=""):
    mine = Reminding.objects.filter(user=request.user).first() or Reminding(user=request.user)
    context = {"mine": mine, "form": RemindForm(initial={"by_email": mine.by_email}), "address": address,
               "crumbs": crumbs({"text": "Reminders"})}  # fmt: skip
    return render(request, "work/reminders.html", context)


@login_not_required
@never_cache
@require_safe
@transaction.atomic
def feed(request, token):
    """How many things are due on which day: no name, and nothing of what they are."""
    user = kept.owner_of(token, timezone.localdate())
    if user is None:
        raise Http404
    text = written(kept.feed(user, timezone.localdate()), owner=user.pk, at=datetime.now(UTC))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
