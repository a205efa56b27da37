"""The words in which a notice speaks of the objects: what a code of the file is called on the page."""

from __future__ import annotations

from collections.abc import Iterable

VERBS = ("collected", "processed", "held", "shared")
VERB_WORDS = {"collected": "collect", "processed": "use", "held": "hold", "shared": "share"}
REACH = {
    "all": "Everyone we hold a record of",
    "team": "Children their team works with",
    "allocated": "Children they are allocated to",
    "school": "Pupils of their school",
    "own": "Their own record",
}
DUTY = {"statutory": "Duty: the law requires it", "needed": "Needed to help you", "voluntary": "Your choice"}
# “council” is us in the policy of a council; the department calls a council an authority.
DUTY_ON = {
    "us": "us",
    "council": "us",
    "authority": "the council",
    "school": "the school",
    "awarding body": "the awarding body",
    "parent": "the parent",
    "young person": "the young person",
    "nobody": "nobody",
}
THEN = {
    "review": "we review it",
    "destroy": "we destroy it",
    "transfer": "we pass it to an archive",
    "pass-on": "we pass it to the next school",
}
RULE = {
    "law": "The law sets this",
    "guidance": "Guidance we follow",
    "local": "Our own decision: no law sets a time",
}
GATEWAY = {
    "duty": "We must share",
    "power": "We may share",
    "order": "We share when ordered",
    "consent": "We share if you agree",
}
STANDING = {
    "read": "Read on an official page",
    "repeated": "Taken from a source that repeats it",
    "known": "Known law, text not read again",
    "uncertain": "Uncertain: to be confirmed",
}


def kinds(policy, ids: Iterable[str]) -> str:
    """The categories in as few words as say exactly which: everything, whole groups, or the titles."""
    ids = set(ids)
    missing = [one for one in policy.categories.values() if one.id not in ids]
    if not missing:
        return "everything we hold"
    if len(missing) <= 3:
        return f"everything we hold except {listed([_quoted(one) for one in missing])}"
    return "; ".join(filter(None, (_of_group(policy, group, ids) for group in policy.groups.values())))


def _of_group(policy, group, ids: set[str]) -> str:
    members = [one for one in policy.categories.values() if one.group == group.id]
    included = [one for one in members if one.id in ids]
    missing = [one for one in members if one.id not in ids]
    if len(included) <= 2 or len(missing) > 2 or len(missing) >= len(included):
        return "; ".join(_quoted(one) for one in included)
    left_out = f" except {listed([_quoted(one) for one in missing])}" if missing else ""
    return f"all of “{group.title}”{left_out}"


def _quoted(category) -> str:
    return category.title[0].lower() + category.title[1:]


def source_titles(policy, ids: Iterable[str]) -> str:
    return "; ".join(policy.sources[id].title for id in ids)


def listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
