"""Counting: for each figure which child falls into which part in which period. The rules are those of `statistics`.

A rule is a function of (Facts, Period) that gives (child, part) for each thing counted; one child may come many times.
"""

from collections import Counter
from datetime import timedelta

from keepwell.clocks.ages import age_on, plus_months
from keepwell.clocks.collection import CollectionYear
from keepwell.statistics import stability, suppression, timeliness
from keepwell.web.record.models import Assessment, Conference, ProtectionPlan, Referral

from .facts import Facts

RULES = {}
SIX_WEEKS = 42  # days
SDQ_AGES = range(4, 17)
WORKS = ("F", "P")  # full or part time: how the codes of learning and working begin
GONE = ("DIED", "RHOM")


def rule(id):
    def keep(function):
        RULES[id] = function
        return function

    return keep


def facts_of(periods, ids):
    return Facts(ids, min(p.first for p in periods), max(p.last for p in periods))


def counted(measure, periods, facts):
    """{slug of a period: Counter of parts}, and the mean of what the figure has a mean of: {slug: mean or None}."""
    found, means = {}, {}
    for period in periods:
        rows = list(RULES[measure.id](facts, period))
        found[period.slug] = Counter(row[1] for row in rows)
        means[period.slug] = suppression.mean(row[2] for row in rows if len(row) > 2) if measure.mean else None
    return found, means


def behind(measure, period, part, ids):
    """The children of one part, each once, with how often they are in it: {child: times}."""
    return Counter(row[0] for row in RULES[measure.id](facts_of([period], ids), period) if row[1] == part)


def _in(facts, period, name, fetch):
    """What happened in the period, out of rows fetched once for all periods: (day, child, ...) by day."""
    rows = facts.once(name, fetch)
    return [row for row in rows if period.first <= row[0] <= period.last]


def _during(facts, model, field, *fields):
    rows = model.objects.filter(**{f"{field}__gte": facts.first, f"{field}__lte": facts.last})
    return [(day, child, *rest) for child, day, *rest in facts.rows(rows, field, *fields)]


@rule("assessments")
def assessments(facts, period):
    def fetch():
        return _during(facts, Assessment, "authorised_on", "referral__referred_on")

    for end, child, start in _in(facts, period, "assessments", fetch):
        yield child, timeliness.within_working_days(start, end, timeliness.ASSESSMENT)


@rule("conferences")
def conferences(facts, period):
    def fetch():
        return _during(facts, Conference, "held_on", "enquiry__started_on")

    for end, child, start in _in(facts, period, "conferences", fetch):
        yield child, timeliness.within_working_days(start, end, timeliness.CONFERENCE)


@rule("re-referrals")
def rereferrals(facts, period):
    def fetch():
        rows = Referral.objects.filter(referred_on__gte=facts.year_before, referred_on__lte=facts.last)
        found = []
        for child, days in facts.by_child(rows, "referred_on").items():
            before = None
            for day in sorted(days):
                found.append((day, child, before is not None and plus_months(before, 12) >= day))
                before = day
        return found

    for _, child, again in _in(facts, period, "re-referrals", fetch):
        yield child, "again" if again else "first"


@rule("repeat-plans")
def repeat_plans(facts, period):
    def fetch():
        rows = ProtectionPlan.objects.filter(starts_on__isnull=False, starts_on__lte=facts.last)
        by_child = facts.by_child(rows, "starts_on", "ends_on", "previous_plans")
        return [(start, child, _repeats(start, told, plans)) for child, plans in by_child.items()
                for start, _, told in plans if start >= facts.first]  # fmt: skip

    for _, child, part in _in(facts, period, "repeat-plans", fetch):
        yield child, part


def _repeats(start, told, plans):
    earlier = [end for begun, end, _ in plans if begun < start]
    if any(end and end <= start <= plus_months(end, 24) for end in earlier):
        return "two-years"
    return "longer-ago" if earlier or told else "first"


@rule("status")
def status(facts, period):
    day, seen = period.last, set()
    plans = [(child, start, end) for child, _, start, end in facts.plans]
    care = [(child, start, end) for child, start, end, _ in facts.care]
    for part, rows in (("looked-after", care), ("plan", plans), ("need", facts.cases)):
        now = {child for child, start, end in rows if start <= day and (end is None or end > day)} - seen
        seen |= now
        for child in now:
            yield child, part


@rule("plan-reviews")
def plan_reviews(facts, period):
    first = stability.year_before(period.last)
    for child, key, start, end in facts.plans:
        if start <= period.last and (end is None or end > period.last):
            said = timeliness.protection_reviews(start, facts.plan_reviews.get(key, ()), first, period.last)
            if said:
                yield child, said


@rule("care-reviews")
def care_reviews(facts, period):
    first = stability.year_before(period.last)
    for child, (start, _) in facts.looked_after(period.last).items():
        said = timeliness.care_reviews(start, facts.care_reviews.get(child, ()), first, period.last)
        if said:
            yield child, said


@rule("visits")
def visits(facts, period):
    since = period.last - timedelta(SIX_WEEKS)
    for child in facts.looked_after(period.last, days=SIX_WEEKS):
        last = max((day for day in facts.visits.get(child, ()) if day <= period.last), default=None)
        yield child, "none" if last is None else "in-time" if last >= since else "late"


@rule("moves")
def moves(facts, period):
    first = stability.year_before(period.last)
    for child in facts.looked_after(period.last):
        many = len(stability.within(facts.stays.get(child, ()), first, period.last))
        yield child, "three" if many >= 3 else "fewer" if many else "none"


@rule("settled")
def settled(facts, period):
    two_years = plus_months(period.last, -24)
    for child, (_, born) in facts.looked_after(period.last, months=30).items():
        if born and age_on(born, period.last) < 16:
            now = stability.current(facts.stays.get(child, ()), period.last)
            yield child, "settled" if now and now[0] <= two_years else "moved"


@rule("sdq")
def sdq(facts, period):
    first, year = stability.year_before(period.last), CollectionYear.of(period.last).year
    told = facts.yearly("sdq_score")
    for child, (_, born) in facts.looked_after(period.last, months=12).items():
        if born is None or age_on(born, period.last) not in SDQ_AGES:
            continue
        dated = [row for row in facts.scores.get(child, ()) if first <= row[0] <= period.last]
        score = max(dated)[1] if dated else told.get((child, year))
        yield (child, "none") if score is None or not 0 <= score <= 40 else (child, _band(score), score)


def _band(score):
    return "usual" if score <= 13 else "borderline" if score <= 16 else "concern"


@rule("health")
def health(facts, period):
    return _checked(facts, period, "health assessment", "health_assessed", under_five=6)


@rule("dental")
def dental(facts, period):
    return _checked(facts, period, "dental check", "teeth_checked", under_five=12)


def _checked(facts, period, kind, field, under_five):
    told, year, days = facts.yearly(field), CollectionYear.of(period.last).year, facts.health(kind)
    five, since_young, since_old = (plus_months(period.last, -months) for months in (60, under_five, 12))
    for child, (_, born) in facts.looked_after(period.last, months=12).items():
        since = since_young if born and born > five else since_old
        done = any(since < day <= period.last for day in days.get(child, ()))
        yield child, "in-time" if done or told.get((child, year)) else "late"


def _leavers(facts, period):
    year = CollectionYear.of(period.last).year
    return [row for row in facts.leavers if row[1] == year and row[2] not in GONE]


@rule("in-touch")
def in_touch(facts, period):
    for child, _, code, _, _ in _leavers(facts, period):
        yield child, "yes" if code == "YES" else "no" if code else "not-recorded"


@rule("activity")
def activity(facts, period):
    for child, _, _, code, _ in _leavers(facts, period):
        yield child, "yes" if code.startswith(WORKS) else "no" if code else "not-recorded"


@rule("accommodation")
def accommodation(facts, period):
    for child, _, _, _, code in _leavers(facts, period):
        yield child, "yes" if code.endswith("1") else "no" if code else "not-recorded"


def tables(measure, periods, facts):
    """[(period, numbers in the order of the figure's parts, mean)]; `facts` are those of `facts_of`."""
    numbers, means = counted(measure, periods, facts)
    return [(p, tuple(numbers[p.slug][part.id] for part in measure.parts), means[p.slug]) for p in periods]
