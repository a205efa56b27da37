"""What every page knows about the house it stands in."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from keepwell.web.access.policy import policy
from keepwell.web.access.visitor import CATEGORY_OF_BEING_KNOWN, PURPOSES
from keepwell.web.staff.queries import role_ids_of
from keepwell.web.staff.second_factor import missing

# Words of the service navigation, the URL names that may answer to them, and what the door asks there (None: nothing).
# The first name that exists is used, and an entry whose room is not built yet is left out.
KNOWS_CHILDREN = ("view", CATEGORY_OF_BEING_KNOWN, tuple(PURPOSES))
FOR_STAFF = (
    ("Start", ("start",), None),
    ("Find a child", ("record:find",), None),
    ("My work", ("work:mine",), KNOWS_CHILDREN),
    ("Returns desk", ("desk:start",), ("view", "care", "returns")),
    ("Privacy notice", ("notice",), None),
)
FOR_EVERYBODY = (("Privacy notice", ("notice",), None), ("Help", ("help",), None))


def address(*names: str) -> str | None:
    """The address of the first of these URL names that exists."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return None


def asked_by(roles, wanted) -> bool:
    """Do these roles open what the door asks: (action, category, purpose or several of which one is enough)?"""
    if wanted is None:
        return True
    action, category, purposes = wanted
    purposes = (purposes,) if isinstance(purposes, str) else purposes
    return any(policy().decide(roles, action, category, purpose).allowed for purpose in purposes)


def navigation(entries, path: str, roles=frozenset()) -> list[dict]:
    """Items of the service navigation for these roles, the one that holds `path` marked as current or active."""
    mine = [(text, names) for text, names, wanted in entries if asked_by(roles, wanted)]
    found = [{"text": text, "href": address(*names)} for text, names in mine]
    items = [item for item in found if item["href"]]
    for item in items:
        item["current"] = path == item["href"]
        item["active"] = item["href"] != "/" and path.startswith(item["href"])
    return items


def bare_house() -> dict:
    """What a page may say when nothing else can be relied on, not even the database."""
    return {"controller": policy().controller.name, "demo": settings.KEEPWELL_DEMO}


def house(request) -> dict:
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated and not missing(request)
    entries, roles = (FOR_STAFF, role_ids_of(user, timezone.localdate())) if signed_in else (FOR_EVERYBODY, set())
    return {
        **bare_house(),
        "navigation": navigation(entries, request.path, set(roles)),
        "notice_address": address("notice"),
    }
