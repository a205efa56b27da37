"""Who may use the desk, and pages of a list."""

from django.core.paginator import Paginator

from keepwell.web.access import door

PER_PAGE = 50


def ask(request, what):
    """The desk is for whoever reads care records for the returns; each page that tells of them is logged."""
    door.ask(by=request.user, action="view", category="care", purpose="returns", what=what)


def page_of(request, rows, per_page=PER_PAGE, name="page"):
    return Paginator(rows, per_page).get_page(request.GET.get(name))


def kept(request, *without):
    """The query of this address without some of its parts, for links that add to it."""
    left = request.GET.copy()
    for name in ("page", *without):
        left.pop(name, None)
    return left.urlencode()
