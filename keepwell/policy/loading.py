"""From a policy file to a Policy, or to the list of everything that keeps it from being one."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from keepwell.policy import notice
from keepwell.policy.accountability import KINDS as OF_ACCOUNTABILITY
from keepwell.policy.building import Mistakes, build, build_all, nearest
from keepwell.policy.columns import check_columns
from keepwell.policy.decisions import Role, Rulebook
from keepwell.policy.digest import digest
from keepwell.policy.errors import PolicyError, Problem
from keepwell.policy.house import all_given, house, with_house
from keepwell.policy.lines import Lines
from keepwell.policy.model import Policy
from keepwell.policy.objects import AUDIENCES, KINDS, Controller, Head, NoticeText
from keepwell.policy.parsing import parse, read
from keepwell.policy.references import check_bases, check_dates, check_ids, spread
from keepwell.policy.timed import Recorded, timed

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
TABLES = ("policy", "controller", *KINDS, "notice", "clock", "record")
# Where a file may leave a kind out altogether.
OPTIONAL = {
    "forbid",
    "field",
    "joint-controller",
    "processor",
    "contact",
    "kept",
    "apart",
    "empty",
    "clock",
    "record",
    *OF_ACCOUNTABILITY,
}


def load(path: Path | str) -> Policy:
    """The policy in a TOML file. PolicyError lists every mistake with file, line, key and how to mend it."""
    path = Path(path)
    text = read(path)
    mistakes = Mistakes(path.name, Lines(text))
    parsed = parse(path.name, text)
    head, controller, objects, texts = declared(parsed, mistakes)
    clocks, recorded = timed(parsed, mistakes)
    mistakes.stop_if_any()
    check_ids(objects, mistakes)
    check_dates(objects, mistakes)
    mistakes.stop_if_any()
    objects = finished(objects, head)
    check_bases(objects["basis"], objects["category"], mistakes)
    check_columns(objects, house().apart, mistakes)
    policy = assembled(path.name, digest(all_given(parsed)), head, controller, objects, texts, clocks, recorded)
    notice.check(policy, mistakes)
    mistakes.stop_if_any()
    return policy


def declared(parsed: Mapping[str, Any], mistakes: Mistakes) -> tuple[Head, Controller, dict[str, dict], dict]:
    """The head, the controller, the objects by kind and id, and the texts by audience, as far as they can be built."""
    _check_tables(parsed, mistakes)
    head = build(Head, "policy", parsed.get("policy", {}), mistakes)
    controller = build(Controller, "controller", parsed.get("controller", {}), mistakes)
    objects = {kind: build_all(declared, kind, parsed.get(kind, {}), mistakes) for kind, declared in KINDS.items()}
    objects["apart"] = with_house(objects["apart"], mistakes)
    return head, controller, objects, _texts(parsed.get("notice", {}), mistakes)


def shipped(kind: str = "local-authority") -> Path:
    """The policy file that comes with the program, `policies/<kind>.toml`.

    In a checkout `policies` stands beside the package; an installed program has it under `share/keepwell`
    of its environment. PolicyError when neither place has the file.
    """
    places = (
        Path(__file__).resolve().parents[2] / "policies",
        Path(sys.prefix) / "share" / "keepwell" / "policies",
    )
    for folder in places:
        if (file := folder / f"{kind}.toml").is_file():
            return file
    known = sorted({file.stem for folder in places if folder.is_dir() for file in folder.glob("*.toml")})
    text = f"no such policy is shipped.{nearest(kind, known)} Ask for one of these, or load a file of your own."
    raise PolicyError([Problem(f"{kind}.toml", None, "", text)])


def _check_tables(parsed: Mapping[str, Any], mistakes: Mistakes) -> None:
    for name in parsed.keys() - set(TABLES):
        mistakes.note(name, f"is not a table of a policy file.{nearest(name, TABLES)} Correct or remove it.")
    for name in TABLES:
        if name not in parsed and name not in OPTIONAL:
            wanted = f"[{name}]" if name in ("policy", "controller") else f"one [{name}.some-id] or more"
            mistakes.note(name, f"is missing from the file. Add {wanted}.")
        for id in parsed[name] if name in KINDS and isinstance(parsed.get(name), dict) else ():
            if not ID.fullmatch(id):
                text = "is not a fit id. Use small letters, digits and hyphens, such as “social-worker”."
                mistakes.note(f"{name}.{id}", text)


def _texts(given: Any, mistakes: Mistakes) -> dict[str, NoticeText]:
    given = given if isinstance(given, dict) else {}
    for unknown in given.keys() - set(AUDIENCES):
        text = (
            f"is not an audience.{nearest(unknown, AUDIENCES)} Write [notice.adult], [notice.child] or [notice.easy]."
        )
        mistakes.note(f"notice.{unknown}", text)
    built = {one: build(NoticeText, f"notice.{one}", given[one], mistakes) for one in AUDIENCES if one in given}
    if "adult" not in built:
        mistakes.note("notice", "has no notice for adults. Add [notice.adult] with a title and sections.")
    return {audience: text for audience, text in built.items() if text}


def finished(objects: Mapping[str, Mapping], head: Head) -> dict[str, Mapping]:
    """Groups written out as categories, the policy's first day where an object gives none, all read-only."""
    categories = objects["category"]
    return {
        kind: MappingProxyType({id: _dated(spread(one, categories), head) for id, one in members.items()})
        for kind, members in objects.items()
    }


def _dated(member, head: Head):
    return member if member.valid_from else replace(member, valid_from=head.valid_from)


def assembled(
    file: str, hash: str, head: Head, controller: Controller, objects: Mapping, texts: Mapping, clocks: Mapping,
    recorded: Recorded,
) -> Policy:  # fmt: skip
    """The objects as a policy that decides and shows."""
    book = Rulebook(
        categories=objects["category"],
        actions=objects["action"],
        purposes=objects["purpose"],
        bases=objects["basis"],
        forbids=objects["forbid"],
        roles=objects["role"],
    )
    roles = {id: Role(text, book) for id, text in objects["role"].items()}
    return Policy(
        file=file,
        digest=hash,
        head=head,
        controller=controller,
        objects=MappingProxyType(objects),
        texts=MappingProxyType(texts),
        roles=MappingProxyType(roles),
        book=book,
        clocks=clocks,
        recording_since=recorded.since,
    )
