"""What a new version changes, told to whom it concerns."""

from dataclasses import fields, replace
from datetime import date

import pytest

import keepwell.policy.diff as room
from keepwell.policy.besides import WORDS, besides, reworded
from keepwell.policy.diff import CHILD, HEADINGS, KEEPING, PARENT, RECIPIENT, RIGHTS, WORKER, Change, diff
from keepwell.policy.gains import columns

ON = date(2026, 6, 1)
BESIDES = HEADINGS[-1]
GRANT = 'actions = ["view"]\ncategories = ["identity"]'
FIELD = """
[field.name]
title = "Names"
category = "identity"
obligation = "needed"
duty_on = "parent"
law = ["act"]
consequence = "None."

[action.view]"""
POST = """
[processor.post]
title = "The post"
work = "Sends."
country = "Ireland"
safeguard = "A contract"

[subject.child]"""
BAN = """
[forbid.names]
title = "No"
why = "No."
categories = ["identity"]

[gateway.returns]"""
HELP = 'describes = "We help."\nform = "named"'

# What is changed in the minimal policy, for whom, and a part of the sentence.
CHANGES = {
    "role gains": (
        (GRANT, 'actions = ["view"]\ngroups = ["person"]'),
        WORKER,
        "Worker gains “Read” for “Health”, when the purpose is “To help you”.",
    ),
    "role loses": (
        (GRANT, 'actions = ["view"]\ncategories = ["health"]'),
        WORKER,
        "Worker loses “Read” for “Names”",
    ),
    "role loses by a ban": (
        ("\n[gateway.returns]", BAN),
        WORKER,
        "Worker loses “Read” for “Names”",
    ),
    "role reaches further": (('reach = "allocated"', 'reach = "all"'), WORKER, "reaches everyone we hold a record of"),
    "recipient receives less": (
        ('why = "The law."\ngroups = ["person"]', 'why = "The law."\ncategories = ["identity"]'),
        RECIPIENT,
        "The Department: no longer receives “Health”.",
    ),
    "recipient no longer routine": (("routine = true", "routine = false"), RECIPIENT, "only when a case needs it"),
    "time": (("years = 25", "years = 30"), KEEPING, "at most 30 years from birth, then review; before, at most 25"),
    "clock of a right": (('clock = "One month"', 'clock = "A week"'), RIGHTS, "how soon: A week; before: One month."),
    "class of a category": (('legal = "art9"', 'legal = "ordinary"'), CHILD, "is treated as ordinary information"),
    "basis": (('article6 = "6(1)(e)"', 'article6 = "6(1)(c)"'), CHILD, "is Article 6(1)(c)"),
    "a fact is asked for": (("\n[action.view]", FIELD), PARENT, "We begin to ask for: Names. Needed to help you."),
    "purpose uses a lesser form": (
        (HELP, HELP.replace("named", "counted")),
        CHILD,
        "uses information as figures only, before under the name",
    ),
    "a company": (("\n[subject.child]", POST), BESIDES, "processor.post is new: The post"),
    "the officer": (
        ('officer_phone = "01632 960201"', 'officer_phone = "01632 960299"'),
        BESIDES,
        "controller.officer_phone: 01632 960201 becomes 01632 960299",
    ),
    "a role that ends later": (
        ('title = "Worker"', 'title = "Worker"\nvalid_to = 2027-03-31'),
        BESIDES,
        "role.worker, last day: nothing becomes 31 March 2027",
    ),
}


@pytest.fixture
def minimal(written):
    return written()


@pytest.mark.parametrize(("change", "of", "sentence"), CHANGES.values(), ids=CHANGES.keys())
def test_a_change_is_told_to_whom_it_concerns(minimal, written, change, of, sentence):
    said = diff(minimal, written(change), on=ON)
    assert any(one.of == of and sentence in one.text for one in said), said


def test_nothing_changes_when_only_words_do(minimal, written):
    new = written(('title = "Health"', 'title = "Your health"'), ('describes = "Works."', 'describes = "Works well."'))
    assert diff(minimal, new, on=ON) == []
    assert reworded(minimal, new) == ["category.health.title", "role.worker.describes"]


def test_nothing_at_all_changes(minimal, written):
    assert diff(minimal, written(), on=ON) == []
    assert reworded(minimal, written()) == []


def test_a_later_first_day_of_the_whole_file_takes_nothing_from_anybody(minimal, written):
    assert diff(minimal, written(("valid_from = 2026-01-01", "valid_from = 2027-01-01"))) == []


def test_what_one_gains_the_other_way_round_one_loses(minimal, written):
    new = written((GRANT, 'actions = ["view"]\ngroups = ["person"]'))
    forth, back = diff(minimal, new, on=ON), diff(new, minimal, on=ON)
    assert [one.text.replace("gains", "loses") for one in forth] == [one.text for one in back]


def test_a_parent_and_a_child_both_hear_of_a_duty_that_passes_between_them(written):
    old = written(("\n[action.view]", FIELD))
    new = written(("\n[action.view]", FIELD.replace('"parent"', '"young person"')))
    assert {one.of for one in diff(old, new, on=ON)} == {CHILD, PARENT}


def test_headings_stand_in_order(minimal, written):
    said = diff(minimal, written(("years = 25", "years = 30"), ('legal = "art9"', 'legal = "ordinary"')), on=ON)
    assert [one.of for one in said] == [CHILD, KEEPING]
    assert isinstance(said[0], Change)


def other(policy, one, key):
    """A value for that key that it does not have."""
    value = getattr(one, key.name)
    choices = key.metadata.get("choices")
    if choices and not isinstance(value, tuple):
        return next(choice for choice in choices if choice != value)
    if isinstance(value, str) and "kind" in key.metadata:
        return next(id for id in policy.objects[key.metadata["kind"]] if id != value)
    if isinstance(value, bool):
        return not value
    if isinstance(value, tuple):
        return () if value else ("act",)
    return value + 1 if isinstance(value, int) else date(2030, 1, 1) if isinstance(value, date) or value is None else ""


def keys(policy):
    """Kind, object and key of everything that is more than words, but for what only decisions tell of."""
    for kind in policy.objects.keys() - {"forbid", "action", "role", "kept", "apart"}:
        for one in policy.objects[kind].values():
            for key in fields(one):
                if key.name not in WORDS | {"groups", "but_not", "valid_from", "also", "superseded_by"}:
                    yield kind, one, key


def test_no_key_that_is_more_than_words_goes_unsaid(policy):
    seen = {}
    for kind, one, key in keys(policy):
        if getattr(one, key.name) != other(policy, one, key):
            seen.setdefault((kind, key.name), (one, key))
    assert len(seen) > 50
    for kind, (one, key) in ((kind, found) for (kind, _), found in seen.items()):
        changed = {**policy.objects[kind], one.id: replace(one, **{key.name: other(policy, one, key)})}
        new = replace(policy, objects={**policy.objects, kind: changed})
        assert list(without_access(policy, new)), (kind, key.name)


def without_access(old, new):
    """Everything but what roles may do, which asks thousands of decisions."""
    parts = (
        room._categories,
        room._purposes,
        room._bases,
        room._facts,
        room._recipients,
        room._retention,
        room._rights,
    )
    for part in parts:
        yield from part(old, new)
    yield from columns(old, new)
    yield from besides(old, new)
