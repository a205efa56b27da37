"""What a notice shows of the objects themselves: lists and tables that change when the objects do."""

from __future__ import annotations

from collections.abc import Iterable

from keepwell.policy.blocks import Block, BulletList, Definitions, Table
from keepwell.policy.wording import (
    DUTY,
    DUTY_ON,
    GATEWAY,
    REACH,
    RULE,
    STANDING,
    THEN,
    VERB_WORDS,
    VERBS,
    kinds,
    listed,
    source_titles,
)


def categories(policy) -> list[Block]:
    """A list for each group: each category's title and what it includes."""
    return [_group(policy, group) for group in policy.groups.values()]


def _group(policy, group) -> BulletList:
    members = [one for one in policy.categories.values() if one.group == group.id]
    item_ids = tuple((f"category.{one.id}",) for one in members)
    return BulletList(
        items=tuple(f"{one.title}: {one.includes}{_class(one)}{_verbs(one)}" for one in members),
        lead=group.title,
        ids=(f"group.{group.id}", *_flat(item_ids)),
        item_ids=item_ids,
    )


def _class(category) -> str:
    words = {"art9": "special category information", "art10": "information about offences"}
    kinds = [words[legal] for legal in ("art9", "art10") if legal in category.classes]
    return f" (can be {' or '.join(kinds)})" if kinds else ""


def _verbs(category) -> str:
    """The verbs, only where they are not the usual four."""
    done = [VERB_WORDS[verb] for verb in VERBS if getattr(category, verb)]
    return "" if len(done) == len(VERBS) else f". We {listed(done)} this, and do nothing else with it"


def subjects(policy) -> list[Block]:
    rows = [((one.title,), (f"subject.{one.id}",)) for one in policy.subjects.values()]
    return [
        BulletList(tuple(row[0] for row, _ in rows), "", _flat(ids for _, ids in rows), tuple(ids for _, ids in rows))
    ]


def origins(policy) -> list[Block]:
    return [
        _table(
            "Where information comes from",
            ("From", "What they tell us"),
            (((one.title, kinds(policy, one.categories)), ("origin", one.id)) for one in policy.origins.values()),
        )
    ]


def purposes(policy) -> list[Block]:
    forms = {
        "named": "Under your name",
        "coded": "Under a code, without your name",
        "counted": "As figures only",
    }
    return [
        _table(
            "Why we use information",
            ("Reason", "What it means", "How your information is used"),
            (((one.title, one.describes, forms[one.form]), ("purpose", one.id)) for one in policy.purposes.values()),
        )
    ]


def bases(policy) -> list[Block]:
    """One row a basis: categories, purposes, Article 6 with its enactments, and the further conditions."""
    return [
        _table(
            "Our lawful basis for each kind of information and each reason",
            ("Reason", "Information", "Lawful basis", "Further condition"),
            ((_basis(policy, one), ("basis", one.id)) for one in policy.bases.values()),
        )
    ]


def _basis(policy, basis) -> tuple[str, ...]:
    reasons = listed([policy.purposes[id].title for id in basis.purposes])
    lawful = f"Article {basis.article6}, {basis.title}: {source_titles(policy, basis.enactments)}"
    return (reasons, kinds(policy, basis.categories), lawful, _further(policy, basis))


def _further(policy, basis) -> str:
    parts = []
    if basis.article9:
        parts.append(f"Special category information: Article {basis.article9}")
    if basis.article10:
        parts.append(f"Offences: {basis.article10}")
    if basis.schedule1:
        parts.append(f"Schedule 1 condition: {basis.schedule1}")
    if basis.conditions:
        parts.append(f"Set out in: {source_titles(policy, basis.conditions)}")
    if basis.document:
        parts.append(f"Document we keep: {basis.document}")
    return ". ".join(parts) or "None is needed"


def fields(policy) -> list[Block]:
    """One row a fact we ask for: duty or choice, on whom the duty rests, the law, what happens without it."""
    return [
        _table(
            "What you must give and where you have a choice",
            ("Information", "Duty or choice", "Who must give it", "Law", "If it is not given"),
            (
                (
                    (
                        one.title,
                        DUTY[one.obligation],
                        DUTY_ON[one.duty_on].capitalize(),
                        source_titles(policy, one.law),
                        one.consequence,
                    ),
                    ("field", one.id),
                )
                for one in policy.fields.values()
            ),
        )
    ]


def roles(policy) -> list[Block]:
    """One row a role, worked out by asking the policy itself what the role may do."""
    return [
        _table(
            "Who may open your record",
            ("Who", "Whose records", "What they may do"),
            (
                (
                    (f"{role.title}: {role.describes}", REACH[role.reach], _doings(policy, role)),
                    ("role", role.id),
                )
                for role in policy.roles.values()
            ),
        )
    ]


def _doings(policy, role) -> str:
    """What the role may do; actions that reach the same categories are said together."""
    reach = {action: _reachable(policy, role, action) for action in policy.actions}
    reach["flag"] = tuple(id for id in reach.get("flag", ()) if id not in reach.get("view", ()))
    said: dict[tuple[str, ...], list[str]] = {}
    for action, ids in reach.items():
        if ids:
            said.setdefault(ids, []).append(policy.actions[action].title)
    return (
        ". ".join(f"{listed(titles).capitalize()}: {kinds(policy, ids)}" for ids, titles in said.items()) or "Nothing"
    )


def _reachable(policy, role, action: str) -> tuple[str, ...]:
    """What a role may do this with for some purpose: no more than its grants state, as far as decisions allow it."""
    open_ = set()
    for grant in (one for one in role.grants.values() if action in one.actions):
        for purpose in grant.purposes:
            decided = policy.decide_each([role.id], action, grant.categories, purpose, on=policy.valid_from)
            open_ |= {id for id, decision in decided.items() if decision.allowed}
    return tuple(id for id in policy.categories if id in open_)


def retention(policy) -> list[Block]:
    return [
        _table(
            "How long we keep information",
            ("Record", "What is in it", "How long", "Then", "Who decided this"),
            (
                (
                    (
                        rule.title,
                        kinds(policy, rule.categories),
                        rule.words,
                        THEN[rule.then].capitalize(),
                        f"{RULE[rule.standing]} ({source_titles(policy, rule.law)})",
                    ),
                    ("retention", rule.id),
                )
                for rule in policy.retention.values()
            ),
        )
    ]


def recipients(policy) -> list[Block]:
    """Two tables: with whom we share as a routine, and with whom when a case needs it."""
    tables = []
    for routine, caption in (
        (True, "We share as a routine with"),
        (False, "We share when your case needs it with"),
    ):
        rows = [
            (_recipient(policy, one), ("recipient", one.id))
            for one in policy.recipients.values()
            if one.routine is routine
        ]
        tables.append(_table(caption, ("Who", "What", "Why", "Under which power"), rows))
    return tables


def _recipient(policy, recipient) -> tuple[str, ...]:
    powers = "; ".join(policy.gateways[id].title for id in recipient.gateways)
    return (recipient.title, kinds(policy, recipient.categories), recipient.why, powers)


def gateways(policy) -> list[Block]:
    return [
        _table(
            "The laws under which we share",
            ("Power or duty", "Kind", "What it says", "Law"),
            (
                (
                    (one.title, GATEWAY[one.kind], one.describes, source_titles(policy, one.law)),
                    ("gateway", one.id),
                )
                for one in policy.gateways.values()
            ),
        )
    ]


def processors(policy) -> list[Block]:
    return [
        _table(
            "Companies that work for us",
            ("Company", "What it does", "Where", "What protects the information"),
            (
                ((one.title, one.work, one.country, one.safeguard), ("processor", one.id))
                for one in policy.processors.values()
            ),
        )
    ]


def joint_controllers(policy) -> list[Block]:
    rows = [(one.title, one.arrangement) for one in policy.joint_controllers.values()]
    ids = tuple((f"joint-controller.{id}",) for id in policy.joint_controllers)
    return [Definitions(tuple(rows), _flat(ids), ids)]


def rights(policy) -> list[Block]:
    return [
        _table(
            "Your rights",
            ("Right", "What it means here", "How soon", "Law"),
            (
                ((one.title, one.describes, one.clock, source_titles(policy, one.law)), ("right", one.id))
                for one in policy.rights.values()
            ),
        )
    ]


def sources(policy) -> list[Block]:
    return [
        _table(
            "Laws and guidance this notice rests on",
            ("Law or guidance", "Version", "Checked on", "How it was checked"),
            (
                (
                    (
                        one.title,
                        ". ".join(filter(None, (one.version, one.note))) or "As in force",
                        f"{one.checked_on.day} {one.checked_on:%B %Y}",
                        STANDING[one.standing],
                    ),
                    ("source", one.id),
                )
                for one in policy.sources.values()
            ),
        )
    ]


def child_groups(policy) -> list[Block]:
    return [_child_list("group", policy.groups)]


def child_purposes(policy) -> list[Block]:
    return [_child_list("purpose", policy.purposes)]


def child_rights(policy) -> list[Block]:
    return [_child_list("right", policy.rights)]


def _child_list(kind: str, members) -> BulletList:
    told = [one for one in members.values() if one.child]
    ids = tuple((f"{kind}.{one.id}",) for one in told)
    return BulletList(tuple(one.child for one in told), "", _flat(ids), ids)


def _table(caption: str, headings: tuple[str, ...], rows: Iterable) -> Table:
    """A table of (cells, (kind, id)) pairs."""
    rows = list(rows)
    row_ids = tuple((f"{kind}.{id}",) for _, (kind, id) in rows)
    return Table(caption, headings, tuple(cells for cells, _ in rows), _flat(row_ids), row_ids)


def _flat(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(id for group in groups for id in group)


# What a block's `shows` may name.
SHOWS = {
    "subjects": subjects,
    "categories": categories,
    "origins": origins,
    "purposes": purposes,
    "bases": bases,
    "fields": fields,
    "roles": roles,
    "retention": retention,
    "recipients": recipients,
    "gateways": gateways,
    "processors": processors,
    "joint-controllers": joint_controllers,
    "rights": rights,
    "sources": sources,
    "child-groups": child_groups,
    "child-purposes": child_purposes,
    "child-rights": child_rights,
}
