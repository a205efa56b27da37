"""Writing down what somebody was told, and keeping each version of the notice that somebody was told from."""

from datetime import date

from django.db import transaction

from keepwell.policy.asking import questions
from keepwell.policy.keeping import as_data

from ...access import door
from ..models import NoticeVersion, Told, Wording

CATEGORY = "consent"


@transaction.atomic
def keep_version(policy, audience):
    """The NoticeVersion of this policy's notice for `adult` or `child`; kept now when it is not yet."""
    kept = NoticeVersion.objects.filter(digest=policy.digest, audience=audience).first()
    if kept:
        return kept
    notice = policy.notice(audience)
    asked = questions(policy, date.today())
    Wording.objects.bulk_create(
        [Wording(digest=q.digest, fact=q.fact, words=q.words) for q in asked.values()], ignore_conflicts=True
    )
    version, _ = NoticeVersion.objects.get_or_create(
        digest=policy.digest, audience=audience,
        defaults={
            "version": notice.version, "title": notice.title, "valid_from": notice.valid_from,
            "words": as_data(notice), "wordings": {q.fact: q.digest for q in asked.values()},
        },
    )  # fmt: skip
    return version


@transaction.atomic
def tell(child, *, notice, relation, person, how, on, explained, by, purpose):
    """Keep that somebody was told; returns the Told.

    notice     the NoticeVersion they were told from
    relation   who they are to the child, and `person` their key where the record has their name
    explained  ids of the questions gone through; each keeps the words of that version
    """
    door.ask_of(child, by=by, action="add", categories=[CATEGORY], purpose=purpose, what="write down a telling")
    words = {fact: notice.wordings[fact] for fact in explained}
    return Told.objects.create(
        child=child, notice=notice, relation=relation, person_id=person, how=how, on=on, explained=words, by=by
    )
