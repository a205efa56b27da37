"""Actions that were given to people in supervision."""

from cryptography.exceptions import InvalidTag

from ...record import vault
from ...record.models import Child
from ..models import Action

LOST = "What was written here cannot be opened any more"


def open_for(user):
    """The actions given to this person that are not done."""
    return list(Action.objects.filter(given_to=user, done_at=None))


def of_child(child):
    return Action.objects.filter(child=child).select_related("given_to", "given_by", "done_by")


def uids_of(children):
    """The uids of these children (keys)."""
    return set(Child.objects.filter(pk__in=list(children)).values_list("person__uid", flat=True)) if children else set()


def words_of(actions):
    """{key: what is to be done}, in the words of whoever gave it."""
    actions = list(actions)
    keys = vault.keys_of({action.child_id for action in actions}) if actions else {}
    return {action.pk: _unsealed(keys[action.child_id], action) for action in actions}


def _unsealed(key, action):
    try:
        return vault.unseal(key, action.sealed_what, "action", action.seal, "what")
    except InvalidTag:
        return LOST
