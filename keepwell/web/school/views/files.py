"""Bringing in a register file, and what became of it."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from keepwell.attendance.reading import NotARegister

from ...access import door
from ..actions import registers
from ..forms import RegisterFileForm
from ..may import ATTENDANCE
from ..models import RegisterFile
from ..place import crumbs

LATEST = 20  # files listed


def _ask(request):
    door.ask(by=request.user, action="add", category=ATTENDANCE, purpose=door.purpose_of(request.user),
             what=registers.WHAT)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def files(request):
    with transaction.atomic():
        _ask(request)
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = RegisterFileForm(request.POST, request.FILES)
        if form.is_valid() and (made := _taken_in(request, form)):
            messages.success(request, "The register file is taken in.")
            return redirect("school:register-file", made.pk)
    context = {"form": form, "mine": RegisterFile.objects.filter(by=request.user)[:LATEST],
               "crumbs": crumbs(("Attendance", reverse("school:attendance")), ("Bring in a register", ""))}  # fmt: skip
    return render(request, "school/files.html", context)


def _taken_in(request, form):
    try:
        file, _ = registers.take_in(form.cleaned_data["file"].read(), by=request.user)
    except NotARegister as trouble:
        form.add_error("file", str(trouble))
        return None
    return file


@require_safe
@transaction.atomic
def file(request, pk):
    """What became of it, for whoever brought it: it may hold numbers of pupils who are not here."""
    _ask(request)
    one = RegisterFile.objects.filter(pk=pk, by=request.user).first()
    if one is None:
        raise door.nothing_there(by=request.user, what=registers.WHAT)
    way = (("Attendance", reverse("school:attendance")), ("Bring in a register", reverse("school:registers")),
           ("What became of it", ""))  # fmt: skip
    context = {"file": one, "account": registers.account_of(one), "crumbs": crumbs(*way)}
    return render(request, "school/file.html", context)
