"""A check: asking for it, how far it is, its results as a whole, stopping it, checking again."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keepwell.web.access import door

from .. import downloads, pictures, queries
from ..actions import runs
from ..closed import as_told, closed_to
from ..forms import CheckForm
from ..models import Run
from .asking import ask

MANY = {"multiple": {"value": True, "optional": True}}
SLOW = 20  # seconds in the queue after which it is worth asking whether anybody works


@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    with transaction.atomic():
        ask(request, "see the form of a check")
    form = CheckForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = runs.ask_for(by=request.user, **form.asked())
        return redirect("desk:run", run.pk)
    return render(request, "desk/check.html", {"form": form, "many": MANY})


@require_safe
@transaction.atomic
def run(request, key):
    ask(request, "see a check")
    one = get_object_or_404(Run.objects.select_related("asked_by", "before"), pk=key)
    if one.is_open:
        return render(request, "desk/progress.html", _far(one))
    if one.state != Run.State.FINISHED:
        return render(request, "desk/ended.html", {"run": one})
    return render(request, "desk/results.html", _results(one, request.user))


def _far(one):
    waited = (timezone.now() - one.asked_at).total_seconds()
    return {"run": one, "is_slow": one.state == Run.State.WAITING and waited > SLOW}


def _results(one, by):
    rules = queries.by_rule(one, by) if one.has_findings else []
    not_run = queries.not_run(one)
    one = as_told(one, by, closed_to(by), queries.tellable)
    return {
        "run": one,
        "rules": rules,
        "picture": pictures.findings_by_rule(rules),
        "explained": queries.count_explained(one, by),
        "not_run": not_run,
        "not_run_count": one.count("not run"),
        "could_not_count": one.count("could not run"),
        "passed_count": one.count("passed"),
    }


@require_safe
def progress(request, key):
    """How far it is, for the page that asks again and again. It tells of no child, so only a refusal is logged."""
    if not door.may(request.user, "view", "care", "returns").allowed:
        with transaction.atomic():
            ask(request, "see a check")
    one = get_object_or_404(Run, pk=key)
    if not one.is_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "desk/_progress.html", _far(one))


@require_safe
@transaction.atomic
def download(request, key, form):
    door.ask(by=request.user, action="export", category="care", purpose="returns", what="download findings")
    one = get_object_or_404(Run, pk=key)
    if form not in downloads.FORMS or not one.has_findings:
        raise Http404
    file, name = downloads.write(one, form, by=request.user), f"{downloads.name_of(one)}.{form}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=downloads.FORMS[form])


@require_POST
@transaction.atomic
def stop(request, key):
    one = get_object_or_404(Run, pk=key)
    runs.stop(one, by=request.user)
    messages.info(request, "The check stops at its next step, and keeps nothing of what it had found.")
    return redirect("desk:run", key)


@require_POST
def again(request, key):
    one = get_object_or_404(Run, pk=key)
    return redirect("desk:run", runs.again(one, by=request.user).pk)
