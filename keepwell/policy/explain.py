"""May this role do this, and why? Asked by ids or in a sentence, answered from the policy alone.

No language is understood here: words of the sentence are matched with ids and titles, and the answer says what was
taken for what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from keepwell.policy.decisions import Decision
from keepwell.policy.wording import REACH, source_titles

# What people say for the actions that the shipped policies declare.
VERBS = {
    "view": "read open see view look",
    "flag": "know exist flag",
    "add": "add write record enter",
    "edit": "edit correct change amend",
    "export": "export download print take",
    "sample": "sample audit",
    "count": "count figure statistic",
}
# Words that tell nothing apart.
SMALL = frozenset(
    re.findall(
        r"\w+",
        """a an and are be can could do does for from has have her his how in is it its may me might must my of on only
        or our shall she should that the their them they this to was what when which who whom whose why will with would
        you your allowed able person people record information about child childs s""",
    )
)


@dataclass(frozen=True)
class Answer:
    """`short` is yes, only that it exists, no, or nobody has said; `decisions` has one decision a purpose asked.

    `flags` are the decisions for the lesser question, whether the role may know that it exists.
    """

    role: str
    action: str
    category: str
    short: str
    decisions: Mapping[str, Decision]
    flags: Mapping[str, Decision]


@dataclass(frozen=True)
class Understood:
    """What the words fit: ids by kind, best first. More than one id in a kind means that several fit alike."""

    fits: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, str]  # a category -> the title of the fact that led to it
    left: tuple[str, ...] = ()  # words of the sentence that fitted nothing

    def one(self, kind: str) -> str | None:
        """The only id that fits, or None."""
        return self.fits[kind][0] if len(self.fits[kind]) == 1 else None


def explain(
    policy, role: str, action: str, category: str, purposes: Iterable[str] = (), *, on: date | None = None
) -> Answer:
    """The answer for these purposes, or for every purpose of the policy. Words not declared are never a yes."""
    asked = tuple(purposes) or tuple(policy.purposes)
    decisions = {purpose: policy.decide([role], action, category, purpose, on=on) for purpose in asked}
    flags = {}
    if not any(one.allowed for one in decisions.values()) and action == "view" and "flag" in policy.actions:
        flags = {purpose: policy.decide([role], "flag", category, purpose, on=on) for purpose in asked}
    return Answer(role, action, category, _short(decisions, flags), decisions, flags)


def _short(decisions: Mapping[str, Decision], flags: Mapping[str, Decision]) -> str:
    if any(one.allowed for one in decisions.values()):
        return "yes"
    if any(one.allowed for one in flags.values()):
        return "only that it exists"
    return "nobody has said" if all(one.undeclared for one in decisions.values()) else "no"


def told(policy, answer: Answer, *, on: date | None = None) -> Iterator[str]:
    """The answer in lines: in short, then for each purpose the deciding clause, its words and the law behind it."""
    action, category = _title(policy, "action", answer.action), _title(policy, "category", answer.category)
    yield f"{_title(policy, 'role', answer.role)} – {action} – {category}: {answer.short}."
    if answer.role in policy.roles and answer.short != "no":
        yield f"Whose: {REACH[policy.roles[answer.role].reach].lower()}. What is set for one child alone comes on top."
    for purpose, decision in answer.decisions.items():
        yield from _decided(policy, answer, purpose, decision, on)
        flag = answer.flags.get(purpose)
        if flag and flag.allowed:
            yield f"  But may see only that it is there: {flag.clause}"
            yield f"    {flag.why}"
            yield from _law(policy, answer.category, purpose, on)


def _decided(policy, answer: Answer, purpose: str, decision: Decision, on: date | None) -> Iterator[str]:
    said = {"allowed": "yes", "refused": "no", "undeclared": "no, nobody has said"}[decision.outcome]
    yield f"{_title(policy, 'purpose', purpose)} [{purpose}]: {said}, by {decision.clause}"
    yield f"    {decision.why}"
    if decision.allowed:
        yield from _law(policy, answer.category, purpose, on)


def _law(policy, category: str, purpose: str, on: date | None) -> Iterator[str]:
    for basis in policy.bases_for(category, purpose, on=on):
        further = ", ".join(filter(None, (basis.article9, basis.article10, basis.schedule1)))
        law = source_titles(policy, basis.enactments)
        yield f"    Law: Article {basis.article6}, {basis.title} ({law}){f'; further: {further}' if further else ''}"


def _title(policy, kind: str, id: str) -> str:
    found = policy.objects[kind].get(id)
    return found.title if found else f"{kind} “{id}”, which the policy does not declare"


def understand(policy, sentence: str) -> Understood:
    """What the sentence asks: the role first, then the rest, so that a pastoral lead is not a pastoral purpose."""
    said = _words(sentence)
    words, fits, facts = set(said), {}, {}
    for kind in ("role", "category", "action", "purpose"):
        names = {id: tuple(_names(kind, one)) for id, one in policy.objects[kind].items()}
        fits[kind], taken = _best(names, words)
        words -= taken
        if kind == "category" and not taken:
            facts, taken = _facts(policy, words)
            fits["category"] = tuple(facts)
            words -= taken
    return Understood(fits, facts, tuple(dict.fromkeys(word for word in said if word in words)))


def _facts(policy, words: set[str]) -> tuple[dict[str, str], set[str]]:
    """Category -> title, for the facts whose title fits; else the categories whose list of contents has a word."""
    titles = {id: tuple(_names("field", one)) for id, one in policy.fields.items()}
    ids, taken = _best(titles, words)
    if ids:
        return {policy.fields[id].category: policy.fields[id].title for id in ids}, taken
    spoken = {id: tuple({word} for word in _words(one.includes)) for id, one in policy.categories.items()}
    verbs = {word for said in VERBS.values() for word in _words(said)}
    ids, taken = _best(spoken, words - verbs)
    return {id: policy.categories[id].title for id in ids}, taken


def _names(kind: str, one) -> Iterator[set[str]]:
    """The sets of words by which an object goes: its id, its title, each part of its title, and verbs of an action."""
    yield set(_words(one.id))
    for part in (one.title, *re.split(r",| or ", one.title)):
        yield set(_words(part))
    if kind == "action":
        yield from ({word} for word in _words(VERBS.get(one.id, "")))


def _best(names: Mapping[str, tuple[set[str], ...]], words: set[str]) -> tuple[tuple[str, ...], set[str]]:
    """The ids of which a name stands whole in the sentence, the longest name winning, and the words this used up.

    One that shares more words with the sentence without standing there whole is listed too: a “secret address” is not
    to be taken for an address.
    """
    whole = {id: max((len(name) for name in of if name <= words), default=0) for id, of in names.items()}
    shared = {id: max((name & words for name in of), key=len, default=set()) for id, of in names.items()}
    longest = max(whole.values(), default=0)
    if not longest:
        return (), set()
    best = [id for id in names if whole[id] == longest or len(shared[id]) > longest]
    return tuple(best), set().union(*(shared[id] for id in best))


def _words(text: str) -> list[str]:
    """Words that count, in the singular, `section 47` as one."""
    text = re.sub(r"\bsection[ -]?(\d+)", r"section\1", text.casefold())
    text = re.sub(r"\bs\.? ?47\b", "section47", text)
    return [_singular(word) for word in re.findall(r"[a-z0-9]+", text) if word not in SMALL]


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if re.search(r"(ss|sh|ch|x)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
