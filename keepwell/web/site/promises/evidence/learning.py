"""Evidence of learning: education plans of children in care, and who checks them."""

from django.db.models import Count, Q
from django.db.models.functions import Length

from keepwell.web.school.actions.learning import CHECKS
from keepwell.web.school.may import PLAN
from keepwell.web.school.models import EducationTerm, PlanPart
from keepwell.web.school.parts import SECTIONS
from keepwell.web.school.queries.learning import term_of
from keepwell.web.school.queries.life import in_care
from keepwell.web.site.promises.evidence.found import Found, NotMade, evidence
from keepwell.web.site.promises.evidence.record import SEALED_AT_LEAST


@evidence("learning")
def learning(look):
    """Reads the policy: the virtual school head may know every child, read the education plans and decide about them.
    Finds plans that somebody approved or returned who wrote in them. How many children in care have a plan for this
    term is counted and breaks nothing: that people write them is theirs to do."""
    if look.policy.controller.kind != "local-authority":
        raise NotMade("Only a council has a virtual school head.")
    opens = CHECKS in look.policy.roles and look.policy.roles[CHECKS].reach == "all" and _may(look)
    year, term = term_of(look.today)
    cared = set(in_care(look.today))
    plans = EducationTerm.objects.filter(year=year, term=term, child__in=cared)
    own = EducationTerm.history.filter(state__in=("draft", "waiting")).exclude(by=None)
    decided = EducationTerm.objects.exclude(decided_by=None).values_list("pk", "decided_by")
    writers = set(own.values_list("id", "by"))
    figures = {
        "children": len(cared), "plans": plans.count(), "approved": plans.filter(state="approved").count(),
        "own": sum(pair in writers for pair in decided),
    }  # fmt: skip
    words = "The virtual school head may read the education plan of every child in care." if opens else (
        "No role here opens the education plan of every child in care to a virtual school head."
    )  # fmt: skip
    words += " Children in care: {children}, with a plan for this term: {plans}, approved: {approved}. Decided by "
    words += "whoever wrote in them: {own}."
    return Found(opens and not figures["own"], words, figures)


@evidence("plan-parts")
def plan_parts(look):
    """Reads the policy, role by role: each part of an education, health and care plan must be open to somebody, and
    some role must read a part without reading all of them. Counts the parts that are written, and those that are
    shorter than a seal or of no section. How a plan leaves is not looked at: nothing sends one yet."""
    if PLAN not in look.policy.categories:
        raise NotMade("No education, health and care plan is kept here.")
    opens = {role: _parts_open(look, role) for role in look.policy.roles}
    nobody = [id for id in SECTIONS if not any(id in parts for parts in opens.values())]
    some = sum(0 < len(parts) < len(SECTIONS) for parts in opens.values())
    every = sum(len(parts) == len(SECTIONS) for parts in opens.values())
    rows = PlanPart.objects.annotate(length=Length("sealed_words")).aggregate(
        written=Count("pk", filter=Q(length__gt=0)),
        bare=Count("pk", filter=Q(length__gt=0, length__lt=SEALED_AT_LEAST) | ~Q(section__in=SECTIONS)),
    )
    words = (
        f"{len(SECTIONS)} parts, {len(nobody)} of them open to nobody; {every} roles read all of them, {some} some. "
    )
    words += "Written: {written}; not locked, or of no such part: " + ("{bare}." if rows["bare"] else "none.")
    return Found(bool(some) and not nobody and not rows["bare"], words, rows)


def _parts_open(look, role):
    """The parts that some purpose of the policy opens to this role."""

    def sees(category, purpose):
        if category not in look.policy.categories:
            return False
        return look.policy.decide((role,), "view", category, purpose, on=look.today).allowed

    return {
        id for id, one in SECTIONS.items()
        if any(all(sees(category, purpose) for category in one.categories) for purpose in look.policy.purposes)
    }  # fmt: skip


def _may(look):
    may = [("view", "identity"), ("view", "education"), ("edit", "education")]
    return all(look.policy.decide((CHECKS,), *one, "support", on=look.today).allowed for one in may)
