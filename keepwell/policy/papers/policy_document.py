"""The appropriate policy document: how special category and offence data are protected, and for how long they are kept.

Source: Data Protection Act 2018, Schedule 1, paragraphs 38 to 41. Paragraph 39 says what it holds, 40 that it is kept
until six months after the work has ended, reviewed, and shown to the Information Commissioner without charge, 41 what
the record of processing says besides.
"""

from __future__ import annotations

from datetime import date

from keepwell.policy.blocks import BulletList
from keepwell.policy.notice import shown
from keepwell.policy.papers.paper import Paper, in_force, paper, said, section, table
from keepwell.policy.papers.retention_schedule import until
from keepwell.policy.wording import kinds, listed, source_titles

# The principles of UK GDPR, Article 5, in our words, and what besides safeguards shows that they are kept.
PRINCIPLES = {
    "lawfulness": "Lawful, fair and open",
    "purpose": "For stated reasons only",
    "minimisation": "No more than is needed",
    "accuracy": "Right and up to date",
    "storage": "No longer than is needed",
    "security": "Safe",
    "accountability": "Shown to be so",
}


def policy_document(policy, on: date) -> Paper:
    bases = [one for one in in_force(policy, "basis", on) if one.document]
    none = "No basis here needs an appropriate policy document. A basis that needs one says so under “document”."
    sections = _of(policy, bases, on) if bases else [section("none", "Not needed", said(none))]
    return paper(
        policy, on, "policy-document", "Appropriate policy document",
        "How special category information and information about offences are protected.", sections,
    )  # fmt: skip


def _of(policy, bases, on: date):
    reached = {id for basis in bases for id in basis.categories if policy.categories[id].classes & {"art9", "art10"}}
    rules = [one for one in in_force(policy, "retention", on) if reached & set(one.categories)]
    return [
        section("why", "Why there is this document", said(
            "The Data Protection Act 2018, Schedule 1, paragraph 39, asks for it where we rely on the conditions below."
            f" It is about {kinds(policy, reached)}.")),
        section("conditions", "The conditions we rely on", _conditions(policy, bases)),
        *(_principle(policy, id, heading, on) for id, heading in PRINCIPLES.items()),
        section("how-long", "How long we keep it, and how it ends", _times(policy, rules, reached), said(
            "A record that reaches its date is reviewed. What is not kept on for a written reason is destroyed.")),
        section("this-document", "This document itself", _itself(policy, on)),
    ]  # fmt: skip


def _conditions(policy, bases):
    headings = ("What for", "Article 6", "Article 9", "Schedule 1 and offences", "Set out in")
    return table(
        "Conditions that need this document", headings, ((_row(policy, one), f"basis.{one.id}") for one in bases)
    )


def _row(policy, basis) -> tuple[str, ...]:
    reasons = listed([policy.purposes[id].title for id in basis.purposes])
    further = ". ".join(filter(None, (basis.schedule1, basis.article10 and f"Offences: {basis.article10}")))
    return (f"{reasons}: {basis.title}", basis.article6, basis.article9 or "None", further[:1].upper() + further[1:],
            source_titles(policy, basis.conditions) or "None")  # fmt: skip


def _principle(policy, id: str, heading: str, on: date):
    held = [one for one in in_force(policy, "safeguard", on) if id in one.principles]
    items = [(f"{one.title}: {one.describes}", f"safeguard.{one.id}") for one in held] + list(SHOWN[id](policy, on))
    if not items:
        words = f"Unanswered. Where it belongs: a [safeguard.…] with “{id}” among its principles."
        return section(id, heading, said(words))
    ids = tuple((one,) for _, one in items)
    list_ = BulletList(tuple(words for words, _ in items), "", tuple(one for _, one in items), ids)
    return section(id, heading, list_)


def _lawful(policy, on: date):
    yield f"The lawful bases stand in the privacy notice, {policy.controller.website}.", "policy"


def _purposes(policy, on: date):
    titles = [one.title[0].lower() + one.title[1:] for one in in_force(policy, "purpose", on)]
    yield f"Information is used for these reasons and no others: {'; '.join(titles)}.", "policy"


def _corrected(policy, on: date):
    for one in in_force(policy, "right", on):
        if "correct" in (one.means, one.id):
            yield f"{one.title}: {one.describes}", f"right.{one.id}"
    for one in in_force(policy, "steward", on):
        yield f"{one.title}: {one.answers_for}", f"steward.{one.id}"


def _assessed(policy, on: date):
    for one in in_force(policy, "assessment", on):
        day = f", last looked at on {shown(one.reviewed_on)}" if one.reviewed_on else ""
        yield f"{one.title}: {one.why} {one.kept_at}{day}.", f"assessment.{one.id}"
    yield f"{policy.controller.officer} sees that this is kept to: {policy.controller.officer_email}.", "controller"


def _nothing(policy, on: date):
    return ()


SHOWN = {
    "lawfulness": _lawful,
    "purpose": _purposes,
    "minimisation": _nothing,
    "accuracy": _corrected,
    "storage": _nothing,
    "security": _nothing,
    "accountability": _assessed,
}


def _times(policy, rules, reached):
    rows = ((((one := policy.categories[id]).title, until(rules, one.id) or "No rule"), f"category.{id}")
            for id in policy.categories if id in reached)  # fmt: skip
    return table(
        "How long special category information and information about offences are kept",
        ("Information", "How long"),
        rows,
    )


def _itself(policy, on: date):
    head = policy.head
    last = "When it was last reviewed is unanswered: write reviewed_on and reviewed_by in [policy]."
    if head.reviewed_on and head.reviewed_by:
        last = f"It was last reviewed on {shown(head.reviewed_on)} by: {head.reviewed_by}."
    return BulletList((
        f"{last} It is reviewed again by {shown(head.review_on)}.",
        "It is kept until six months after the work it covers has ended.",
        "The Information Commissioner is given it on request, without charge.",
        "The record of processing (record-of-processing) says for each activity which condition is relied on, how"
        " Article 6 is met, and whether information is kept and erased as written here; if not, why.",
    ), "", ("policy",))  # fmt: skip
