"""Who gave what somebody typed in: one of the origins of the policy, or nobody else: our own work.

`giver` of a row is the id of the origin. It is empty in rows that were typed in before it was asked.
"""

from django.utils import timezone

from ..access.policy import policy

OURS = "ourselves"
OUR_OWN = "Nobody else: it is our own work"
ASK = "Who told us this?"


def asked(standing=""):
    """What a ChoiceField takes to ask it; `standing` is what a row says already, and may stay."""
    return {
        "label": ASK, "required": False, "choices": lambda: choices(standing), "initial": standing or OURS,
        "error_messages": {"invalid_choice": f"{ASK} Choose one of the list"},
    }  # fmt: skip


def choices(standing=""):
    """[(id, words)], our own work first: who says nothing else says that."""
    today = timezone.localdate()
    others = [(one.id, _plain(one.title)) for one in policy().origins.values() if one.in_force(today)]
    found = dict([(OURS, OUR_OWN), *(pair for pair in others if pair[0] != OURS)])
    return [*found.items(), *([(standing, words(standing))] if standing and standing not in found else [])]


def chosen(form):
    """What was chosen in the field `giver` of a form that is valid."""
    return form.cleaned_data.get("giver") or OURS


def words(giver):
    """Who it is, in words; '' when nobody was asked."""
    if giver in ("", OURS):
        return OUR_OWN if giver else ""
    origin = policy().origins.get(giver)
    return _plain(origin.title) if origin else giver


def told_by(giver):
    """For a line that says who wrote something down: ", told by …"; '' when it was our own work or nobody was asked."""
    return f", told by {_small(words(giver))}" if giver not in ("", OURS) else ""


def _plain(title):
    """The notice speaks to the child, a form of the child."""
    said = title.removeprefix("You, ")
    return said[0].upper() + said[1:]


def _small(said):
    return said[0].lower() + said[1:]
