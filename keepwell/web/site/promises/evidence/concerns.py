"""Evidence of notes of concern: who wrote them, why it was decided so, and that each change is a version."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from keepwell.web.concerns.models import Concern
from keepwell.web.record.models import Note
from keepwell.web.site.promises.evidence.found import Found, evidence, some_or_none

SAYS = ("sealed_words", "sealed_reason", "sealed_feedback", "category", "decision")


@evidence("concerns")
def concerns(look):
    """Counts notes of concern, those without their author, those decided without a reason, and those whose latest
    version is not what they say now. What was seen and what somebody thinks are two questions of the form."""
    rows = Concern.objects.aggregate(
        notes=Count("pk"), nameless=Count("pk", filter=Q(raised_by=None)),
        bare=Count("pk", filter=Q(decided_at__isnull=False, sealed_reason=b"")),
    )  # fmt: skip
    rows["unversioned"] = _changed_past_their_versions()
    rows["earlier"] = Note.objects.filter(kind="concern").count()
    wrong = rows["nameless"] + rows["bare"] + rows["unversioned"]
    words = "Notes of concern: {notes}; without their author: " + some_or_none(rows, "nameless")
    words += "; decided without a reason: " + some_or_none(rows, "bare")
    words += "; changed without a version: " + some_or_none(rows, "unversioned") + ". From other records: {earlier}."
    return Found(not wrong, words, {name: n for name, n in rows.items() if n or name in ("notes", "earlier")})


def _changed_past_their_versions():
    versions = Concern.history.model.objects.filter(id=OuterRef("pk"))
    latest = Subquery(versions.order_by("-history_date", "-history_id").values("history_id")[:1])
    same = Concern.history.model.objects.filter(history_id=OuterRef("latest"), **{n: OuterRef(n) for n in SAYS})
    return Concern.objects.annotate(latest=latest).exclude(Exists(same)).count()
