"""My work: what is to be done, by day or by child."""

from datetime import date
from itertools import groupby

from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ...access import door
from ...record import due, opening
from .. import listening
from ..queries import children as known
from ..queries import guidance, mine
from ..queries.standing import SECTIONS
from ..showing import crumbs, paged, shown


@require_safe
@transaction.atomic
def my_work(request):
    by, on = opening.reader(request.user), date.today()
    door.ask(by=request.user, action="view", category=door.CATEGORY_OF_BEING_KNOWN, purpose=by.purpose,
             what="see my work")  # fmt: skip
    listening.look_at_policy()
    work, by_child = mine.work_of(by, on), request.GET.get("by") == "child"
    lines = _by_child(work.lines) if by_child else work.lines
    page, pages = paged(lines, request.GET.get("page"), reverse("work:mine"), "by=child&" if by_child else "")
    found = mine.told(page.object_list, on)
    listed = [work.children[pk] for pk in dict.fromkeys(line.child for line in found)]
    named = known.named(listed, on)
    known.list_them(listed, by=by, categories=_told(found))
    rows = [shown(line, named[line.child], on) for line in found]
    counts = work.counts()
    to_read, to_look = guidance.waiting(request.user, on)
    context = {
        "to_read": to_read, "to_look": to_look,
        "groups": _groups(rows, by_child), "by_child": by_child, "total": len(lines), "pages": pages, "page": page,
        "counts": [(SECTIONS[one], counts[one]) for one in SECTIONS if counts[one]],
        "crumbs": crumbs({"text": "My work"}),
    }  # fmt: skip
    return render(request, "work/mine.html", context)


def _by_child(lines):
    """Children in the order of what is most urgent for each."""
    order = {child: place for place, child in enumerate(dict.fromkeys(line.child for line in lines))}
    return sorted(lines, key=lambda line: order[line.child])


def _groups(rows, by_child):
    """(id, title, rows) one after the other as they stand on the page."""
    if by_child:
        return [
            (f"child-{n}", None, list(some)) for n, (_, some) in enumerate(groupby(rows, key=lambda r: r.child.uid))
        ]
    return [
        (section, SECTIONS[section], list(some)) for section, some in groupby(_ordered(rows), key=lambda r: r.section)
    ]


def _ordered(rows):
    places = list(SECTIONS)
    return sorted(rows, key=lambda row: places.index(row.section))


def _told(lines):
    """The categories of which these lines tell."""
    told = {"alert": {mine.ALERT}, "action": {mine.NARRATIVE}}
    return frozenset().union(*(due.tells_of(line.clock) or told.get(line.kind, ()) for line in lines))
