"""Questions 19 to 29: how long, how safe, and on what basis."""

from keepwell.policy.notice import shown
from keepwell.policy.papers.paper import in_force
from keepwell.policy.papers.processing.questions import RUNNING, lines, question, sentences
from keepwell.policy.wording import kinds, source_titles

INTERESTS = ("6(1)(f)", "6(1)(ea)")
BASIS = "a [basis.…] that names this purpose and these categories"


@question(19, "How long it is kept", "a [retention.…] that names the categories")
def kept(asked):
    found = [
        one
        for one in in_force(asked.policy, "retention", asked.on)
        if set(one.categories) & set(asked.activity.categories)
    ]
    return lines(f"{one.title}: {one.words}" for one in found)


@question(20, "Where the schedule is", "a [retention.…] for each record", common=True)
def schedule(asked):
    held = in_force(asked.policy, "retention", asked.on)
    return "The retention schedule that bears the same hash as this record (retention-schedule)." if held else ""


@question(21, "Whether practice follows the schedule", RUNNING, common=True)
def practice(asked):
    return asked.facts.practice if asked.facts else ""


@question(22, "Where it does not, why", RUNNING, common=True)
def departures(asked):
    return asked.facts.departures if asked.facts else ""


@question(23, "What guards it", "a [safeguard.…] for each measure")
def safeguards(asked):
    found = [one for one in in_force(asked.policy, "safeguard", asked.on) if asked.activity.speaks_of(one)]
    return lines(f"{one.title} ({one.kind}): {one.describes}" for one in found if "security" in one.principles)


@question(24, "Where it is stored and handled", "a [place.…] for each place")
def places(asked):
    found = [one for one in in_force(asked.policy, "place", asked.on) if asked.activity.speaks_of(one)]
    return lines(_place(asked, one) for one in found)


def _place(asked, one) -> str:
    by = f", by {asked.policy.processors[one.processor].title}" if one.processor else ""
    return f"{one.title} ({one.country}{by}): {one.describes}"


@question(25, "The basis in UK GDPR, Article 6", BASIS)
def article6(asked):
    one = asked.basis
    if one is None:
        return ""
    return f"Article {one.article6}, {one.title}: {source_titles(asked.policy, one.enactments)}."


@question(26, "Legitimate interests relied on", BASIS)
def interests(asked):
    if asked.basis is None:
        return ""
    return asked.basis.title if asked.basis.article6 in INTERESTS else "None: the basis is another."


@question(27, "The assessment of these interests", 'an [assessment.…] with kind = "interests"')
def balance(asked):
    if asked.basis is None or asked.basis.article6 not in INTERESTS:
        return "None is needed: no interests are relied on." if asked.basis else ""
    return assessed(asked, "interests")


def assessed(asked, kind: str) -> str:
    """Where the assessments of that kind are, and when they were last looked at; nothing when a place is missing."""
    found = assessments(asked, kind)
    return lines(_kept(one) for one in found) if all(one.kept_at for one in found if one.needed) else ""


def assessments(asked, kind: str):
    held = in_force(asked.policy, "assessment", asked.on)
    return [one for one in held if one.kind == kind and asked.activity.serves(one.purposes)]


def _kept(one) -> str:
    if not one.needed:
        return f"{one.title}: none is needed"
    by = f" by the {one.reviewed_by[0].lower()}{one.reviewed_by[1:]}" if one.reviewed_by else ""
    looked = f"last looked at on {shown(one.reviewed_on)}{by}" if one.reviewed_on else "not done yet"
    return f"{one.title}: {one.kept_at}, {looked}"


@question(28, "The condition in UK GDPR, Article 9", "article9 in [basis.…]")
def article9(asked):
    if not _of_class(asked, "art9"):
        return "Not needed: no special category information."
    return f"Article {asked.basis.article9}." if asked.basis and asked.basis.article9 else ""


@question(
    29, "The condition in the Data Protection Act 2018, Schedule 1", "schedule1, conditions and article10 in [basis.…]"
)
def schedule1(asked):
    offences = _of_class(asked, "art10")
    if not offences and not _of_class(asked, "art9"):
        return "Not needed: no special category information and no offences."
    one = asked.basis
    if one is None or not one.schedule1 or (offences and not one.article10):
        return ""
    said = [
        f"Schedule 1, {one.schedule1}: {source_titles(asked.policy, one.conditions)}",
        one.document and f"Document: {one.document}",
    ]
    return sentences([*said, offences and f"Offences ({kinds(asked.policy, offences)}): {one.article10}"])


def _of_class(asked, legal: str) -> list[str]:
    return [id for id in asked.activity.categories if legal in asked.policy.categories[id].classes]
