"""Until when the record of a child is kept under the policy in force, and how many records are past their date.

A row that holds facts of several kinds is kept as long as the longest of them.
"""

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations, islice

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from keepwell.clocks.ages import plus_years
from keepwell.policy.columns import declared_columns, whole_rows
from keepwell.retention import until
from keepwell.retention.until import FIRM

from ...access.door import CATEGORY_OF_BEING_KNOWN
from ..models import Child, Import, Person, SourceRow
from .lives import ADOPTED, CARE, LEAVER, NEED, lives_of, subjects_of, words_of

CHUNK = 5000  # children at a time
ROOMS = ("record", "concerns", "school", "work", "journey")  # that keep facts of children, by the number of the child


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many records there are, are past their date, are only kept by a hold, and have no date of birth."""

    children: int = 0
    past: int = 0
    held: int = 0
    no_birth: int = 0


class Schedule:
    """The rules in force on a day, and the tables of the record that each speaks of.

    `sets` are the sets of rules that a kind of information can have; `tables` says by number which of them its
    tables have.
    """

    def __init__(self, policy, today):
        self.policy, self.today = policy, today
        self.in_force = [rule for rule in policy.retention.values() if rule.in_force(today)]
        by_category = {category: self.rules(category) for category in policy.categories}
        self.sets = list({tuple(rule.id for rule in rules): rules for rules in by_category.values()}.values())
        self.tables = {
            model: frozenset(self.sets.index(by_category[c]) for c in cats) for model, cats in _tables(policy).items()
        }
        self.safe = {subjects: self._safe(subjects) for subjects in _kinds_of_child(policy)}

    def rules(self, category):
        return tuple(rule for rule in self.in_force if category in rule.categories)

    def past(self, life, holds):
        """(are these tables past their date?, would they be without the hold?): two sets of models."""
        if life.born and not life.died and self._is_young(life):
            return (), ()
        if not holds and all(until(self.sets[n], life).past(self.today) for n in self.tables[Person]):
            return {Person}, ()  # who the child is stands there for everybody: one look is enough
        ends = [until(rules, life, holds) for rules in self.sets]
        return self._all_past(ends), self._all_past([replace(e, holds=()) for e in ends]) if holds else ()

    def _is_young(self, life):
        safe = self.safe[life.subjects]
        return safe is math.inf or self.today.year - life.born.year < safe

    def _all_past(self, ends):
        over = {number for number, end in enumerate(ends) if end.past(self.today)}
        return {model for model, numbers in self.tables.items() if numbers and numbers <= over} if over else ()

    def may_be_past(self):
        """The children for whom something can be past at all: the others need not be looked at one by one."""
        safe = min(self.safe.values())
        if safe is math.inf:
            return Child.objects.none()
        if safe:
            born = Q(person__born_on__lt=plus_years(self.today, -safe))
            return Child.objects.filter(born | Q(person__died_on__isnull=False))
        return self._collected_long_ago()

    def _safe(self, subjects):
        """So many years from birth nothing of such a child can be past; 0 when that does not depend on birth."""
        bounds = [_bound(_for(rules, subjects)) for rules in self.sets]
        return min((max(bounds[n] for n in numbers) for numbers in self.tables.values() if numbers), default=math.inf)

    def _collected_long_ago(self):
        """Where the time does not count from birth: the children of collections of so long ago, if all is so kept."""
        times = [_years(rules, "collected") for rules in self.sets]
        years = min((max(times[n] for n in numbers) for numbers in self.tables.values() if numbers), default=0)
        if not years:
            return Child.objects.all()
        old = Import.objects.filter(year__lt=self.today.year - years)
        if not old.exists():
            return Child.objects.none()
        return Child.objects.filter(pk__in=SourceRow.objects.filter(taken_in__in=old).values("child"))


def count(policy, today=None, holds=None):
    """Counts of all records that are kept here. `holds` is {key of a child: (Hold, ...)}."""
    schedule, holds = Schedule(policy, today or timezone.localdate()), holds or {}
    rows = schedule.may_be_past().order_by("pk").values_list("pk", "person__born_on", "person__died_on")
    past = held = 0
    for some in _chunks(rows.iterator(chunk_size=CHUNK)):
        over, without_hold = _past_among(some, schedule, holds)
        past, held = past + len(over), held + len(without_hold - over)
    born = any(rule.trigger == "birth" for rule in schedule.in_force)
    unborn = Child.objects.filter(person__born_on=None).count() if born else 0
    return Counts(children=Child.objects.count(), past=past, held=held, no_birth=unborn)


def of_child(child, policy, today=None):
    """Until when the record of this child is kept, who they are among it: an `Until` of the retention room."""
    schedule = Schedule(policy, today or timezone.localdate())
    person = child.person
    life = lives_of([(child.pk, person.born_on, person.died_on)], policy)[child.pk]
    return until(schedule.rules(CATEGORY_OF_BEING_KNOWN), life)


def _past_among(some, schedule, holds):
    """(children with something past its date, those who would have it without their hold): two sets of keys."""
    over, free = defaultdict(set), defaultdict(set)
    for child, life in lives_of(some, schedule.policy, oldest=True).items():
        for found, models in zip((over, free), schedule.past(life, holds.get(child, ())), strict=True):
            for model in models:
                found[model].add(child)
    return _holding(over), _holding(free)


def _holding(found):
    """The children of {model: children} who have a row there. Everybody has one that says who they are."""
    sure = found.pop(Person, set())
    for model, children in found.items():
        if rest := sorted(children - sure):
            path = _path(model)
            rows = model.objects.filter(**{f"{path}__gte": rest[0], f"{path}__lte": rest[-1]})
            sure |= children & set(rows.order_by().values_list(path, flat=True).distinct())
    return sure


def _tables(policy):
    """{model: categories of its columns} of the tables that hold facts of one child, row by row."""
    whole, found = whole_rows(policy.objects), defaultdict(set)
    for column, categories in declared_columns(policy.objects).items():
        table, _, _ = column.rpartition(".")
        if column not in whole:
            found[table].update(categories)
    models = {model._meta.label: model for room in ROOMS for model in apps.get_app_config(room).get_models()}
    held = {models[name]: cats for name, cats in found.items() if name in models}
    return {model: cats for model, cats in held.items() if model is Person or _path(model)}


def _path(model):
    """The column that leads to the child, or to the person whom the row is about."""
    names = {field.name for field in model._meta.get_fields()}
    return next((f"{name}_id" for name in ("child", "person") if name in names and model is not Person), None)


def _kinds_of_child(policy):
    """Everything that a child can be to this controller, as sets of ids of the policy."""
    facts = (NEED, CARE, ADOPTED, LEAVER)
    some = (frozenset(one) for n in range(len(facts) + 1) for one in combinations(facts, n))
    return {subjects_of(words_of(what, policy), policy) for what in some}


def _for(rules, subjects):
    return [rule for rule in rules if not rule.subjects or not subjects.isdisjoint(rule.subjects)]


def _bound(rules):
    """So many years from birth what these rules speak of is not past; `inf` when it never is, 0 when nobody can say."""
    if all(rule.limit not in FIRM for rule in rules) or any(rule.trigger == "record-destroyed" for rule in rules):
        return math.inf
    return _years(rules, "birth")


def _years(rules, trigger):
    return max((rule.years for rule in rules if rule.trigger == trigger), default=0)


def _chunks(rows):
    while some := list(islice(rows, CHUNK)):
        yield some
