"""What the people of a child's record were told: the lines of the page, and whether a form's words were told."""

from dataclasses import dataclass
from datetime import date

from ..models import RELATIONS, NoticeVersion, Relationship, Told, Wording

NEVER, NOW, BEFORE = "never", "now", "before"


@dataclass(frozen=True)
class Standing:
    """Were the words that a form shows told? `state` is never, now (these words) or before (words since changed)."""

    state: str
    on: date | None = None
    who: str = ""


def standing(child, questions):
    """The Standing of what a form says beside these questions, for the family of one child."""
    tellings = list(Told.objects.filter(child=child).select_related("notice").order_by("on", "pk"))
    if not tellings or not questions:
        return Standing(NEVER)
    latest = {}
    for one in tellings:
        for fact, digest in words_told(one).items():
            latest.setdefault((fact, digest), one)
            latest[fact, digest] = max(latest[fact, digest], one, key=lambda told: (told.on, told.pk))
    same = [latest.get((question.fact, question.digest)) for question in questions]
    if all(same):
        first = min(same, key=lambda told: (told.on, told.pk))
        return Standing(NOW, first.on, first.get_relation_display())
    told = [one for (fact, _), one in latest.items() if fact in {question.fact for question in questions}]
    if not told:
        return Standing(NEVER)
    last = max(told, key=lambda one: (one.on, one.pk))
    return Standing(BEFORE, last.on, last.get_relation_display())


def words_told(telling):
    """{fact: digest of its wording} of one telling: the notice for adults has the table of all facts, others what was
    explained."""
    every = telling.notice.wordings if telling.notice.audience == "adult" else {}
    return {**every, **telling.explained}


def notice_then(digest, audience):
    """The NoticeVersion with this digest of a policy; None when it was never kept."""
    return NoticeVersion.objects.filter(digest=digest, audience=audience).first()


def versions():
    """Every notice that was kept, the newest first."""
    return NoticeVersion.objects.defer("words")


def around(rows):
    """The people around the child of these Rows who may have been told: {key: (relation, person id, words, has PR)}.

    Those whom the reader may not know of are not in it.
    """
    if not rows.may("relationships"):
        return {}
    found = {one.other_id: one for one in reversed(rows.of(Relationship)) if not one.ends_on or one.ends_on >= rows.on}
    rows.meet(found)
    return {
        f"person-{key}": (one.kind, key, f"{rows.called(key).full}, {one.get_kind_display().lower()}",
                          one.parental_responsibility)
        for key, one in reversed(found.items())
    }  # fmt: skip


def who(rows, one):
    """Who was told or answered, in words: the name where the reader may know the people around the child."""
    relation = RELATIONS.get(one.relation, one.relation)
    if not rows.may("relationships") or one.person_id not in {known.other_id for known in rows.of(Relationship)}:
        return relation
    rows.meet([one.person_id])
    return f"{rows.called(one.person_id).full}, {relation[0].lower()}{relation[1:]}"


def explained(telling):
    """The words that were explained in one telling, in their order: [{title, duty, who, law, consequence}]."""
    kept = {one.digest: one.words for one in Wording.objects.filter(digest__in=telling.explained.values())}
    return [kept[digest] for digest in telling.explained.values() if digest in kept]
