"""Evidence of decisions: what the purposes keep from everybody, asked of the policy as the door asks it."""

from keepwell.web.site.promises.evidence.found import Found, NotMade, evidence, one_or_many

UNKNOWN = "a purpose that nobody declared"
OF_SCHOOLS = ("pastoral-lead",)


@evidence("coded")
def coded(look, purpose):
    """Asks the policy, for every role and every kind of information, whether it may be opened under a name for this."""
    return _kept_from_all(look, purpose, "view", "open under a name")


@evidence("counted")
def counted_only(look, purpose):
    """Asks the policy, for every role and every kind of information, for anything but figures."""
    return _kept_from_all(look, purpose, "sample", "see one by one")


def _kept_from_all(look, purpose, action, words):
    kinds = [c.id for c in look.in_force(look.policy.categories)]
    open_ = [kind for kind in kinds if _anybody(look, action, kind, purpose)]
    return Found(not open_, f"For this purpose any role may {words} {len(open_)} of {len(kinds)} kinds of information.")


def _anybody(look, action, category, purpose):
    """May some role? Asked of all roles together: only a ban could stand against one of them and not the next."""
    together = look.policy.decide(look.policy.roles, action, category, purpose, on=look.today)
    if not together.clause.startswith("forbid."):
        return together.allowed
    each = (look.policy.decide([role], action, category, purpose, on=look.today) for role in look.policy.roles)
    return any(decision.allowed for decision in each)


@evidence("pastoral")
def pastoral(look):
    """Asks the policy what pastoral staff may open, and what they may only know to exist."""
    purpose = look.policy.purposes["pastoral"]
    seen = _open_to(look, OF_SCHOOLS, "view", "pastoral")
    leaked = [k for k in seen if k in purpose.flag_only or k == "narrative"]
    words = f"Pastoral staff may open {len(seen)} of {len(look.policy.categories)} kinds of information"
    return Found(bool(seen) and not leaked, f"{words}; {len(leaked)} of them should be closed to them.")


@evidence("enquiries-close")
def enquiries_close(look):
    """Counts the enquiries held, and asks the policy whether pastoral staff may read one."""
    from keepwell.web.site.promises.evidence.record import held

    try:
        found = held(look, "Section47Enquiry")
    except NotMade:
        found = Found(True, "What councils told of them is kept with the notes.")
    seen = "section47" in _open_to(look, OF_SCHOOLS, "view", "pastoral")
    known = "section47" in _open_to(look, OF_SCHOOLS, "flag", "pastoral")
    words = "may read them" if seen else "may know that there is one, not read it" if known else "learn nothing of them"
    return Found(found.kept and not seen, f"{found.words} Pastoral staff {words}.", found.figures)


def _open_to(look, roles, action, purpose):
    return [
        c.id
        for c in look.in_force(look.policy.categories)
        if look.policy.decide(roles, action, c.id, purpose, on=look.today).allowed
    ]


@evidence("no-marketing")
def no_marketing(look):
    """Reads the purposes of the policy: none is marketing."""
    held = look.in_force(look.policy.purposes)
    selling = [p for p in held if "marketing" in f"{p.id} {p.title} {p.describes}".lower()]
    return Found(
        bool(held) and not selling,
        f"{one_or_many(len(held), 'purpose', 'purposes')}: {len(selling)} of them marketing.",
    )


def unknown_is_refused(look):
    """Does the policy refuse a purpose that it does not declare, to every role?"""
    asked = (look.policy.decide([role], "view", "identity", UNKNOWN, on=look.today) for role in look.policy.roles)
    return all(decision.undeclared and not decision.allowed for decision in asked)
