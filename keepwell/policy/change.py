"""One thing that a new policy file changes, and the few words in which all of them are found and told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from keepwell.policy.wording import kinds, listed

CHILD, PARENT, WORKER, RECIPIENT = "For a child", "For a parent", "For a worker", "For a recipient"
KEEPING, RIGHTS, BESIDES = "How long information is kept", "Rights", "Besides"
HEADINGS = (CHILD, PARENT, WORKER, RECIPIENT, KEEPING, RIGHTS, BESIDES)


@dataclass(frozen=True)
class Change:
    """For whom, or of what; and the sentence."""

    of: str
    text: str


def gone(old, new) -> list[tuple[str, object]]:
    return [(id, one) for id, one in old.items() if id not in new]


def come(old, new) -> list[tuple[str, object]]:
    return gone(new, old)


def both(old, new) -> list[tuple[str, object, object]]:
    return [(id, old[id], one) for id, one in new.items() if id in old]


def moved(old, new, was, now, of: str, who: str, gains: str, loses: str) -> Iterator[Change]:
    """What a selection took in and left out."""
    taken = [id for id in now.categories if id not in was.categories]
    left = [id for id in was.categories if id not in now.categories]
    if taken:
        yield Change(of, f"{who} {gains} {titles(new, 'category', taken)}.")
    if left:
        yield Change(of, f"{who} {loses} {titles(old, 'category', left)}.")


def kinds_of(policy, ids: Iterable[str]) -> str:
    """A few by their titles, many in the words of the notice."""
    ids = list(ids)
    return titles(policy, "category", ids) if len(ids) <= 5 else kinds(policy, ids)


def titles(policy, kind: str, ids: Iterable[str]) -> str:
    found = [f"“{policy.objects[kind][id].title}”" for id in ids]
    return listed(found) if found else ""
