"""Whom we share with: named in full, by a law that allows it to this controller, with care abroad."""

import re

from keepwell.policy.lint.finding import named, rule
from keepwell.policy.lint.law import (
    DUTY_TO_SHARE,
    EXPECTED,
    PUPIL_REGULATIONS,
    SECTION_83,
    YOUNG_PERSONS_7,
    names,
)

OUR_CHILDREN = {"child-in-need", "looked-after", "adopted", "care-leaver"}
ASSURANCE = (
    r"security policy framework|stringent controls|robust process|strict approval|strict terms"
    r"|hardware controls|military.grade|highest (level|standards?) of security"
)


@rule(
    "L8",
    "A school's returns do not rest on section 83",
    "Children Act 1989, section 83(3) and (4); Education Act 1996, section 537A",
)
def returns_of_a_school(draft):
    if draft.controller.kind not in ("school", "trust"):
        return
    for one in draft.all("gateway"):
        if any(names(source, SECTION_83) for source in draft.sources(one.law)):
            yield (
                f"gateway.{one.id}.law",
                "Section 83 of the Children Act 1989 binds councils and voluntary organisations, not schools.",
                "name the Education Act 1996, section 537A and the regulations of 2013, which a school's census has.",
            )


@rule(
    "L9",
    "The Children and Young Persons Act 2008, section 7 is no gateway",
    "Children and Young Persons Act 2008 (c. 23), section 7 and explanatory notes 26 to 29",
)
def no_gateway(draft):
    for one in draft.all("source"):
        if re.search(r"Young People.?s Act", one.title):
            yield (
                f"source.{one.id}.title",
                f"There is no act called “{one.title}”.",
                "write “Children and Young Persons Act 2008”.",
            )
    for one in draft.all("gateway"):
        if any(names(source, YOUNG_PERSONS_7) for source in draft.sources(one.law)):
            yield (
                f"gateway.{one.id}.law",
                "Section 7 of the act of 2008 is a general duty of the Secretary of State. It lets nobody share.",
                "take it out and name the law that does, such as the Children Act 1989, section 83.",
            )


@rule(
    "L11",
    "Returns about children in need and in care rest on section 83 and not on the pupil regulations",
    "Children Act 1989, section 83(3) and (4A)",
)
def wrong_returns_law(draft):
    wrong = {
        g.id for g in draft.all("gateway") if any(names(source, PUPIL_REGULATIONS) for source in draft.sources(g.law))
    }
    for one in draft.all("recipient"):
        held = [c for c in draft.categories(one.categories) if _only_ours(draft.whom(c))]
        for used in (id for id in one.gateways if id in wrong and held):
            yield (
                f"gateway.{used}.law",
                f"{one.title} receives {named(c.title for c in held)} under the regulations of 2013 about pupils. Those"
                " facts go to the Department under section 83 of the Children Act 1989.",
                "name section 83(3) and (4A) for a council's returns; a school does not make them.",
            )


def _only_ours(whom) -> bool:
    return bool(whom & OUR_CHILDREN) and "pupil" not in whom


@rule("L22", "Companies that work for us and other countries are named", "UK GDPR, Article 13(1)(e) and (f)")
def processors_and_abroad(draft):
    if not draft.all("processor"):
        yield (
            "processor",
            "No company that handles the information for us is named: hosting, record system, messages.",
            "declare each as [processor.…], or say in the notice that there is none.",
        )
    if not draft.saying(
        r"(another|other) countr|outside the (UK|United Kingdom)|in the United Kingdom|overseas|abroad"
    ):
        yield (
            "notice",
            "The notice does not say whether information leaves the country, and what protects it there.",
            "add a sentence, also when nothing leaves.",
        )


def _missing(draft, kind):
    known = " | ".join(one.title for of in ("recipient", "role", "processor") for one in draft.all(of))
    return [body for body, words in EXPECTED[kind].items() if not re.search(words, known, re.IGNORECASE)]


@rule("L27", "A council's recipients are all named", "UK GDPR, Article 13(1)(e)")
def recipients_of_a_council(draft):
    if draft.controller.kind == "local-authority" and (missing := _missing(draft, "local-authority")):
        yield (
            "recipient",
            f"The list of those we share with leaves out {', '.join(missing)}.",
            "add each as [recipient.…] with what, why and by which gateway.",
        )


@rule("L28", "A school's recipients are all named", "UK GDPR, Article 13(1)(e)")
def recipients_of_a_school(draft):
    if draft.controller.kind in ("school", "trust") and (missing := _missing(draft, "school")):
        yield (
            "recipient",
            f"The list of those we share with leaves out {', '.join(missing)}.",
            "add each as [recipient.…], or as [processor.…] where it is a company that works for us.",
        )


@rule(
    "L29",
    "The notice says that sharing can be a duty",
    "Children Act 2004, section 16LA (Children's Wellbeing and Schools Act 2026, section 4)",
)
def duty_to_share(draft):
    known = any(names(s, DUTY_TO_SHARE) for one in draft.all("gateway") for s in draft.sources(one.law))
    for key, _, words in draft.saying(r"without (your |their )?consent,? (unless|except)"):
        if not known or not re.search(r"must|oblige|duty to share", words, re.IGNORECASE):
            yield (
                key,
                "The notice says that we share with consent or where the law allows it. Since the act of 2026 the law"
                " can oblige us to share.",
                "add the duty as a [gateway.…] with detriment_test = true and say that we sometimes must.",
            )


@rule(
    "K12",
    "Whom we share with, we share with by a gateway, and each gateway has a law",
    "UK GDPR, Article 6; common law duty of confidence",
)
def sharing_without_law(draft):
    gateways = draft.policy.gateways
    for one in draft.all("recipient"):
        if not any(id in gateways for id in one.gateways):
            yield (
                f"recipient.{one.id}.gateways",
                f"“{one.title}” receives information and no law is named that lets it.",
                "declare the law as [gateway.…] and name it here.",
            )
    for one in draft.all("gateway"):
        if not draft.sources(one.law):
            yield f"gateway.{one.id}.law", f"“{one.title}” names no law.", "name the section that lets or obliges us."


@rule("K13", "Every gateway is open to this kind of controller", "the enactment of the gateway")
def gateway_of_others(draft):
    kind = draft.controller.kind
    for one in draft.all("gateway"):
        if kind and kind not in one.users:
            yield (
                f"gateway.{one.id}.users",
                f"“{one.title}” is for {' and '.join(one.users) or 'nobody'}, and this is the policy of a {kind}.",
                "take the gateway out, or name the law that a " + kind + " can use.",
            )


@rule("K16", "What a third party is said to do rests on a dated source", "UK GDPR, Articles 5(1)(a) and 5(2)")
def assurance(draft):
    for key, block, _ in draft.saying(ASSURANCE):
        named_sources = [id.removeprefix("source.") for id in block.ids if id.startswith("source.")]
        if not any(one.version and one.checked_on for one in draft.sources(named_sources)):
            yield (
                f"{key}",
                "The sentence promises how somebody else keeps the information safe, and nothing shows who said so"
                " and when.",
                "name the document as a [source.…] with version and checked_on in the ids of the block, or drop it.",
            )


@rule("K25", "What is not shared has no recipient", "the file itself")
def not_shared(draft):
    for one in draft.all("recipient"):
        held = [c for c in draft.categories(one.categories) if not c.shared]
        if held:
            yield (
                f"recipient.{one.id}",
                f"{named(c.title for c in held)}: not shared by what the file says, and “{one.title}” receives it.",
                "write shared = true, or take it out of what the recipient gets.",
            )
