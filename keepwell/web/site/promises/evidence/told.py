"""Evidence of what people are told: the words beside each question, refusals, and the notices that are kept."""

from keepwell.codes import CODE_SETS
from keepwell.policy.asking import question_of
from keepwell.policy.columns import empty_places, within
from keepwell.web.record import models
from keepwell.web.record.kinds import KINDS
from keepwell.web.site.promises.evidence.found import Found, evidence


@evidence("told")
def told(look):
    """Compares each question of the record's forms with the policy; counts refusals and tellings, and their notices.

    A question without its words, a choice that cannot be refused, and a telling whose words are lost are not kept.
    """
    places = empty_places(look.policy.objects)
    asked = [(column, question_of(look.policy, kind.item(column), look.today))
             for kind in KINDS.values() for column in kind.columns
             if not within(kind.item(column), places)]  # fmt: skip
    silent = sum(question is None for _, question in asked)
    choices = {question.fact: question for _, question in asked if question and question.choice}
    stuck = [one for one in choices.values() if not _can_be_refused(one, asked)]
    lost = _lost()
    rows = {
        "tellings": models.Told.objects.count(),
        "refusals": models.Refusal.objects.filter(ended_at=None).count(),
    }
    words = (
        f"{len(asked)} questions of the forms, {silent} without their words; {len(choices)} choices, {len(stuck)} of"
        f" them cannot be refused. Tellings kept: {{tellings}}, {'{lost}' if lost else 'none'} without its words;"
        " refusals kept apart from codes: {refusals}."
    )
    return Found(not silent and not stuck and not lost, words, rows | ({"lost": lost} if lost else {}))


def _can_be_refused(question, asked):
    """By a code of some column of it, or, where it names none, by a fact of its own."""
    own = [column.codes for column, one in asked if one == question and column.codes]
    listed = {code for name in own for code in CODE_SETS[name].codes}
    return not question.refusal_codes or bool(set(question.refusal_codes) & listed)


def _lost():
    """Tellings of which the words of a question can no longer be read. Their notice cannot be deleted."""
    kept = set(models.Wording.objects.values_list("digest", flat=True))
    return sum(bool(set(said.values()) - kept) for said in models.Told.objects.values_list("explained", flat=True))
