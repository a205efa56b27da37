"""The retention schedule: how long each record is kept, from which event, and who says so."""

from __future__ import annotations

from datetime import date

from keepwell.policy.papers.paper import Paper, in_force, paper, said, section, table
from keepwell.policy.wording import RULE, THEN, kinds, source_titles

FROM = {
    "birth": "the child’s birth",
    "death-under-18": "the death of a child under 18",
    "adoption-order": "the adoption order",
    "case-closed": "the closing of the case",
    "entry": "the day of the entry",
    "request-closed": "our last answer to the request",
    "record-destroyed": "the destruction of the record it belongs to",
    "leaving": "the day the person leaves",
    "collected": "the year in which it was collected",
    "licence-ended": "the end of the licence",
}
LIMIT = {"minimum": "At least", "exactly": "Exactly", "maximum": "At most"}


def retention_schedule(policy, on: date) -> Paper:
    rules = in_force(policy, "retention", on)
    return paper(
        policy, on, "retention-schedule", "Retention schedule",
        "How long each record is kept, counted from which event, and under which law.",
        (
            section(
                "how-to-read", "How to read this",
                said("Each line is a rule. Where several reach the same entry, the longest counts."),
                said("A court, an inquiry or a claim can hold a record beyond its date. A hold is reviewed each year."),
            ),
            section("rules", "The rules", _rules(policy, rules)),
            section("by-kind", "The same by kind of information", _by_category(policy, rules, on)),
        ),
        wide=True,
    )  # fmt: skip


def _rules(policy, rules):
    headings = ("Record", "What is in it", "How long", "Counted from", "Then", "Who decided this")
    return table("Rules of the schedule", headings, ((_rule(policy, one), f"retention.{one.id}") for one in rules))


def _rule(policy, rule) -> tuple[str, ...]:
    who = f"{RULE[rule.standing]} ({source_titles(policy, rule.law)})"
    length = f"{rule.words}. {LIMIT[rule.limit]} {rule.years} {'year' if rule.years == 1 else 'years'}"
    return (_record(policy, rule), kinds(policy, rule.categories), length, FROM[rule.trigger],
            THEN[rule.then].capitalize(), who)  # fmt: skip


def _record(policy, rule) -> str:
    whose = "; ".join(policy.subjects[id].title for id in rule.subjects)
    return f"{rule.title}. Of: {whose}" if whose else rule.title


def _by_category(policy, rules, on: date):
    rows = (
        ((one.title, until(rules, one.id) or "No rule: it must not be kept"), f"category.{one.id}")
        for one in in_force(policy, "category", on)
    )
    return table("How long each kind of information is kept", ("Information", "How long"), rows)


def until(rules, category: str) -> str:
    """Every rule that reaches the category, a line each; nothing when none does."""
    return "\n".join(f"{rule.title}: {rule.words}" for rule in rules if category in rule.categories)
