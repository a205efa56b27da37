"""Evidence of what may leave: recipients, powers and duties, and the facts that go into returns."""

import re

from keepwell.policy.columns import declared_columns
from keepwell.web.site.promises.evidence.found import Found, NotMade, evidence, one_or_many

ITEM = re.compile(r"[a-z0-9]+\.(\*|\w+)\.\w+")
# Children in need and in care are returned under this Act; pupils' own law is another.
OF_RETURNS, OF_PUPILS = "ca1989-83", "ea1996-537a"


@evidence("recipients")
def recipients(look):
    """Reads the policy: each recipient has a power or duty under which it receives."""
    held = look.in_force(look.policy.recipients)
    without = [one for one in held if not one.gateways]
    routine = sum(one.routine for one in held)
    words = f"{one_or_many(len(held), 'recipient is', 'recipients are')} declared, {routine} as a routine"
    return Found(bool(held) and not without, f"{words}; {len(without)} without a power or duty.")


@evidence("gateways")
def gateways(look):
    """Reads the policy: each power or duty cites its law and says which kinds of organisation may use it, ours too."""
    held = look.in_force(look.policy.gateways)
    kind = look.policy.controller.kind
    wrong = [one for one in held if not one.law or (one.users and kind not in one.users)]
    duties = sum(one.kind == "duty" for one in held)
    words = f"{one_or_many(len(held), 'power or duty', 'powers and duties')}, {duties} of them duties"
    return Found(bool(held) and not wrong, f"{words}; {len(wrong)} without a law or not ours to use.")


@evidence("returns-law")
def returns_law(look):
    """Reads the policy: which law the gateway of the returns names."""
    if "returns" not in look.policy.gateways:
        raise NotMade("No power or duty of returns on children in need and in care is declared: a council makes them.")
    law = look.policy.gateways["returns"].law
    right = OF_RETURNS in law and OF_PUPILS not in law
    words = "rest on the Children Act 1989" if right else "do not rest on the law made for them"
    return Found(right, f"The returns on children in need and in care {words}.")


@evidence("return-items")
def return_items(look):
    """Reads the policy: each fact that the law has us record, and that is kept here, names the columns of the returns
    that carry it."""
    here = {category for of in declared_columns(look.policy.objects).values() for category in of}
    held = [one for one in look.in_force(look.policy.fields) if one.category in here]
    if not any(one.items for one in held):
        raise NotMade("No return is made from this record.")
    items = {item for one in held for item in one.items}
    without = [one for one in held if one.obligation == "statutory" and not one.items]
    odd = [item for item in items if not ITEM.fullmatch(item)]
    words = f"{len(held)} facts name {len(items)} columns of returns"
    kept = bool(items) and not without and not odd
    return Found(kept, f"{words}; {len(without)} duties name none, {len(odd)} names are no columns.")
