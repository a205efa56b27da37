"""Evidence of relevance: whether each concern in a child's file has the reason why it stands there."""

from django.db.models import Count, Q

from keepwell.web.concerns.models import Concern, Linked
from keepwell.web.site.promises.evidence.found import Found, evidence, some_or_none


@evidence("belonging")
def belonging(look):
    """Counts notes of concern that somebody said belong in the child's file, that do not, and that wait; parts of notes
    that stand on the record of another child; and which of all these stand there without a reason or without who said
    so. What waits is read by those alone who decide about notes of concern."""
    look.stop_unless_kept("concerns.Concern.in_file")
    rows = Concern.objects.exclude(child=None).aggregate(
        filed=Count("pk", filter=Q(in_file="yes")), out=Count("pk", filter=Q(in_file="no")),
        waiting=Count("pk", filter=Q(in_file="")), bare=Count("pk", filter=~Q(in_file="") & _bare("sealed_file_why")),
        nobody=Count("pk", filter=~Q(in_file="") & (Q(filed_by=None) | Q(filed_at=None))),
    )  # fmt: skip
    parts = Linked.objects.aggregate(parts=Count("pk"), bare=Count("pk", filter=_bare("sealed_why")))
    wrong = {"bare": rows.pop("bare") + parts.pop("bare"), "nobody": rows.pop("nobody")}
    words = "In the file: {filed}; left out of it: {out}; not said yet, and read by those who decide alone: {waiting}. "
    words += "Parts on the record of another child: {parts}. Without a reason: " + some_or_none(wrong, "bare")
    words += "; without who said so: " + some_or_none(wrong, "nobody") + "."
    return Found(not any(wrong.values()), words, {**rows, **parts, **{name: n for name, n in wrong.items() if n}})


def _bare(field):
    return Q(**{field: b""})
