"""What the pages of a check show: findings by rule and by child, what is explained, what was mended since."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q

from keepwell.web.access import door
from keepwell.web.access.policy import policy
from keepwell.web.record.models import Address, Child, Person

from .models import Explanation, RunFinding


def holding(run):
    """The explanations that hold for this return."""
    return Explanation.objects.filter(collection=run.collection, year=run.year, withdrawn_at=None)


def tellable(findings, by):
    """Those of these findings that speak of no child of whom this person must not know.

    A finding of files may speak of a child by number alone, who was taken in later.
    """
    known = door.only_known(Child.objects.all(), by=by, purpose="returns").values("pk")
    closed = Person.objects.filter(child__isnull=False).exclude(pk__in=known)
    return findings.filter(Q(child=None) | Q(child__in=known)).exclude(child=None, number__in=closed.values("folded"))


def child_of(finding):
    """The child of whom a finding speaks; by number alone, when it was not known to be theirs. None without one."""
    by_number = Child.objects.select_related("person").filter(person__folded=finding.number)
    return finding.child or (by_number.first() if finding.number else None)


def findings_of(run, by):
    """The findings of a run that this person may be told, each with `is_explained`."""
    said = Exists(holding(run).filter(fingerprint=OuterRef("fingerprint")))
    return tellable(run.findings, by).annotate(is_explained=said)


def mended_of(run, by):
    """Findings of the run before that are gone, their rules having run."""
    if run.before is None:
        return RunFinding.objects.none()
    ran = [code for code, outcome in run.outcomes.items() if outcome["state"] in ("passed", "failed")]
    there = Exists(run.findings.filter(fingerprint=OuterRef("fingerprint")))
    return tellable(run.before.findings, by).filter(~there, rule__in=ran)


@dataclass(frozen=True)
class RuleCount:
    """How often one rule failed, of which new and explained."""

    rule: str
    severity: str
    sentence: str
    count: int
    new: int
    explained: int
    children: int


def by_rule(run, by):
    """A RuleCount for each rule that failed, errors first, the most frequent first."""
    counts = (
        findings_of(run, by).order_by().values("rule")
        .annotate(n=Count("pk"), new=Count("pk", filter=Q(is_new=True)),
                  explained=Count("pk", filter=Q(is_explained=True)), children=Count("number", distinct=True))
    )  # fmt: skip
    rows = [_counted(run, one) for one in counts]
    return sorted(rows, key=lambda one: (one.severity != "error", -one.count, one.rule))


def _counted(run, one):
    of = run.outcomes.get(one["rule"], {})
    severity, sentence = of.get("severity", "error"), of.get("sentence", "")
    return RuleCount(one["rule"], severity, sentence, one["n"], one["new"], one["explained"], one["children"])


def count_explained(run, by):
    return findings_of(run, by).filter(is_explained=True).count()


@dataclass
class NotRun:
    """Rules that share a state and a reason."""

    state: str
    why: str
    rules: list = field(default_factory=list)


def not_run(run):
    """What did not run and what could not, by reason; what went wrong first."""
    found = {}
    for code, outcome in run.outcomes.items():
        if outcome["state"] in ("not run", "could not run"):
            key = outcome["state"], outcome["why"]
            found.setdefault(key, NotRun(*key)).rules.append(code)
    return sorted(found.values(), key=lambda one: (one.state != "could not run", -len(one.rules)))


def explanations_of(run, findings):
    """{fingerprint: Explanation} of the findings on a page."""
    said = holding(run).filter(fingerprint__in=[one.fingerprint for one in findings])
    return {one.fingerprint: one for one in said.select_related("explained_by")}


def explained_last_year(finding):
    """What was said about the same row and rule a year ago, if anything."""
    run = finding.run
    said = Explanation.objects.filter(
        collection=run.collection, year=run.year - 1, fingerprint=finding.fingerprint, withdrawn_at=None
    )
    return said.select_related("explained_by").first()


def open_categories(by, action="view"):
    """The categories of the policy that this person may read (or export) for the returns."""
    held, rules = door.roles(by), policy()
    return frozenset(c for c in rules.categories if rules.decide(held, action, c, "returns").allowed)


def with_sealed_address(children):
    """Which of these children (keys) have an address that is kept secret."""
    return set(Address.objects.filter(person__in=children, sealed=True).values_list("person_id", flat=True))
