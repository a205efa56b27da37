"""Evidence of authors: whether everything that was written here says who wrote it."""

from django.db.models import Exists, OuterRef, Q, Subquery

from keepwell.web.concerns.models import Concern, Linked
from keepwell.web.record.models import LifeStoryEntry, Note, SourceRow, Step
from keepwell.web.site.promises.evidence.found import Found, evidence

FILE = "Notes"  # the table of people files from which notes come


@evidence("authors")
def authors(look):
    """Counts what was written here: notes, steps of the work, notes of concern with the parts of other children, and
    the life story; and what of it does not name its author. A note's author is whoever its first version names. Notes
    that came in a file are counted apart: they name whom the file names."""
    look.stop_unless_kept("record.Note.sealed_text")
    ours, brought = _notes()
    figures = {"notes": ours.count(), "brought": brought.count(), "named": brought.exclude(written_by=None).count()}
    nameless = ours.filter(written_by=None, author=None).count()
    for name, model, field in (
        ("steps", Step, "by"), ("concerns", Concern, "raised_by"), ("parts", Linked, "by"),
        ("stories", LifeStoryEntry, "by"),
    ):  # fmt: skip
        figures[name] = model.objects.count()
        nameless += model.objects.filter(**{field: None}).count()
    words = "Written here: notes {notes}, steps {steps}, notes of concern {concerns} and parts of others in them "
    words += "{parts}, life story {stories}; without their author: " + ("{nameless}." if nameless else "none.")
    words += " From files: notes {brought}, of which {named} name who wrote them."
    return Found(not nameless, words, figures | ({"nameless": nameless} if nameless else {}))


def _notes():
    """Notes written here, each with its `author` (key, or None), and those that came in a file."""
    from_file = Exists(SourceRow.objects.filter(table=FILE, became=OuterRef("pk")))
    first = Note.history.filter(id=OuterRef("pk")).order_by("history_date", "history_id")
    ours = Note.objects.filter(~from_file).annotate(author=Subquery(first.values("history_user")[:1]))
    return ours, Note.objects.filter(Q(from_file))
