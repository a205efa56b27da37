"""What a new policy file changes, in plain words, for the people it is about and those who work by it.

Two files are compared by what they do, not by how they are worded: a new title changes nothing for anybody. An id that
is given another name counts as one thing ended and another begun.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from keepwell.policy.besides import besides
from keepwell.policy.change import (
    BESIDES,
    CHILD,
    HEADINGS,
    KEEPING,
    PARENT,
    RECIPIENT,
    RIGHTS,
    WORKER,
    Change,
    both,
    come,
    gone,
    kinds_of,
    moved,
    titles,
)
from keepwell.policy.gains import columns, roles
from keepwell.policy.wording import DUTY, DUTY_ON, kinds, listed, source_titles

CLASS = {"ordinary": "ordinary information", "art9": "special category information", "art10": "information on offences"}
FORM = {"named": "under the name", "coded": "under a code", "counted": "as figures only"}


def diff(old, new, *, on: date | None = None) -> list[Change]:
    """Every change, by whom or what it is of in the order of HEADINGS. Empty when only words differ.

    Each file is judged on the day given; without one today, or its own first day where that is still to come.
    """
    changes = [
        *_categories(old, new),
        *_purposes(old, new),
        *_bases(old, new),
        *_facts(old, new),
        *roles(old, new, on),
        *columns(old, new),
        *_recipients(old, new),
        *_retention(old, new),
        *_rights(old, new),
        *(Change(BESIDES, f"{line}.") for line in besides(old, new)),
    ]
    return sorted(dict.fromkeys(changes), key=lambda change: HEADINGS.index(change.of))


# child and parent


def _categories(old, new) -> Iterator[Change]:
    for id, one in gone(old.categories, new.categories):
        yield from _whom(old, one, f"We no longer hold “{one.title}” ({id}).")
    for id, one in come(old.categories, new.categories):
        yield from _whom(new, one, f"We begin to hold “{one.title}”: {one.includes} ({id}).")
    for _, was, now in both(old.categories, new.categories):
        yield from (change for text in _treated(was, now) for change in _whom(new, now, f"“{now.title}” {text}"))


def _treated(was, now) -> Iterator[str]:
    if was.tier != now.tier:
        yield f"is kept {'more' if now.tier > was.tier else 'less'} closely: level {was.tier} becomes {now.tier}."
    if was.classes != now.classes:
        yield f"is treated as {_classes(now)}, not as {_classes(was)}."
    for verb in ("collected", "processed", "held", "shared"):
        if getattr(was, verb) != getattr(now, verb):
            yield f"is {'now' if getattr(now, verb) else 'no longer'} {verb}."
    if was.subjects != now.subjects:
        yield "is about other people than before."


def _classes(category) -> str:
    return listed([CLASS[legal] for legal in CLASS if legal in category.classes])


def _whom(policy, category, text: str) -> Iterator[Change]:
    """The change, told to children, to parents, or to both, as the category is about them."""
    whom = {policy.subjects[id].means or id for id in category.subjects}
    if whom - {"parent", "carer", "relative", "professional", "alleged"} or "parent" not in whom:
        yield Change(CHILD, text)
    if "parent" in whom:
        yield Change(PARENT, text)


def _purposes(old, new) -> Iterator[Change]:
    for id, one in gone(old.purposes, new.purposes):
        yield Change(CHILD, f"We no longer use information “{one.title}” ({id}).")
    for id, one in come(old.purposes, new.purposes):
        yield Change(
            CHILD, f"A new reason: “{one.title}” ({id}), {FORM[one.form]}, for {kinds_of(new, one.categories)}."
        )
    for _, was, now in both(old.purposes, new.purposes):
        if was.form != now.form:
            yield Change(CHILD, f"“{now.title}” uses information {FORM[now.form]}, before {FORM[was.form]}.")
        yield from moved(old, new, was, now, CHILD, f"“{now.title}”", "also uses", "no longer uses")
        if was.flag_only != now.flag_only:
            said = kinds(new, now.flag_only) if now.flag_only else "nothing"
            yield Change(CHILD, f"“{now.title}” may learn only that these exist: {said}.")
        if was.break_glass != now.break_glass:
            said = "may now" if now.break_glass else "may no longer"
            yield Change(CHILD, f"In an emergency a worker {said} open more than usual “{now.title}”.")


def _bases(old, new) -> Iterator[Change]:
    for id, one in gone(old.bases, new.bases):
        yield Change(CHILD, f"The basis “{one.title}” ({id}) ends.")
    for id, one in come(old.bases, new.bases):
        yield Change(CHILD, f"A new basis, “{one.title}” ({id}): {_basis(new, one)}.")
    for _, was, now in both(old.bases, new.bases):
        if _basis(old, was) != _basis(new, now):
            yield Change(CHILD, f"The basis “{now.title}” is {_basis(new, now)}; before, {_basis(old, was)}.")
        yield from moved(old, new, was, now, CHILD, f"The basis “{now.title}”", "also covers", "no longer covers")
        if set(was.purposes) != set(now.purposes):
            yield Change(CHILD, f"The basis “{now.title}” is for {titles(new, 'purpose', now.purposes)}.")


def _basis(policy, basis) -> str:
    further = filter(None, (basis.article9, basis.article10, basis.schedule1))
    return f"Article {', '.join((basis.article6, *further))} ({source_titles(policy, basis.enactments)})"


def _facts(old, new) -> Iterator[Change]:
    for _, one in gone(old.fields, new.fields):
        yield Change(_asked(one), f"We no longer ask for: {one.title}.")
    for _, one in come(old.fields, new.fields):
        yield Change(_asked(one), f"We begin to ask for: {one.title}. {DUTY[one.obligation]}.")
    for _, was, now in both(old.fields, new.fields):
        if (was.obligation, was.duty_on) != (now.obligation, now.duty_on):
            text = f"{now.title}: {_duty(now)}; before: {_duty(was)}."
            yield from (Change(of, text) for of in {_asked(was): None, _asked(now): None})
        if bool(was.refusal_codes) != bool(now.refusal_codes):
            yield Change(_asked(now), f"{now.title}: a refusal {'can' if now.refusal_codes else 'cannot'} be recorded.")


def _asked(fact) -> str:
    return PARENT if fact.duty_on == "parent" else CHILD


def _duty(fact) -> str:
    return f"{DUTY[fact.obligation]} (who must give it: {DUTY_ON[fact.duty_on]})"


# recipient


def _recipients(old, new) -> Iterator[Change]:
    for _, one in gone(old.recipients, new.recipients):
        yield Change(RECIPIENT, f"{one.title}: no longer receives anything.")
    for _, one in come(old.recipients, new.recipients):
        text = f"{one.title}: begins to receive {kinds_of(new, one.categories)}, under {_gates(new, one)}."
        yield Change(RECIPIENT, text)
    for _, was, now in both(old.recipients, new.recipients):
        yield from moved(old, new, was, now, RECIPIENT, f"{now.title}:", "also receives", "no longer receives")
        if was.routine != now.routine:
            yield Change(RECIPIENT, f"{now.title}: {'as a routine' if now.routine else 'only when a case needs it'}.")
        if set(was.purposes) != set(now.purposes):
            yield Change(RECIPIENT, f"{now.title}: for {titles(new, 'purpose', now.purposes)}.")
        if set(was.gateways) != set(now.gateways):
            yield Change(RECIPIENT, f"{now.title}: under {_gates(new, now)}; before, {_gates(old, was)}.")


def _gates(policy, recipient) -> str:
    return titles(policy, "gateway", recipient.gateways)


# times and rights


def _retention(old, new) -> Iterator[Change]:
    for _, one in gone(old.retention, new.retention):
        yield Change(KEEPING, f"{one.title}: the rule ends ({_time(one)}).")
    for _, one in come(old.retention, new.retention):
        yield Change(KEEPING, f"{one.title}: a new rule, {_time(one)}, for {kinds_of(new, one.categories)}.")
    for _, was, now in both(old.retention, new.retention):
        if _time(was) != _time(now):
            yield Change(KEEPING, f"{now.title}: {_time(now)}; before, {_time(was)}.")
        yield from moved(old, new, was, now, KEEPING, f"{now.title}:", "also covers", "no longer covers")
        if set(was.subjects) != set(now.subjects):
            yield Change(KEEPING, f"{now.title}: is about {titles(new, 'subject', now.subjects) or 'everybody'}.")


def _time(rule) -> str:
    limit = {"minimum": "at least ", "maximum": "at most ", "exactly": ""}[rule.limit]
    return f"{limit}{rule.years} years from {rule.trigger.replace('-', ' ')}, then {rule.then}"


def _rights(old, new) -> Iterator[Change]:
    for _, one in gone(old.rights, new.rights):
        yield Change(RIGHTS, f"{one.title}: no longer stated.")
    for _, one in come(old.rights, new.rights):
        yield Change(RIGHTS, f"{one.title}: newly stated. How soon: {one.clock}.")
    for _, was, now in both(old.rights, new.rights):
        if was.clock != now.clock:
            yield Change(RIGHTS, f"{now.title}: how soon: {now.clock}; before: {was.clock}.")
        if set(was.applies_to) != set(now.applies_to):
            said = listed([f"Article {one}" for one in now.applies_to]) if now.applies_to else "no basis"
            yield Change(RIGHTS, f"{now.title}: reaches what rests on {said}.")


__all__ = ["BESIDES", "CHILD", "HEADINGS", "KEEPING", "PARENT", "RECIPIENT", "RIGHTS", "WORKER", "Change", "diff"]
