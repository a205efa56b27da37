"""Opening a record in an emergency, giving it back, and the manager's check afterwards."""

from datetime import date

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...access import door, reach
from ...access.actions import NO_REVIEWER, DoorError, reviewer_for
from ...access.models import Emergency
from ..actions import doors
from ..models import Child
from ..queries import emergencies as kept
from ..queries.calling import called, names_of
from ..queries.exactly import exactly
from .forms import EmergencyForm, ReviewForm

CLOSED = "The record is closed to you again. A manager will check that it was right to open it."
NOBODY = (
    "No one record fits this exactly, or it does not open even in an emergency. Check the spelling and the date of "
    "birth, or telephone a manager."
)
OPEN_ANYWAY = "This record is open to you already, so no new emergency was written down."
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
    if reviewer_for(request.user) is None:  # said before anybody is looked for: it tells of no child
        form.add_error(None, NO_REVIEWER)
        return None
    child = _the_one(request, exactly(form.asked))
    if child is None:
        form.add_error("whom", NOBODY)
        return None
    if door.known_among([child.person.uid], by=request.user):
        messages.info(request, OPEN_ANYWAY)
    else:
        doors.open_in_emergency(child, reason=form.said, by=request.user)
    return child


def _the_one(request, children):
    """The one of these whom an emergency would open; those who stay shut are logged and do not count."""
    opens = door.visitor(request.user).in_emergency([child.person.uid for child in children])
    for child in children:
        if child.person.uid not in opens:
            door.note_refusal(door.nothing_there(by=request.user, what=NOT_FOUND, child=child.person.uid))
    fitting = [child for child in children if child.person.uid in opens]
    return fitting[0] if len(fitting) == 1 else None


@require_POST
@transaction.atomic
def end(request, uid):
    """The reader needs the record no longer."""
    purpose, mine = doors.emergency_purpose(request.user), list(reach.emergencies_of(request.user).filter(child=uid))
    door.ask(by=request.user, action="add", category=doors.EMERGENCY, purpose=purpose, what="close an emergency",
             child=uid if mine else None)  # fmt: skip
    for one in mine:
        doors.close_emergency(one, by=request.user)
    messages.success(request, CLOSED if mine else "No emergency of yours is open for this record.")
    return redirect("start")


@require_safe
@transaction.atomic
def emergencies(request):
    _ask(request, "see emergencies")
    mine = kept.to_check(request.user)
    waiting = mine.filter(reviewed_at=None).order_by("review_by", "pk")
    return render(request, "record/emergencies.html", {
        "waiting": waiting, "done": mine.exclude(reviewed_at=None)[:50], "on": date.today(),
        "crumbs": _crumbs("Emergencies to check"),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def check(request, pk):
    _ask(request, "check an emergency")
    one = kept.to_check(request.user).filter(pk=pk).first()
    child = one and Child.objects.select_related("person").filter(person__uid=one.child).first()
    if child is None:
        whose = Emergency.objects.filter(pk=pk).values_list("child", flat=True).first()
        raise door.nothing_there(by=request.user, what="check an emergency", child=whose)
    door.note(by=request.user, action="look at an emergency", child=one.child)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _checked(request, one, form.cleaned_data)
    context = {
        "one": one, "form": form, "name": called(names_of([child.pk])[child.pk], timezone.localdate()),
        "reason": _words(child, one, "reason"), "note": _words(child, one, "note") if one.reviewed_at else "",
        "crumbs": [{"text": "Start", "href": reverse("start")},
                   {"text": "Emergencies to check", "href": reverse("record:emergencies")},
                   {"text": "Check an emergency"}],
    }  # fmt: skip
    return render(request, "record/emergency-check.html", context)


def _checked(request, one, said):
    try:
        with transaction.atomic():
            doors.review(one, found=said["found"], note=said["note"], by=request.user)
    except DoorError as trouble:
        messages.error(request, str(trouble))
        return redirect("record:emergency-check", one.pk)
    messages.success(request, "Your check is kept.")
    return redirect("record:emergencies")


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
