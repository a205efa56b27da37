"""Which promises a controller makes at all. The list is written for a council; a school or the department makes fewer.

The policy that is shipped for the kind of controller says which clauses such a notice has. A clause of that one which
is gone from the policy in force is missed; a clause that such a controller never has is not asked for. A promise of
which it has nothing that the promise is about (kinds of information, facts, reasons, people, rights) it does not make.
"""

from functools import cache

from keepwell.policy import PolicyError, load, shipped

# What a controller is called, and whose shipped policy it is held against.
KINDS = {
    "school": ("a school", "school"),
    "trust": ("a trust", "school"),
    "department": ("the department", "department"),
}


ABOUT = ("category", "group", "field", "purpose", "subject", "right")


def clauses(promise, policy):
    """The clauses of the promise that the notice of such a controller has, or should have."""
    kind = policy.controller.kind
    if kind not in KINDS:
        return promise.rests_on
    usual = _shipped(KINDS[kind][1])
    return tuple(one for one in promise.rests_on if usual is None or _has(usual, one) or _has(policy, one))


def made(promise, policy):
    """Does such a controller make this promise? What is not yet built may come to it too."""
    if not promise.built:
        return True
    about = [one for one in promise.rests_on if one.partition(".")[0] in ABOUT]
    return not about or bool({*about} & {*clauses(promise, policy)})


def why_not(policy):
    """Why a promise is not made here, in a sentence."""
    who = KINDS.get(policy.controller.kind, ("this controller",))[0]
    return f"The notice of {who} makes no such promise."


@cache
def _shipped(kind):
    try:
        return load(shipped(kind))
    except PolicyError:
        return None


def _has(policy, clause):
    try:
        policy.find(clause)
    except KeyError:
        return False
    return True
