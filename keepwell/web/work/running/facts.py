"""The rows of the record that start and end clocks, of many children in one query a table."""

from collections import defaultdict, namedtuple
from datetime import date

from keepwell.clocks.due import local_day

from ...access.policy import policy
from ...record import models as m

# What is read: a name, its model, how its rows reach the child, and their fields.
READ = (
    ("referrals", m.Referral, "referred_on closed_on no_further_action"),
    ("assessments", m.Assessment, "referral_id started_on authorised_on"),
    ("enquiries", m.Section47Enquiry, "referral_id started_on conference_not_required"),
    ("conferences", m.Conference, "referral_id enquiry_id held_on"),
    ("plans", m.ProtectionPlan, "referral_id starts_on ends_on"),
    ("plan_reviews", m.ProtectionReview, "plan_id held_on"),
    ("visits", m.Visit, "on reason seen"),
    ("periods", m.PeriodOfCare, "starts_on ends_on"),
    ("statuses", m.LegalStatus, "starts_on ends_on code"),
    ("placements", m.Placement, "starts_on ends_on kind"),
    ("reviews", m.Review, "held_on"),
    ("health", m.HealthEvent, "on kind"),
    ("sdqs", m.Sdq, "on"),
    ("missing", m.MissingEpisode, "starts_on ends_on kind"),
    ("education_plans", m.EducationPlan, "starts_on kind"),
    ("leaver_years", m.CareLeaverContact, "year in_touch"),
    ("steps", m.Step, "form on ends_on outcome after_id kind key at"),
)
_ROWS = {name: namedtuple(f"{name.title()}Row", f"pk {fields}") for name, _, fields in READ}
_NONE = ()
FIRST, LAST = 1900, 2150  # years of days that can be meant


class One:
    """One child: born_on, died_on, `since` (see `since_of`), and the rows of READ, each sorted by its first day."""

    __slots__ = ("born_on", "child", "died_on", "rows", "since")

    def __init__(self, child, born_on, died_on):
        self.child, self.born_on, self.died_on, self.rows, self.since = child, born_on, died_on, {}, None

    def __getattr__(self, name):
        if name in _ROWS:
            return self.rows.get(name, _NONE)
        raise AttributeError(name)

    def recorded(self, day):
        """Was Keepwell the record of this child by that day? Then what is not here has not been done."""
        return self.since is not None and day >= self.since

    def steps_of(self, *forms):
        """The days of the steps recorded in these forms, in order, each once."""
        return sorted({step.on for step in self.steps if step.form in forms and step.on})

    def visited(self, reason, form):
        """The days on which the child was seen: visits for this reason, and steps of the form without a visit row."""
        seen = {v.on for v in self.visits if v.on and v.seen is not False and reason in v.reason.casefold()}
        return sorted(seen.union(step.on for step in self.steps if step.form == form and step.on and not step.key))


def gather(children):
    """Ones of these children, in any order."""
    people = m.Child.objects.filter(pk__in=children).values_list("pk", "person__born_on", "person__died_on")
    found = {child: One(child, possible(born), possible(died)) for child, born, died in people}
    for name, model, fields in READ:
        make, by_child = _ROWS[name]._make, defaultdict(list)
        rows = model.objects.filter(child__in=children).order_by()
        for child, *row in rows.values_list("child_id", "pk", *fields.split()):
            by_child[child].append(make(map(possible, row)))
        for child, rows in by_child.items():
            if child in found:
                found[child].rows[name] = rows
    since = policy().recording_since
    for one in found.values():
        one.since = since or since_of(one.steps)
    return found.values()


def possible(value):
    """The value; None for a day that nobody alive can mean. Files hold such, and the checks of the returns say so."""
    return None if isinstance(value, date) and not FIRST <= value.year <= LAST else value


def since_of(steps):
    """The day from which Keepwell is the record of a child where the policy names none: that of the first step."""
    return min((step.on or local_day(step.at) for step in steps), default=None)


def days(rows, field="on"):
    """The known days of a field of these rows, in order, each once."""
    return sorted({day for row in rows if (day := getattr(row, field)) is not None})


def first(days, since=date.min):
    """The first of these days (in order) on or after that one; None when there is none."""
    return next((day for day in days if day >= since), None)
