"""The start page, the public pages and the pages of errors."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import timezone
from django.views.decorators.http import require_safe

from keepwell.web.access.policy import policy
from keepwell.web.concerns.queries import waiting as concerns
from keepwell.web.record import opening
from keepwell.web.record.queries import emergencies
from keepwell.web.seeing.queries import scope
from keepwell.web.site.context import KNOWS_CHILDREN, address, asked_by, bare_house
from keepwell.web.staff import queries as staff
from keepwell.web.work import listening
from keepwell.web.work.actions import guidance as noticing
from keepwell.web.work.queries import guidance, mine
from keepwell.web.work.queries.standing import OVERDUE, SOON, TODAY
from keepwell.web.work.queries.team import MANAGES

A_DAY = 24 * 60 * 60  # seconds
# What there is to do: title, what it is for, URL name, and what the door asks there (None: nothing).
WORK = (
    ("My work", "What is due for the children you work with, and what others ask of you.", "work:mine", KNOWS_CHILDREN),
    ("Guidance", "What the policy asks you to read, and that you have read it.", "work:guidance", None),
    ("Team", "Who works with whom, what is overdue, and children with whom nobody works.", "work:team", MANAGES),
    ("Approvals", "Assessments and plans that wait for a manager’s yes or no.", "work:approvals", MANAGES),
    ("Raise a concern", "Write down what worries you about a child. You need not look anybody up, nor be sure.",
     "concerns:raise", ("add", "concern", "safeguarding")),
    ("Concerns you raised", "That they arrived, and what the lead lets you know. What you have not sent yet.",
     "concerns:raised", ("add", "concern", "safeguarding")),
    ("Notes of concern", "What others raised: settle which child it is, decide, and say why.",
     "concerns:waiting", ("edit", "concern", "safeguarding")),
    ("Concerns about staff", "Low-level concerns and allegations, apart from every child’s record.",
     "concerns:staff", ("edit", "low-level-concern", "safeguarding")),
    ("Returns desk", "Check the SSDA903 and the CIN census by the statutory rules, and see what was taken in.",
     "desk:start", ("view", "care", "returns")),
    ("Attendance", "Who misses school, which thresholds are reached, and what must be done.",
     "school:attendance", ("view", "attendance", ("support", "safeguarding", "pastoral", "returns"))),
    ("Virtual school", "The education plan of each child in care this term: missing, being written, waiting, approved.",
     "school:virtual", ("edit", "education", "support")),
    ("Figures", "How timely and how settled the work with your children is, and the children behind each number.",
     "seeing:figures", None),
    ("Figures of the service", "The same for all children, as numbers that name nobody.",
     "seeing:service", None),
    ("Emergencies to check", "Records that workers opened because a child might be in danger.",
     "record:emergencies", ("edit", "emergency", "administration")),
    ("Open a record in an emergency", "When a child may be in danger and their record is not open to you.",
     "record:emergency", ("add", "emergency", "safeguarding")),
    ("Privacy notice", "What is held, why, who may open it and when it is destroyed.", "notice", None),
    ("Help", "How to find a child, what the access log keeps, and whom to ask.", "help", None),
)  # fmt: skip


@require_safe
def start(request):
    _notice()
    held = staff.roles_of(request.user, timezone.localdate())
    roles = {role.role for role in held}
    context = {"held": held, "find": address("record:find"), "work": list(_work(request.user, roles))}
    return render(request, "house/start.html", context)


def _work(user, roles):
    figures = scope.offered(user)
    for title, words, name, wanted in WORK:
        href = address(name)
        if href and asked_by(roles, wanted) and (name in figures or not name.startswith("seeing:")):
            tag = TAGS[name](user) if name in TAGS else None
            yield {"title": title, "words": words, "href": href, "tag": tag}


def _waiting(user):
    """How many emergencies wait for a check, as a tag; None when none do."""
    waiting, overdue = emergencies.waiting(user)
    if overdue:
        return {"text": f"{overdue} overdue, {waiting} to check", "classes": "govuk-tag--red"}
    return {"text": f"{waiting} to check", "classes": "govuk-tag--blue"} if waiting else None


def _due(user):
    """How much of the person's own work is overdue, else due this week, as a tag; None when nothing is."""
    counts = mine.counted(opening.reader(user), timezone.localdate())
    overdue, week = counts[OVERDUE], counts[TODAY] + counts[SOON]
    if overdue:
        return {"text": f"{overdue:,} overdue", "classes": "govuk-tag--red"}
    return {"text": f"{week:,} due this week", "classes": "govuk-tag--blue"} if week else None


def _guidance(user):
    """How much guidance the person has to read, and how many sources to look at again, as a tag; None for nothing."""
    unread, again = guidance.waiting(user, timezone.localdate())
    said = [f"{unread} to read"] * bool(unread) + [f"{again} to look at again"] * bool(again)
    return {"text": ", ".join(said), "classes": "govuk-tag--blue"} if said else None


def _notice():
    """What changed in the policy takes effect: once a day in each process its sources are looked at, and its clocks."""
    key = f"sources-{policy().digest}-{timezone.localdate()}"
    if caches["process"].add(key, True, A_DAY):
        noticing.notice()
    listening.look_at_policy()


def _to_decide(user):
    """How many notes of concern wait for this person to decide, as a tag; None when none do."""
    waiting, overdue = concerns.count_for(user)
    if overdue:
        return {"text": f"{overdue:,} overdue, {waiting:,} to decide", "classes": "govuk-tag--red"}
    return {"text": f"{waiting:,} to decide", "classes": "govuk-tag--blue"} if waiting else None


TAGS = {
    "work:guidance": _guidance, "record:emergencies": _waiting, "work:mine": _due, "concerns:waiting": _to_decide,
}  # fmt: skip


@login_not_required
@require_safe
def accessibility(request):
    return render(request, "house/accessibility.html")


@login_not_required
@require_safe
def help_page(request):
    return render(request, "house/help.html")


@login_not_required
@require_safe
def healthy(request):
    """For a load balancer: the process answers. Says nothing about records."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
def not_here(request, exception=None):
    """One page, one status for what is not there and what is not for this person: neither tells which."""
    return render(request, "404.html", status=404)


@login_not_required
def not_understood(request, exception=None):
    return render(request, "400.html", status=400)


def forms_only(request, allowed):
    response = render(request, "405.html", status=405)
    response.headers["Allow"] = allowed
    return response


@login_not_required
def stale_form(request, reason=""):
    return render(request, "403_csrf.html", status=403)


@login_not_required
def broken(request):
    """Relies on nothing that may be what is broken: no session, no person, no database."""
    return HttpResponse(get_template("500.html").render(bare_house()), status=500)
