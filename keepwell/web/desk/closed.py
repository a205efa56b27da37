"""Children of whom somebody must not know, as the desk has to look for them: also in rows and sentences that point at
nobody, because they were set aside or checked before the child was taken in."""

import re
from copy import copy
from dataclasses import dataclass

from django.db.models import Count, Q

from keepwell.web.access import door
from keepwell.web.record.models import Child, Identifier, Person
from keepwell.web.record.queries.returned import given_rows

WORD = re.compile(r"[^\w/.-]+")


@dataclass(frozen=True)
class Closed:
    """Their keys, and every number that they have, in capitals."""

    children: frozenset
    numbers: frozenset

    def __bool__(self):
        return bool(self.children)

    def is_told_by(self, *texts):
        """Does one of these texts hold one of the numbers, whole or among other words?"""
        given = [text.strip().upper() for text in texts if text]
        return any(not self.numbers.isdisjoint((one, *(w.strip(".-/") for w in WORD.split(one)))) for one in given)


def closed_to(by):
    """The Closed of this person, for the returns."""
    known = door.only_known(Child.objects.all(), by=by, purpose="returns")
    children = set(Child.objects.exclude(pk__in=known.values("pk")).values_list("pk", flat=True))
    if not children:
        return Closed(frozenset(), frozenset())
    own = Person.objects.filter(pk__in=children).values_list("folded", flat=True)
    others = Identifier.objects.filter(person__in=children).values_list("value", flat=True)
    return Closed(frozenset(children), frozenset({*own, *(one.upper() for one in others)}))


def as_told(run, by, closed, tellable):
    """The run with the counts of what this person may know; the run itself when nobody is closed to them.

    tellable    the function of findings and a person that leaves those of closed children out
    """
    if not closed or run.state != run.State.FINISHED:
        return run
    told = copy(run)
    _count_findings(told, run, by, tellable)
    rows = given_rows(run.collection, run.year, owners=sorted(closed.children))
    told.children = run.children - len({row.child for found in rows.values() for row in found})
    told.about = run.about | {
        "rows": {name: n - len(rows.get(name, ())) for name, n in run.about.get("rows", {}).items()}
    }
    said = [one for one in run.noticed.get("said", ()) if not closed.is_told_by(one[2])]
    told.noticed = run.noticed | {"said": said}
    return told


def _count_findings(told, run, by, tellable):
    if run.forgotten_at:  # what was closed among them cannot be told apart any more
        told.errors = told.queries = told.new = told.mended = told.unseen = None
        return
    counted = tellable(run.findings, by).order_by().values("rule").annotate(
        errors=Count("pk", filter=Q(severity="error")), n=Count("pk"), new=Count("pk", filter=Q(is_new=True))
    )  # fmt: skip
    rules = {one["rule"]: one for one in counted}
    told.errors = sum(one["errors"] for one in rules.values())
    told.queries = sum(one["n"] for one in rules.values()) - told.errors
    told.outcomes = {code: _outcome(code, outcome, rules) for code, outcome in run.outcomes.items()}
    if run.before is None:
        return
    told.new = sum(one["new"] for one in rules.values())
    gone = tellable(run.before.findings, by).exclude(fingerprint__in=run.findings.values("fingerprint"))
    ran = [code for code, outcome in run.outcomes.items() if outcome["state"] in ("passed", "failed")]
    told.mended, told.unseen = gone.filter(rule__in=ran).count(), gone.exclude(rule__in=ran).count()


def _outcome(code, outcome, rules):
    failed_elsewhere = outcome["state"] == "failed" and code not in rules
    return outcome | {"state": "passed"} if failed_elsewhere else outcome


def without(account, rows):
    """An Account that does not count these rows set aside. `rows`: SourceRows."""
    for row in rows:
        if account.reasons[row.aside]:
            account.tables[row.table or row.file]["aside"] -= 1
            account.reasons[row.aside] -= 1
    account.reasons = +account.reasons
    return account
