"""Opening a record in an emergency, giving it back, and the manager's check afterwards."""

from datetime import date

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...access import door, reach
from ...access.actions import DoorError
from ...access.models import Emergency
from ..actions import doors
from ..models import Child
from ..queries.calling import called, names_of
from ..queries.exactly import exactly
from .forms import EmergencyForm, ReviewForm

NOBODY = (
    "No one record fits this exactly, or it does not open even in an emergency. Check the spelling and the date of "
    "birth, or telephone a manager."
)
NOT_FOUND = "look for a record in an emergency"


@require_http_methods(["GET", "HEAD", "POST"])
def emergency(request):
    purpose = doors.emergency_purpose(request.user)
    with transaction.atomic():
        door.ask(by=request.user, action="add", category=doors.EMERGENCY, purpose=purpose, what=NOT_FOUND)
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (child := _opened(request, form)):
        return redirect("record:child", child.person.uid)
    return render(request, "record/emergency.html", {"form": form, "crumbs": _crumbs("Open in an emergency")})


def _opened(request, form):
    """The child whose record is now open; None, with the form saying so, when there is none such for this person."""
    child = exactly(form.asked)
    try:
        if child is None:
            form.add_error("whom", NOBODY)
            return None
        if door.known_among([child.person.uid], by=request.user):
            return child
        with transaction.atomic():
            doors.open_in_emergency(child, reason=form.said, by=request.user)
        return child
    except door.NotForYou as refusal:
        door.note_refusal(refusal)
        form.add_error("whom", NOBODY)
    except DoorError as trouble:
        form.add_error(None, str(trouble))
    return None


@require_POST
@transaction.atomic
def end(request, uid):
    """The reader needs the record no longer."""
    purpose = doors.emergency_purpose(request.user)
    door.ask(by=request.user, action="add", category=doors.EMERGENCY, purpose=purpose, what="close an emergency")
    for one in reach.emergencies_of(request.user).filter(child=uid):
        doors.close_emergency(one, by=request.user)
        messages.success(
            request, "The record is closed to you again. A manager will check that it was right to open it."
        )
    return redirect("start")


@require_safe
@transaction.atomic
def emergencies(request):
    _ask(request, "see emergencies")
    mine = _to_check(request.user)
    waiting = mine.filter(reviewed_at=None).order_by("review_by", "pk")
    return render(request, "record/emergencies.html", {
        "waiting": waiting, "done": mine.exclude(reviewed_at=None)[:50], "on": date.today(),
        "crumbs": _crumbs("Emergencies to check"),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def check(request, pk):
    _ask(request, "check an emergency")
    one = get_object_or_404(_of_others(request.user), pk=pk)
    child = get_object_or_404(Child.objects.select_related("person"), person__uid=one.child)
    if door.shut_among([one.child], by=request.user):
        door.ask_of(child, by=request.user, action="edit", categories=[doors.EMERGENCY], purpose="administration")
        raise Http404
    door.note(by=request.user, action="look at an emergency", child=one.child)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and not one.reviewed_at and form.is_valid():
        doors.review(one, found=form.cleaned_data["found"], note=form.cleaned_data["note"], by=request.user)
        messages.success(request, "Your check is kept.")
        return redirect("record:emergencies")
    context = {
        "one": one, "form": form, "name": called(names_of([child.pk])[child.pk], timezone.localdate()),
        "reason": _words(child, one, "reason"), "note": _words(child, one, "note") if one.reviewed_at else "",
        "crumbs": _crumbs("Check an emergency"),
    }  # fmt: skip
    return render(request, "record/emergency-check.html", context)


def _of_others(by):
    """Nobody checks what they opened themselves."""
    return Emergency.objects.select_related("user", "reviewer", "reviewed_by").exclude(user=by)


def _to_check(by):
    """Of no child whose record is shut to them."""
    others = _of_others(by)
    shut = door.shut_among(set(others.values_list("child", flat=True)), by=by)
    return others.exclude(child__in=shut)


def _words(child, one, part):
    try:
        return doors.words_of(child, one, part)
    except InvalidTag:
        return "What was written here cannot be opened any more"


def _ask(request, what):
    door.ask(by=request.user, action="edit", category=doors.EMERGENCY, purpose="administration", what=what)


def _crumbs(here):
    from ..views import _crumbs as to_find

    return [*to_find(), {"text": here}]
