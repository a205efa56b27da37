"""The quiet line at the foot of a child's page: until when the record is kept, and by what authority."""

from django.utils import timezone
from django.utils.formats import date_format

from keepwell.retention import Gap

from ..access.door import CATEGORY_OF_BEING_KNOWN
from ..access.policy import policy
from .queries import keeping
from .queries.lives import ADOPTED, CARE, LEAVER, NEED, PUPIL

UNTOLD = "Kept as the retention schedule says."
# What a reader must be allowed to see, to be told what a rule asks for. That a child was never in care is told too.
TELLS = {
    NEED: {"need", "care"}, CARE: {"care"}, LEAVER: {"care-leaver"}, ADOPTED: {"adoption"},
    "adoption-order": {"adoption"}, "case-closed": {"need"}, "leaving": {"education"}, "entry": {"education"},
}  # fmt: skip


def line(opened):
    """Until when the record of an opened child is kept, because of which rule, when the reader may know why.

    Which rule prevails tells what the others did not find: so the reader must see what any of them rests on.
    """
    rules, today = policy(), timezone.localdate()
    if not opened.may(*_rests_on(rules, today)):
        return UNTOLD
    kept = keeping.of_child(opened.child, rules, today)
    if kept.rule is None:
        return "No rule of the retention schedule speaks of this record, so it is kept."
    sources = "; ".join(rules.sources[one].title for one in kept.rule.law)
    return f"{_until(kept, today)} {kept.rule.title}: {kept.rule.words} ({sources})."


def _until(kept, today):
    if kept.gap is Gap.NOT_KNOWN:
        return "Kept: the day from which the time counts is not known, so none can be worked out."
    if kept.gap is Gap.NOT_YET:
        return "Kept, with no last day yet."
    day = date_format(kept.on)
    return f"Kept until {day}, which has passed." if kept.reached(today) else f"Kept until {day}."


def _rests_on(rules, today):
    """The categories by which the rules about who the child is tell children apart."""
    needed = {CATEGORY_OF_BEING_KNOWN}
    for rule in keeping.Schedule(rules, today).rules(CATEGORY_OF_BEING_KNOWN):
        words = {rules.subjects[id].means or id for id in rule.subjects}
        asked = {rule.trigger} if PUPIL in words else {rule.trigger, *words}
        needed = needed.union(*(TELLS.get(one, ()) for one in asked))
    return needed & rules.categories.keys()
