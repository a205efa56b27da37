"""Figures as pages show them: exact for those who work with the children, with small numbers hidden for others."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import caches
from django.utils import timezone

from keepwell.statistics import suppression
from keepwell.statistics.measures import Measure
from keepwell.statistics.periods import Period, quarters, years
from keepwell.web.record.queries.calling import called, names_of

from .counting import RULES, facts_of, tables
from .facts import FEW
from .scope import teams_of, workers_of

YEARS, QUARTERS = 5, 8
LATELY = 600  # seconds that a count of many children is kept


@dataclass(frozen=True)
class Line:
    """One period of a figure. `cells` are (part, number or None, per cent or None) in the order of the parts."""

    period: Period
    row: suppression.Row
    cells: tuple
    mean: float | None

    @property
    def headline(self):
        """The first part that says whether things go well or badly, else the first."""
        return next((cell for cell in self.cells if cell[0].tone), self.cells[0])


@dataclass(frozen=True)
class Figure:
    measure: Measure
    lines: list
    counted_at: datetime

    @property
    def hidden(self):
        return any(line.row.hidden for line in self.lines)


def periods_of(measure, scope, by="year"):
    """The periods shown, the latest first. Who only counts sees whole years: no day told apart from the day before."""
    if scope.action == "count":
        return [period for period in years(scope.on, YEARS + 1) if period.over]
    if by == "quarter" and not measure.yearly:
        return quarters(scope.on, QUARTERS)
    return years(scope.on, YEARS)


def figure(measure, periods, scope, facts=None):
    """The Figure of these periods. `facts`: what was fetched for these periods and the same children before."""
    ids = scope.ids(measure.needs)
    at, numbers = _lately(measure, periods, ids, facts)
    return Figure(measure, [_line(measure, *one, scope) for one in numbers], at)


def _line(measure, period, numbers, mean, scope):
    row = suppression.exact(numbers) if scope.action == "view" else suppression.published(numbers)
    shares = [suppression.per_cent(number, row.total) for number in row.parts]
    hidden = scope.action == "count" and row.hidden
    return Line(period, row, tuple(zip(measure.parts, row.parts, shares, strict=True)), None if hidden else mean)


def _lately(measure, periods, ids, facts):
    """(when, numbers): of many children kept for some minutes, for exactly these children."""
    if len(ids) <= FEW:
        return timezone.now(), tables(measure, periods, facts or facts_of(periods, ids))
    times = "-".join(f"{p.slug}-{p.last}" for p in periods)
    key = f"figures-{measure.id}-{times}-{len(ids)}-{hash(ids)}"
    kept = caches["process"]
    found = kept.get(key)
    if found is None:
        found = timezone.now(), tables(measure, periods, facts or facts_of(periods, ids))
        kept.set(key, found, LATELY)
    return found


def overview(scope):
    """A Figure for each measure that is open: the last whole year, and this one so far where names are known."""
    shown, held = [], {}
    for measure in scope.measures:
        periods = [p for p in years(scope.on, 2) if p.over or (scope.action == "view" and not measure.yearly)]
        if measure.yearly:
            periods = periods[-1:]
        ids = scope.ids(measure.needs)
        key = ids, tuple(periods)
        if key not in held:
            held[key] = facts_of(periods, ids)
        shown.append(figure(measure, periods, scope, held[key]))
    return shown


def by_team(measure, period, scope):
    """[(team, {part: number}, total)] of one period; a child with two teams is in both. Only for exact figures."""
    ids = scope.ids(measure.needs)
    teams, found = teams_of(ids, scope.on), {}
    for row in RULES[measure.id](facts_of([period], ids), period):
        for team in teams.get(row[0], ["No team"]):
            found.setdefault(team, Counter())[row[1]] += 1
    return [(team, [numbers[part.id] for part in measure.parts], numbers.total())
            for team, numbers in sorted(found.items())]  # fmt: skip


def caseloads(scope, status):
    """[(worker, numbers by part of the status figure, children)] of the children in reach; [] when too many."""
    ids = scope.ids(status.needs | {"worker"}) if "worker" in scope.allowed else frozenset()
    if not 0 < len(ids) <= FEW:
        return []
    period = years(scope.on, 1)[0]
    now = dict(RULES[status.id](facts_of([period], ids), period))
    found = {}
    for child, names in workers_of(ids, scope.on).items():
        for name in names:
            own = found.setdefault(name, Counter())
            own[now.get(child, "")] += 1
    return [(name, [own[part.id] for part in status.parts], own.total()) for name, own in sorted(found.items())]


def in_order(children, on):
    """The ids of these children by family name; of more than FEW in the order in which they came into the record."""
    keys = sorted(children)
    if len(keys) > FEW:
        return keys
    names = {pk: called(own, on) for pk, own in names_of(keys).items()}
    return sorted(keys, key=lambda pk: (names[pk].family, names[pk].given, pk) if pk in names else ("", "", pk))
