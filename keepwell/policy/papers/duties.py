"""What is a duty and what is a choice: each fact we ask for, on whom the duty rests, and what happens without it."""

from __future__ import annotations

from datetime import date

from keepwell.policy.papers.paper import Paper, in_force, paper, said, section, table
from keepwell.policy.wording import DUTY_ON, source_titles

KINDS = (
    ("statutory", "What the law requires", "A law requires that this is recorded. The table says whose duty it is."),
    ("needed", "What is needed to help", "No law requires this. The table says what is harder without it."),
    ("voluntary", "What is your choice", "You may say “I prefer not to say”. You get the same help."),
)  # fmt: skip


def duties_and_choices(policy, on: date) -> Paper:
    facts = in_force(policy, "field", on)
    counts = {kind: sum(one.obligation == kind for one in facts) for kind, *_ in KINDS}
    summary = (
        f"{counts['statutory']} facts that the law requires, {counts['needed']} that are needed to help, "
        f"{counts['voluntary']} that are a choice."
    )
    sections = [section(kind, heading, said(words), _facts(policy, heading, _of(facts, kind)))
                for kind, heading, words in KINDS if counts[kind]]  # fmt: skip
    return paper(
        policy, on, "duties-and-choices", "What must be given, and where there is a choice",
        "Each fact we ask for: duty or choice, on whom, by which law, and what happens if it is not given.",
        (section("all", "In short", said(summary)), *sections), wide=True,
    )  # fmt: skip


def _of(facts, obligation: str) -> list:
    return [one for one in facts if one.obligation == obligation]


def _facts(policy, caption: str, facts):
    headings = ("Information", "Whose duty", "Law", "If it is not given", "How a refusal is written down")
    return table(caption, headings, ((_fact(policy, one), f"field.{one.id}") for one in facts))


def _fact(policy, fact) -> tuple[str, ...]:
    refusal = ", ".join(fact.refusal_codes) or ("As left open" if fact.obligation == "voluntary" else "Not foreseen")
    duty = DUTY_ON[fact.duty_on].capitalize()
    return (fact.title, duty, source_titles(policy, fact.law), fact.consequence, refusal)
