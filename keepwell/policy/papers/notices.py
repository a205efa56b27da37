"""The privacy notice, one paper for each audience."""

from __future__ import annotations

from datetime import date

from keepwell.policy.papers.paper import Paper, paper

SUMMARIES = {
    "adult": "What is held, why, who sees it and for how long, with every detail.",
    "child": "The same in short, for children and young people.",
    "easy": "In very short sentences, to be read aloud to a child or to anybody.",
}


def notices(policy, on: date) -> list[Paper]:
    """A notice for each audience that the file writes to."""
    return [_notice(policy, audience, on) for audience in policy.texts]


def _notice(policy, audience: str, on: date) -> Paper:
    notice = policy.notice(audience, on=on)
    looks = {"wide": audience == "adult", "large": audience == "easy"}
    return paper(policy, on, f"notice-{audience}", notice.title, SUMMARIES[audience], notice.sections, **looks)
