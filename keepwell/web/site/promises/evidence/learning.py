"""Evidence of learning: education plans of children in care, and who checks them."""

from keepwell.web.school.actions.learning import CHECKS
from keepwell.web.school.models import EducationTerm
from keepwell.web.school.queries.learning import term_of
from keepwell.web.school.queries.life import in_care
from keepwell.web.site.promises.evidence.found import Found, NotMade, evidence


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


def _may(look):
    may = [("view", "identity"), ("view", "education"), ("edit", "education")]
    return all(look.policy.decide((CHECKS,), *one, "support", on=look.today).allowed for one in may)
