"""Evidence of leaving care: what is known of care leavers, and that nobody reaches out to one who refuses."""

from keepwell.web.record.models import CareLeaverContact
from keepwell.web.site.promises.evidence.found import Found, evidence
from keepwell.web.site.promises.evidence.record import held
from keepwell.web.work.queries.contact import refusing
from keepwell.web.work.queries.standing import open_on
from keepwell.web.work.running.refusing import OUTREACH


@evidence("outreach")
def outreach(look):
    """Counts what is held of care leavers around their birthdays, and young people who said last that they want no
    contact, in a return or in a talk; finds those of them for whom a visit or call is still due. Their pathway plans
    and reviews go on: those are no reaching out."""
    found = held(look, CareLeaverContact.__name__)
    refused = refusing()
    due = open_on(look.today).filter(clock__in=OUTREACH, child__in=list(refused))
    still = due.order_by().values("child").distinct().count()
    words = f"{found.words} Want no contact: {{refused}}; still to be reached out to: "
    words += ("{still}" if still else "none") + "."
    return Found(found.kept and not still, words, {**found.figures, "refused": len(refused), "still": still})
