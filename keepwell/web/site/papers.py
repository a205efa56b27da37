"""The papers made from the policy in force, as pages, as PDF and as data, open to everybody.

A PDF is set once and kept in the folder of the installation under what decides its every byte: the words, the template,
the program that sets it. A new policy or a new day is another paper, and the one before goes.
"""

import hashlib
import logging
import os
import tempfile
from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from keepwell.home import home
from keepwell.policy.papers import ABOUT, DATA, papers
from keepwell.policy.papers.pdf import NotSet, as_data, pdf, template, typeset_by
from keepwell.web.access.policy import policy
from keepwell.web.site.notice import laid_out

log = logging.getLogger(__name__)
KINDS = {"csv": "text/csv; charset=utf-8", "jsonld": "application/ld+json"}


@login_not_required
@require_safe
def listing(request):
    held = policy()
    entries = [
        {
            "title": one.title,
            "summary": one.summary,
            "page": reverse("paper", args=[name]),
            "pdf": reverse("paper-pdf", args=[name]),
        }
        for name, one in made(held, timezone.localdate()).items()
    ]
    data = [
        {"name": name, "summary": about, "address": reverse("paper-data", args=[name])} for name, about in ABOUT.items()
    ]
    return render(request, "papers/list.html", {"policy": held, "entries": entries, "data": data})


@login_not_required
@require_safe
def read(request, name):
    """A paper as a page; a notice has a page of its own. `?tables=open` shows every table unfolded."""
    paper = _paper(name)
    if name.startswith("notice-"):
        return redirect("notice" if name == "notice-adult" else name)
    return _page(request, paper)


def _page(request, paper, trouble="", status=200):
    unfolded = request.GET.get("tables") == "open"
    context = {
        "paper": paper,
        "unfolded": unfolded,
        "trouble": trouble,
        **written(policy(), paper.name, timezone.localdate(), unfolded),
    }
    return render(request, "papers/page.html", context, status=status)


@login_not_required
@require_safe
def as_pdf(request, name):
    paper = _paper(name)
    try:
        content = kept(paper)
    except NotSet as trouble:
        log.error("A paper cannot be set as PDF: %s", paper.name)
        return _page(request, paper, str(trouble), status=500)
    return _file(content, "application/pdf", f"{name}.pdf", "inline")


@login_not_required
@require_safe
def as_file(request, name):
    if name not in DATA:
        raise Http404
    content = DATA[name](policy(), timezone.localdate())
    return _file(content, KINDS[name.rpartition(".")[2]], name, "attachment")


def _file(content, kind, name, how):
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'{how}; filename="{name}"'})


def _paper(name):
    found = made(policy(), timezone.localdate()).get(name)
    if found is None:
        raise Http404
    return found


# A policy that was read again is another object, and a day makes other papers.
@lru_cache(maxsize=2)
def made(held, on):
    """Name -> paper."""
    return {one.name: one for one in papers(held, on)}


@lru_cache(maxsize=16)
def written(held, name, on, unfolded):
    """What a page shows of a paper, as `notice.laid_out` makes it."""
    return laid_out(held, made(held, on)[name].sections, unfolded)


def kept(paper):
    """The paper as PDF, from the folder where it is there. NotSet when it cannot be set."""
    decides = "\n".join((as_data(paper), typeset_by())).encode() + template()
    file = home() / "papers" / f"{paper.name}-{hashlib.sha256(decides).hexdigest()[:32]}.pdf"
    try:
        return file.read_bytes()
    except OSError:
        content = pdf(paper)
        _keep(file, content, paper.name)
        return content


def _keep(file, content, name):
    """Whole or not at all; the papers of this name that it follows are removed. A full disk costs time only."""
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        beside, path_beside = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(beside, "wb") as whole:
            whole.write(content)
        os.replace(path_beside, file)
        for old in file.parent.glob(f"{name}-{'?' * 32}.pdf"):
            if old != file:
                old.unlink(missing_ok=True)
    except OSError as trouble:
        log.warning("A paper could not be kept and is set anew each time: %s", trouble.strerror)


urlpatterns = [
    path("notice/papers/", listing, name="papers"),
    path("notice/papers/<slug:name>/", read, name="paper"),
    path("notice/papers/<slug:name>.pdf", as_pdf, name="paper-pdf"),
    path("notice/papers/data/<str:name>", as_file, name="paper-data"),
]
