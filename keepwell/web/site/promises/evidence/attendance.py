"""Evidence of attendance: marks of single sessions, and whether each change of one stays visible."""

from django.db.models import Count, Q, Sum

from keepwell.attendance.register import BLANK
from keepwell.web.record.models import Attendance
from keepwell.web.school.models import Amendment, Register
from keepwell.web.site.promises.evidence.found import Found, evidence, some_or_none


@evidence("attendance")
def attendance(look):
    """Counts the sessions of the registers and the marks that were amended. Works out anew the fingerprint of each
    register, which is written with every change made here; counts amendments that are gone, and those that do not say
    what stood there, why it was changed, or by whom."""
    look.stop_unless_kept("school.Register.marks")
    sessions, past = _sessions()
    unsaid = Q(reason="") | Q(was="") | Q(by=None, file=None)
    rows = Amendment.objects.aggregate(amended=Count("pk"), unsaid=Count("pk", filter=unsaid))
    counted = Register.objects.aggregate(n=Sum("amended"))["n"] or 0
    wrong = {"past": past, "gone": max(0, counted - rows["amended"]), "unsaid": rows["unsaid"]}
    figures = {"sessions": sessions, "amended": rows["amended"], "terms": Attendance.objects.count()}
    words = "Sessions in registers: {sessions}; marks amended: {amended}. Registers changed past their amendments: "
    words += some_or_none(wrong, "past") + "; amendments gone: " + some_or_none(wrong, "gone")
    words += "; without what stood there, a reason or a person: " + some_or_none(wrong, "unsaid")
    words += ". Terms of which schools sent figures: {terms}."
    return Found(not any(wrong.values()), words, figures | {name: n for name, n in wrong.items() if n})


def _sessions():
    """How many sessions have a mark, and how many registers say something else than was last written into them."""
    marks, past = 0, 0
    for row in Register.objects.only("year", "amended", "marks", "digest").iterator():
        marks += len(row.marks) - row.marks.count(BLANK)
        past += row.digest != row.digest_of()
    return marks, past
