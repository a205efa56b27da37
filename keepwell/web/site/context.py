"""What every page knows about the house it stands in."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from keepwell.web.access.policy import policy

# Words of the service navigation, and the URL names that may answer to them: the first that exists is used, and an
# entry whose room is not built yet is left out.
FOR_STAFF = (
    ("Start", ("start",)),
    ("Find a child", ("record:find",)),
    ("Privacy notice", ("notice",)),
)
FOR_EVERYBODY = (("Privacy notice", ("notice",)), ("Help", ("help",)))


def address(*names: str) -> str | None:
    """The address of the first of these URL names that exists."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return None


def navigation(entries, path: str) -> list[dict]:
    """Items of the service navigation, the one that holds `path` marked as current or active."""
    found = [{"text": text, "href": address(*names)} for text, names in entries]
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
    signed_in = user is not None and user.is_authenticated
    return {
        **bare_house(),
        "navigation": navigation(FOR_STAFF if signed_in else FOR_EVERYBODY, request.path),
        "notice_address": address("notice"),
    }
