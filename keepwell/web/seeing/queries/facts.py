"""The facts that figures are counted from: whole tables as plain rows, each fetched once, of the children in scope."""

from collections import defaultdict
from datetime import timedelta
from functools import cached_property

from django.db.models import Q

from keepwell.clocks.ages import plus_months
from keepwell.web.record.models import (
    CareLeaverContact,
    HealthEvent,
    PeriodOfCare,
    Placement,
    ProtectionPlan,
    ProtectionReview,
    Referral,
    Review,
    Sdq,
    Step,
    Visit,
    YearlyOutcomes,
)

FEW = 900  # children that may be named one by one in a query


class Facts:
    """Rows of the children with these ids (a set), for counting from one day to another."""

    def __init__(self, ids, first, last):
        self.ids, self.first, self.last = ids, first, last
        self.year_before = plus_months(first, -12)
        self._held = {}

    def once(self, name, fetch):
        if name not in self._held:
            self._held[name] = fetch()
        return self._held[name]

    def rows(self, queryset, *fields):
        """Rows as tuples, the child's id first."""
        few = len(self.ids) <= FEW
        found = queryset.filter(child__in=self.ids) if few else queryset
        found = found.order_by().values_list("child_id", *fields)
        return found if few else (row for row in found.iterator(5000) if row[0] in self.ids)

    def by_child(self, queryset, *fields):
        """{child: [row without the child's id; of one field its value alone]}"""
        found = defaultdict(list)
        for row in self.rows(queryset, *fields):
            found[row[0]].append(row[1] if len(fields) == 1 else row[1:])
        return found

    def _open(self, model, start="starts_on", end="ends_on"):
        """Rows that stood on some day from `first` to `last`."""
        ended = Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": self.first})
        return model.objects.filter(ended, **{f"{start}__lte": self.last})

    # Being looked after -----------------------------------------------------------------------------------------------

    @cached_property
    def care(self):
        """[(child, start, end, born)] of the periods of care that touch the time."""
        fetch = self._open(PeriodOfCare)
        return list(self.rows(fetch, "starts_on", "ends_on", "child__person__born_on"))

    def looked_after(self, day, months=0, days=0):
        """{child: (start, born)} of those looked after on that day, for so long or longer."""
        long = plus_months(day, -months) - timedelta(days)
        return {
            child: (start, born) for child, start, end, born in self.care
            if start <= long and (end is None or end > day)
        }  # fmt: skip

    @cached_property
    def care_reviews(self):
        rows = Review.objects.filter(held_on__isnull=False)
        return self.by_child(rows, "held_on")

    @cached_property
    def stays(self):
        rows = Placement.objects.filter(starts_on__isnull=False)
        return self.by_child(rows, "starts_on", "ends_on", "kind")

    @cached_property
    def visits(self):
        """{child: days} on which the child was seen, in the record and as steps; a visit without the child is none."""
        rows = Visit.objects.filter(on__gte=self.year_before, on__lte=self.last).exclude(seen=False)
        return self._with_steps(self.by_child(rows, "on"), "looked-after-visit")

    def _with_steps(self, found, form):
        """The same with the days of the steps that were recorded in this form."""
        rows = Step.objects.filter(form=form, on__gte=self.year_before, on__lte=self.last)
        for child, days in self.by_child(rows, "on").items():
            found[child] += days
        return found

    @cached_property
    def scores(self):
        rows = Sdq.objects.filter(on__gt=self.year_before, on__lte=self.last, score__gte=0, score__lte=40)
        return self.by_child(rows, "on", "score")

    def health(self, kind):
        rows = HealthEvent.objects.filter(kind=kind, on__gt=self.year_before, on__lte=self.last)
        return self.once(kind, lambda: self._with_steps(self.by_child(rows, "on"), kind.replace(" ", "-")))

    def yearly(self, field):
        """{(child, collection year): what that year's return says}"""
        years = range(self.year_before.year, self.last.year + 2)
        rows = YearlyOutcomes.objects.filter(year__in=years)
        return self.once(f"yearly {field}", lambda: {(c, y): v for c, y, v in self.rows(rows, "year", field)})

    # Being in need or on a plan ---------------------------------------------------------------------------------------

    @cached_property
    def plans(self):
        """[(child, key, start, end)]"""
        return list(self.rows(self._open(ProtectionPlan), "pk", "starts_on", "ends_on"))

    @cached_property
    def plan_reviews(self):
        """{key of the plan: days}"""
        found = defaultdict(list)
        rows = ProtectionReview.objects.filter(plan__in=self._open(ProtectionPlan), held_on__isnull=False)
        for _, plan, day in self.rows(rows, "plan_id", "held_on"):
            found[plan].append(day)
        return found

    @cached_property
    def cases(self):
        """[(child, start, end)] of referrals that led to something."""
        rows = self._open(Referral, "referred_on", "closed_on").exclude(no_further_action=True)
        return list(self.rows(rows, "referred_on", "closed_on"))

    @cached_property
    def leavers(self):
        rows = CareLeaverContact.objects.filter(year__gte=self.first.year, year__lte=self.last.year + 1)
        return list(self.rows(rows, "year", "in_touch", "activity", "accommodation"))
