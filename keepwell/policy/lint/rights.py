"""Rights: all of them, in today's form, with the law and the clock."""

import re
from datetime import date

from keepwell.policy.lint.bases import CONSENT
from keepwell.policy.lint.finding import rule
from keepwell.policy.lint.law import EDUCATIONAL_RECORD, names

TODAYS = {
    "informed": "to be informed",
    "access": "of access",
    "correct": "to have mistakes put right",
    "restrict": "to restriction",
    "erase": "to erasure",
    "object": "to object",
    "portable": "to portability",
    "person-decides": "to have a person decide",
    "withdraw": "to withdraw consent",
}
COMPLAINTS_SINCE = date(2026, 6, 19)  # Data Protection Act 2018, section 164A in force
AUTOMATED_SINCE = date(2026, 2, 5)  # UK GDPR, Articles 22A to 22D in force


@rule("L4", "Who relies on consent says that it can be withdrawn", "UK GDPR, Articles 7(3) and 13(2)(c)")
def withdrawal(draft):
    by_basis = [f"basis.{b.id}" for b in draft.all("basis") if {b.article6, b.article9} & set(CONSENT)]
    by_gateway = [f"gateway.{g.id}" for g in draft.all("gateway") if g.kind == "consent"]
    if (asked := by_basis + by_gateway) and not draft.right("withdraw"):
        yield (
            asked[0],
            "Consent is asked for, and nothing says that it can be withdrawn.",
            "add [right.withdraw] and say how, as easily as it was given.",
        )


@rule("L15", "The rights are those of today's law", "UK GDPR, Articles 12 to 22D")
def missing_rights(draft):
    missing = [words for means, words in TODAYS.items() if not draft.right(means)]
    if missing:
        yield (
            "right",
            f"The list leaves out the right {', '.join(missing)}.",
            "add each as [right.…]; say of one that does not apply here that it does not, and why.",
        )


@rule("L16", "Automated decisions follow Articles 22A to 22D", "Data (Use and Access) Act 2025, section 80")
def automated(draft):
    one = draft.right("person-decides")
    if one and draft.on >= AUTOMATED_SINCE and not any(names(s, r"\b22A\b") for s in draft.sources(one.law)):
        yield (
            f"right.{one.id}",
            "The right is no longer to object only: a person must be told, be heard, have a person look again, and be"
            " able to challenge the decision.",
            "describe it so and name UK GDPR, Articles 22A to 22D as its law.",
        )


@rule("L17", "There is a way to complain, acknowledged within 30 days", "Data Protection Act 2018, section 164A")
def complaints(draft):
    one = draft.right("complain")
    if draft.on < COMPLAINTS_SINCE or (one and "30 days" in f"{one.clock} {one.describes}"):
        return
    yield (
        f"right.{one.id}.clock" if one else "right",
        "Since 19 June 2026 we must make it easy to complain to us and acknowledge a complaint within 30 days; the"
        " notice does not say so.",
        "add [right.complain] with the 30 days, and a section that says where to complain.",
    )


@rule(
    "L26",
    "The educational record is offered with its limits",
    "Education (Pupil Information) (England) Regulations 2005 (SI 2005/1437), regulation 5",
)
def educational_record(draft):
    one = draft.right("educational-record")
    if one is None:
        return
    said = f"{one.describes} {one.clock}"
    missing = [
        words
        for words, pattern in (
            ("that it is for maintained schools only", r"maintained"),
            ("the 15 school days", r"15 school days"),
            ("what is left out of it", r"left out|exempt|withheld"),
        )
        if not re.search(pattern, said, re.IGNORECASE)
    ]
    if not any(names(source, EDUCATIONAL_RECORD) for source in draft.sources(one.law)):
        missing.append("the regulations that give it")
    if missing:
        yield (
            f"right.{one.id}",
            f"The right does not say {', '.join(missing)}.",
            "add these to its words, clock and law.",
        )


@rule("K23", "Every right names its law", "UK GDPR, Article 12(1)")
def right_without_law(draft):
    for one in draft.all("right"):
        if not draft.sources(one.law):
            yield f"right.{one.id}.law", f"“{one.title}” names no law.", "name the article or section as a source."


@rule("K24", "Carers do not have a child's rights by being carers", "Children Act 1989, sections 3 and 33")
def carers(draft):
    for key, _, words in draft.saying(r"\bcarers\b[^.]{0,40}\bhave (the|a) right"):
        if not re.search(r"parental responsibility", words, re.IGNORECASE):
            yield (
                key,
                "The notice gives carers the right to ask for a child's information. Being a carer does not give it.",
                "say that it needs parental responsibility, or the child's own authority.",
            )
