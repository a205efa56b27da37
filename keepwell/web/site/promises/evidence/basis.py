"""Evidence of the lawful bases: one for each kind and purpose, with law and further conditions."""

from keepwell.policy.papers.processing.activities import activities
from keepwell.web.site.promises.evidence.found import Found, evidence, one_or_many


@evidence("bases")
def bases(look):
    """Asks the policy for the basis of each kind of information in each purpose that uses it."""
    used = [(c, p.id) for p in look.in_force(look.policy.purposes) for c in p.categories]
    without = [one for one in used if not look.policy.bases_for(*one, on=look.today)]
    lawless = [b for b in look.in_force(look.policy.bases) if not b.enactments]
    words = f"{len(used)} pairs of a kind of information and a purpose: {len(without)} without a basis"
    return Found(bool(used) and not (without or lawless), f"{words}, {len(lawless)} bases without an enactment.")


@evidence("conditions")
def conditions(look):
    """Reads the policy: each basis of special information has a condition of Article 9; none rests on consent."""
    held = look.in_force(look.policy.bases)
    wanting = [b for b in held if _covers(look, b, "art9") and not b.article9]
    consent = [b for b in held if _on_consent(b) and (_covers(look, b, "art9") or _covers(look, b, "art10"))]
    words = f"{one_or_many(len(held), 'basis', 'bases')}: {len(wanting)} without the condition that special information"
    return Found(not wanting and not consent, f"{words} needs, {len(consent)} resting on consent.")


def _on_consent(basis):
    return "6(1)(a)" in basis.article6 or "9(2)(a)" in basis.article9


@evidence("offences")
def offences(look):
    """Reads the policy: what is about offences is Article 10 alone, in the closest tier, with a condition each time."""
    held = [c for c in look.in_force(look.policy.categories) if c.legal == "art10"]
    loose = [c for c in held if c.tier < 3 or "art9" in c.classes]
    wanting = [b for b in look.in_force(look.policy.bases) if _covers(look, b, "art10") and not b.article10]
    words = (
        f"{one_or_many(len(held), 'kind is', 'kinds are')} about offences first of all, {len(loose)} of them classed"
    )
    kept = bool(held) and not loose and not wanting
    return Found(kept, f"{words} or held loosely; {len(wanting)} bases lack a condition for offences.")


def _covers(look, basis, legal):
    return any(legal in look.policy.categories[c].classes for c in basis.categories)


@evidence("laws-of-bases")
def laws_of_bases(look):
    """Reads the policy: each basis is a duty or a public task, or consent to what is no special information; and names
    an enactment that is in force."""
    held = look.in_force(look.policy.bases)
    asked = [b for b in held if _on_consent(b) and not (_covers(look, b, "art9") or _covers(look, b, "art10"))]
    duties = sum(b.article6 == "6(1)(c)" for b in held)
    tasks = sum(b.article6 == "6(1)(e)" for b in held)
    ended = [b for b in held if not any(_running(look, look.policy.sources[e]) for e in b.enactments)]
    words = f"Of {len(held)} bases {duties} are legal obligations and {tasks} public tasks"
    words += f", {len(asked)} a choice" if asked else ""
    kept = duties + tasks + len(asked) == len(held) and not ended
    return Found(kept, f"{words}; {len(ended)} rest on no enactment in force.")


def _running(look, source):
    return not source.superseded_by and (source.in_force_to is None or source.in_force_to >= look.today)


@evidence("bases-shown")
def bases_shown(look):
    """Reads the policy: the notice shows the table of all bases."""
    held, shown = look.in_force(look.policy.bases), look.shows("bases")
    words = f"{one_or_many(len(held), 'basis', 'bases')} in force, each by kind of information and purpose"
    return Found(bool(held) and shown, f"{words}; the notice {'shows' if shown else 'does not show'} the table.")


@evidence("assessed")
def assessed(look):
    """Works out the activities of the record of processing: each rests on a law, none on a risk alone, and the impact
    assessments that reach it are done and have a place."""
    held = activities(look.policy, look.today)
    lawless = [one for one in held if one.basis is None or not one.basis.enactments]
    wanting = [one for one in held if not _is_assessed(look, one)]
    words = f"{one_or_many(len(held), 'activity', 'activities')}: {len(lawless)} without a law"
    return Found(bool(held) and not (lawless or wanting), f"{words}, {len(wanting)} without an impact assessment.")


def _is_assessed(look, activity):
    """Without a date or a place an assessment that is needed counts as none."""
    found = [one for one in look.in_force(look.policy.objects["assessment"]) if one.kind == "impact"]
    found = [one for one in found if activity.serves(one.purposes)]
    return bool(found) and all(not one.needed or (one.kept_at and one.reviewed_on) for one in found)
