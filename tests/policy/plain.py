"""The decision of a policy as plain Python: what Cedar must agree with. Written for tests, one question at a time."""

from keepwell.policy.objects import FORMS
from keepwell.policy.standing import Standing


def decide(policy, role_ids, action, category, purpose, on, standing=None):
    """(outcome, clause): the first that speaks of: words undeclared, bans, limits of the purpose, basis, grants."""
    to = standing or Standing(frozenset(role_ids))
    near = (
        set(to.near)
        if policy.purposes.get(purpose) and policy.purposes[purpose].break_glass
        else set(to.near) - {"emergency"}
    )
    reached = set(role_ids) if "emergency" in near else to.reached
    return (
        _undeclared(policy, action, category, purpose, on)
        or _forbidden(policy, set(role_ids), reached, action, category, purpose, on, to.states, near)
        or _beyond(policy, action, category, purpose)
        or _without_basis(policy, category, purpose, on)
        or _granted(policy, set(role_ids) & reached, action, category, purpose, on)
        or _default(policy, role_ids, standing)
    )


def _undeclared(policy, action, category, purpose, on):
    asked = ((action, policy.actions), (category, policy.categories), (purpose, policy.purposes))
    if any(word not in declared or not declared[word].in_force(on) for word, declared in asked):
        return "undeclared", "policy.undeclared"
    return None


def _forbidden(policy, roles, reached, action, category, purpose, on, states, near):
    for ban in policy.forbids.values():
        spoken_of = (
            (not ban.roles or roles & set(ban.roles))
            and not _granted(policy, roles & reached & set(ban.but_for), action, category, purpose, on)
            and (not ban.states or states & set(ban.states))
            and not near & set(ban.spares)
            and (not ban.actions or action in ban.actions)
            and (not ban.categories or category in ban.categories)
            and (not ban.purposes or purpose in ban.purposes)
        )
        if spoken_of and ban.in_force(on):
            return "refused", f"forbid.{ban.id}"
    return None


def _beyond(policy, action, category, purpose):
    limits = policy.purposes[purpose]
    beyond = FORMS.index(policy.actions[action].form) > FORMS.index(limits.form)
    used = category in limits.categories or (category in limits.flag_only and action == "flag")
    return ("refused", f"purpose.{purpose}") if beyond or not used else None


def _without_basis(policy, category, purpose, on):
    found = (b for b in policy.bases.values() if category in b.categories and purpose in b.purposes and b.in_force(on))
    return None if next(found, None) else ("undeclared", "policy.undeclared")


def _granted(policy, role_ids, action, category, purpose, on):
    for role_id in sorted({one for one in role_ids if one in policy.roles}):
        role = policy.roles[role_id]
        for grant in role.grants.values():
            states = action in grant.actions and category in grant.categories and purpose in grant.purposes
            if states and grant.in_force(on) and role.text.in_force(on):
                return "allowed", f"role.{role_id}.grants.{grant.id}"
    return None


def _default(policy, role_ids, standing):
    known = [one for one in role_ids if one in policy.roles]
    if role_ids and not known:
        return "undeclared", "policy.undeclared"
    return "refused", "policy.reach" if known and standing and not standing.reached else "policy.default"
