"""Evidence of support: that each reading states its purpose, and that the actions of plans are followed."""

from django.db.models import Count, Q

from keepwell.web.access.models import Entry
from keepwell.web.journey.acting import asking
from keepwell.web.journey.models import Followed
from keepwell.web.record.models import Sdq, Step
from keepwell.web.site.promises.evidence.found import Found, evidence
from keepwell.web.site.promises.evidence.log import reads


@evidence("support")
def support(look):
    """Counts the readings of the last 30 days for this purpose, readings of a child's record without any purpose, plans
    and reviews that say what will be done, what came of actions, and what of that has nobody who said it or no action
    it is about. The chronology, actions and scores are on the child's pages: the notice's proof is that they are read
    there. Whether a plan is carried out is not judged here."""
    look.stop_unless_kept("journey.Followed.came")
    said = reads(look, "support")
    bare = Entry.objects.filter(child__isnull=False, purpose="").count()
    plans = Step.objects.filter(form__in=asking()).count()
    rows = Followed.objects.aggregate(
        followed=Count("pk"), done=Count("pk", filter=Q(came="done")), nobody=Count("pk", filter=Q(by=None)),
    )  # fmt: skip
    words = f"{said.words} Readings of a child’s record without a purpose: " + ("{bare}" if bare else "none")
    words += ". Plans and reviews that say what will be done: {plans}; said what came of an action: {followed}, of "
    words += "which done: {done}; without who said so: " + ("{nobody}" if rows["nobody"] else "none")
    words += ". Scores of strengths and difficulties: {scores}."
    figures = {**said.figures, "plans": plans, **rows, "scores": Sdq.objects.filter(score__isnull=False).count()}
    return Found(said.kept and not bare and not rows["nobody"], words, figures | {"bare": bare})
