"""Where a child stands today, in a word or two: looked after, on a plan, in need, a care leaver, closed."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, DateField, Value
from django.db.models.functions import Cast

from keepwell.clocks.ages import age_on, birthday_on

from ..models import CareLeaverContact, PeriodOfCare, ProtectionPlan, Referral

# A young person who was looked after after turning 16 may have help until the 25th birthday
# (Children Act 1989, sections 23A to 24).
LEAVES_FROM, HELPED_UNTIL = 16, 25


@dataclass(frozen=True)
class Tag:
    text: str
    colour: str

    @property
    def classes(self):
        return f"govuk-tag--{self.colour}"


LOOKED_AFTER = Tag("Looked after", "purple")
ON_PLAN = Tag("Child protection plan", "red")
IN_NEED = Tag("Child in need", "blue")
CARE_LEAVER = Tag("Care leaver", "teal")
CLOSED = Tag("Closed", "grey")
CATEGORIES = frozenset({"care", "protection-plan", "need", "care-leaver"})


def tags_of(children, *, known, on):
    """{child id: [Tag]} for {child id: date of birth}, from the categories that the reader may know of.

    Closed is said only to a reader who may know of all four: to others it would tell what they may not know.
    """
    spans = _spans(children, known & CATEGORIES)
    return {child: list(_tags(spans[child], born_on, known, on)) for child, born_on in children.items()}


def _spans(children, known):
    """{child: {category: [(start, end)]}} in one query."""
    found = defaultdict(lambda: defaultdict(list))
    queries = [_rows(category, children) for category in sorted(known)]
    if queries:
        first, *others = queries
        for child, category, start, end in first.union(*others, all=True):
            found[child][category].append((start, end))
    return found


def _rows(category, children):
    model, start, end = {
        "care": (PeriodOfCare, "starts_on", "ends_on"),
        "protection-plan": (ProtectionPlan, "starts_on", "ends_on"),
        "need": (Referral, "referred_on", "closed_on"),
        "care-leaver": (CareLeaverContact, Cast(Value(None), DateField()), Cast(Value(None), DateField())),
    }[category]
    rows = model.objects.filter(child__in=list(children)).order_by()
    if model is Referral:
        rows = rows.exclude(no_further_action=True)
    return rows.annotate(
        of=Value(category, output_field=CharField()), first=_as(start), last=_as(end)
    ).values_list("child_id", "of", "first", "last")  # fmt: skip


def _as(field):
    return Cast(field, DateField()) if isinstance(field, str) else field


def _tags(spans, born_on, known, on):
    looked_after = _any_open(spans["care"], on)
    if looked_after:
        yield LOOKED_AFTER
    if _any_open(spans["protection-plan"], on):
        yield ON_PLAN
    if _any_open(spans["need"], on) and not looked_after:
        yield IN_NEED
    leaver = not looked_after and _has_left(spans, born_on, on)
    if leaver:
        yield CARE_LEAVER
    standing = leaver or any(_any_open(spans[c], on) for c in ("care", "protection-plan", "need"))
    if known >= CATEGORIES and any(spans.values()) and not standing:
        yield CLOSED


def _any_open(spans, on):
    return any(start and start <= on and (end is None or end > on) for start, end in spans)


def _has_left(spans, born_on, on):
    if born_on is None or not LEAVES_FROM <= age_on(born_on, on) < HELPED_UNTIL:
        return False
    sixteen = birthday_on(born_on, born_on.year + LEAVES_FROM)
    return bool(spans["care-leaver"]) or any(end and sixteen <= end <= on for _, end in spans["care"])
