"""Questions 30 to 42: automated decisions, risk, rights and notices, breaches, contracts and review."""

from keepwell.policy.notice import fill, shown
from keepwell.policy.papers.paper import in_force
from keepwell.policy.papers.processing.keeping import assessed, assessments
from keepwell.policy.papers.processing.questions import RUNNING, lines, question, sentences
from keepwell.policy.wording import source_titles

AUTOMATED = "an [automated.…]; where nothing is automated, one that says so"


@question(30, "Profiling, or decisions by a computer alone", AUTOMATED)
def automated(asked):
    found = _automated(asked)
    if not found:
        return ""
    profiles = "There is profiling" if any(one.profiling for one in found) else "No profiling"
    decides = (
        "decisions are made by a computer alone"
        if any(one.decides for one in found)
        else "no decision by a computer alone"
    )
    return f"{profiles}; {decides}."


@question(31, "What the computer does", AUTOMATED)
def automation(asked):
    return lines(one.describes for one in _automated(asked))


@question(32, "On what basis", "law in [automated.…]")
def automated_basis(asked):
    found = [one for one in _automated(asked) if one.decides or one.profiling]
    if not found:
        return "None is needed: there is neither." if _automated(asked) else ""
    if any(one.decides and not one.law for one in found):
        return ""
    law = [source_titles(asked.policy, one.law) for one in found if one.law]
    return sentences([*law, f"Article {asked.basis.article6}, {asked.basis.title}" if asked.basis else ""])


def _automated(asked):
    return [one for one in in_force(asked.policy, "automated", asked.on) if asked.activity.serves(one.purposes)]


@question(33, "Whether an impact assessment is needed", "an [assessment.…] with needed and why")
def needed(asked):
    return lines(f"{'Yes' if one.needed else 'No'}: {one.why}" for one in assessments(asked, "impact"))


@question(34, "Where the impact assessment is", "kept_at, reviewed_on and reviewed_by in [assessment.…]")
def impact(asked):
    return assessed(asked, "impact")


@question(
    35, "Which rights apply, and how to use them", "applies_to in [right.…]; the officer's contacts in [controller]"
)
def rights(asked):
    if asked.basis is None:
        return ""
    held = [one.title for one in in_force(asked.policy, "right", asked.on) if asked.basis.article6 in one.applies_to]
    here = asked.policy.controller
    how = f"Ask {here.officer[0].lower()}{here.officer[1:]}: {here.officer_email}, {here.officer_phone}"
    return sentences(["; ".join(held), how]) if held else ""


@question(36, "The privacy policy", "[notice.adult]", common=True)
def notice(asked):
    here = asked.policy
    return (
        f"“{fill(here, here.texts['adult'].title)}”, version {here.version} (notice-adult), {here.controller.website}."
    )


@question(37, "Notices for some people", "[notice.child] and [notice.easy]", common=True)
def notices(asked):
    titles = [
        f"“{fill(asked.policy, asked.policy.texts[one].title)}” (notice-{one})"
        for one in asked.policy.texts
        if one != "adult"
    ]
    return "; ".join(titles)


@question(38, "The record of consent", RUNNING)
def consents(asked):
    if asked.basis is None:
        return ""
    if not {asked.basis.article6, asked.basis.article9} & {"6(1)(a)", "9(2)(a)"}:
        return "None is kept for this: it does not rest on consent."
    return asked.facts.consents if asked.facts else ""


@question(39, "What is done about a breach", "a [breach.…] for each step", common=True)
def breaches(asked):
    held = in_force(asked.policy, "breach", asked.on)
    return lines(f"{one.title}, {one.clock[0].lower()}{one.clock[1:]}: {one.describes}" for one in held)


@question(40, "The record of breaches", RUNNING, common=True)
def breached(asked):
    return asked.facts.breaches if asked.facts else ""


@question(
    41,
    "Contracts with companies that work for the controller",
    "contract in [processor.…], and reviewed_on",
    common=True,
)
def contracts(asked):
    held = in_force(asked.policy, "processor", asked.on)
    if not held:
        return "None: no company handles this information."
    return lines(map(_contract, held)) if all(one.contract for one in held) else ""


def _contract(one) -> str:
    looked = f", last looked at on {shown(one.reviewed_on)}" if one.reviewed_on else ""
    return f"{one.title}: {one.contract}{looked}"


@question(42, "When this was last reviewed, and by whom", "reviewed_on and reviewed_by in [policy]", common=True)
def reviewed(asked):
    head = asked.policy.head
    if not (head.reviewed_on and head.reviewed_by):
        return ""
    return f"On {shown(head.reviewed_on)}, by: {head.reviewed_by}. Next by {shown(head.review_on)}."
