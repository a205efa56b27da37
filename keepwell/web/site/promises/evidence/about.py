"""Evidence of what the notice says about itself: whose it is, what it rests on, what it points to."""

from datetime import timedelta

from keepwell.web.site.promises.evidence.found import YEAR, Found, evidence, one_or_many
from keepwell.web.work.queries.guidance import counted, late, open_tasks

AGAIN_WITHIN = timedelta(days=28)  # ours, set by no law


@evidence("subjects")
def subjects(look):
    """Reads the policy: each kind of information must name whom it is about."""
    categories = look.in_force(look.policy.categories)
    without = [c for c in categories if not c.subjects]
    words = f"{len(look.policy.subjects)} kinds of people are declared; {len(categories)} kinds of information"
    return Found(not without, f"{words}, of which {len(without)} name nobody.")


@evidence("controller")
def controller(look):
    """Reads the policy: a name, an officer and a way to reach the officer must be there."""
    whose = look.policy.controller
    there = all((whose.name, whose.officer, whose.officer_email or whose.officer_phone or whose.officer_address))
    invented = " The organisation is an invented example." if whose.example else ""
    words = "The notice names its controller, and a data protection officer who can be reached."
    return Found(there, f"{words}{invented}" if there else "The controller, its officer or a way to reach them lacks.")


@evidence("officer")
def officer(look):
    """Reads the policy: how the officer can be reached."""
    whose = look.policy.controller
    ways = [w for w in (whose.officer_email, whose.officer_phone, whose.officer_address) if w]
    return Found(bool(ways), f"The data protection officer is named as a role, with {len(ways)} ways of contact.")


@evidence("sources")
def sources(look):
    """Reads the policy: each source was checked within a year, has not ended and is not replaced by another."""
    held = look.in_force(look.policy.sources)
    stale, over = _stale(look, held), _over(look, held)
    unsure = sum(one.standing == "uncertain" for one in held)
    words = f"{one_or_many(len(held), 'source', 'sources')}: {len(stale)} not checked for a year, {len(over)} replaced"
    return Found(bool(held) and not stale and not over, f"{words} or ended, {unsure} marked as uncertain.")


@evidence("guidance")
def guidance(look):
    """Reads the policy: each guidance was checked within a year, is in force and is not replaced by another. Counts who
    of those whom the policy asks to read it said that they have, and sources that changed in the policy and wait for
    more than 28 days to be looked at again with all that cites them. The 28 days are ours: no law sets them. That
    people read is theirs to do and breaks nothing."""
    held = [one for one in look.in_force(look.policy.sources) if one.kind == "guidance"]
    wrong = {one.id for one in (*_stale(look, held), *_over(look, held))}
    asked, read = counted(look.today)
    late_ones = late(look.today - AGAIN_WITHIN, look.today)
    words = f"{one_or_many(len(held), 'piece', 'pieces')} of guidance, {len(wrong)} of them stale, ended or replaced. "
    words += "Readings asked for: {asked}, confirmed: {read}. "
    tasks = one_or_many(open_tasks().count(), "source", "sources")
    words += f"To be looked at again: {tasks}, {late_ones} of them for more than {AGAIN_WITHIN.days} days."
    return Found(bool(held) and not wrong and not late_ones, words, {"asked": asked, "read": read})


def _stale(look, held):
    return [one for one in held if look.today - one.checked_on > YEAR]


def _over(look, held):
    return [one for one in held if one.superseded_by or (one.in_force_to and one.in_force_to < look.today)]


@evidence("classified")
def classified(look):
    """Reads the policy: each kind has a class in law, and the notice shows the list that marks the special ones."""
    held = look.in_force(look.policy.categories)
    special = sum("art9" in one.classes for one in held)
    offences = sum("art10" in one.classes for one in held)
    shown = look.shows("categories")
    words = f"Of {len(held)} kinds of information {special} can be special and {offences} can be about offences"
    return Found(shown and special > 0, f"{words}; the notice {'marks them' if shown else 'does not list them'}.")


@evidence("obligations")
def obligations(look):
    """Reads the policy: each fact says duty or choice, by which law, and what follows without it; counts duties. A
    school says that most is a duty or needed, a council that most is a duty."""
    held = look.in_force(look.policy.fields)
    bare = [one for one in held if not one.consequence or (one.obligation == "statutory" and not one.law)]
    duties = sum(one.obligation == "statutory" for one in held)
    choices = sum(one.obligation == "voluntary" for one in held)
    most = len(held) - choices if look.policy.controller.kind in ("school", "trust") else duties
    kept = bool(held) and not bare and most * 2 > len(held) and look.shows("fields")
    words = f"Of {len(held)} facts {duties} are duties and {choices} a choice; {len(bare)} lack a law or a consequence."
    return Found(kept, words)


@evidence("references")
def references(look):
    """Looks up every clause that a block of the notices names."""
    named = {id for _, block in look.blocks for id in block.ids}
    broken = [id for id in named if not _found(look.policy, id)]
    return Found(not broken, f"The notices name {len(named)} clauses beside their text; {len(broken)} lead nowhere.")


def _found(policy, reference):
    try:
        policy.find(reference)
    except KeyError:
        return False
    return True


@evidence("schedule")
def schedule(look):
    """Reads the policy: the notice shows its retention rules and its own fingerprint."""
    rules = look.in_force(look.policy.retention)
    printed = any("{policy.digest}" in block.text for _, block in look.blocks)
    words = f"{len(rules)} rules of retention are shown in the notice, with the fingerprint of the file they come from"
    kept = bool(rules) and look.shows("retention") and printed
    return Found(kept, f"{words}." if kept else "The notice lacks the retention rules or its fingerprint.")


@evidence("retention-rules")
def retention_rules(look):
    """Reads the policy: each kind that is held has a rule with a law, and a council's record of care lasts 75 years."""
    held = [one for one in look.in_force(look.policy.categories) if one.held]
    rules = look.in_force(look.policy.retention)
    ruled = {category for rule in rules for category in rule.categories}
    without = [one for one in held if one.id not in ruled]
    care = [rule.years for rule in rules if rule.trigger == "birth" and "care" in rule.categories]
    kept, words = not without and all(r.law for r in rules), f"{len(rules)} rules; {len(without)} of {len(held)} kinds"
    if look.policy.controller.kind != "local-authority":
        return Found(kept, f"{words} have none.")
    longest = f"a record of care is kept for {max(care, default=0)} years from birth"
    return Found(kept and max(care, default=0) >= 75, f"{words} have none; {longest}.")


@evidence("rights-shown")
def rights_shown(look):
    """Reads the policy: the notice shows the rights as they are declared."""
    held = look.in_force(look.policy.rights)
    return Found(bool(held) and look.shows("rights"), f"{len(held)} rights are declared and shown in the notice.")


@evidence("rights-cite")
def rights_cite(look):
    """Reads the policy: each right names a source that is in force and not replaced."""
    held = look.in_force(look.policy.rights)
    over = {one.id for one in _over(look, look.policy.sources.values())}
    wrong = [one for one in held if not one.law or over & {*one.law}]
    return Found(bool(held) and not wrong, f"{len(held)} rights; {len(wrong)} without a law that is in force.")


@evidence("commissioner")
def commissioner(look):
    """Reads the notices: each names the Information Commissioner for complaints, and none asks to come first."""
    silent, first = [], []
    for audience in look.policy.texts:
        said = [_words(block) for one, block in look.blocks if one == audience and "right.complain" in block.ids]
        if not any("Information Commissioner" in words for words in said):
            silent.append(audience)
        if any("in the first instance" in words.lower() for words in said):
            first.append(audience)
    words = f"{len(look.policy.texts)} notices: {len(silent)} silent about the Information Commissioner"
    return Found(not silent and not first, f"{words}, {len(first)} asking that people come to us first.")


def _words(block):
    return " ".join((block.text, block.lead, *block.items))


@evidence("department")
def department(look):
    """Reads the notice: a list of what the department uses the returns for."""
    items = [len(b.items) for _, b in look.blocks if "recipient.department" in b.ids and b.items]
    return Found(bool(items), f"The notice lists {sum(items)} uses that the department makes of the returns.")


@evidence("contact-department")
def contact_department(look):
    """Reads the notice: a sentence about the department with an address."""
    there = any("recipient.department" in b.ids and "https://" in b.text for _, b in look.blocks)
    return Found(there, f"The notice {'gives' if there else 'does not give'} an address of the department.")
