"""What a form says beside its questions: duty or choice, on whom, by which law, what happens without an answer.

Any form that takes facts about a child asks here, by the names that the policy has for its columns; the words are those
of the policy file at this request.
"""

from dataclasses import dataclass, replace
from datetime import date

from keepwell.codes import CODE_SETS
from keepwell.policy.asking import Question, question_of

from ..access.policy import policy
from .models import Refusal
from .queries import consents, told

CATEGORY = "consent"
UNSAID = "Nothing in the policy says that this is a duty or a choice. It is recorded for our own work."


@dataclass(frozen=True)
class Asking:
    """The questions of one row's form.

    questions  column name -> Question, or None where the policy says nothing of it
    refused    columns of the return (`ssda903.OC2.HEALTH_CHECK`) that stand refused in this row
    unwanted   column name -> why no new answer may be written: they do not want to be asked
    standing   whether the family was told these words; None when the reader may not know that
    """

    kind: object
    questions: dict
    refused: frozenset
    unwanted: dict
    standing: object = None

    def item(self, column):
        return self.kind.item(column)

    def question(self, column) -> Question | None:
        return self.questions[column.name]

    def codes(self, column):
        """The codes of the column's own list that say: would not tell."""
        question = self.question(column)
        return _own_codes(column, question) if question else ()

    def takes_refusal(self, column):
        """Is a refusal kept as a fact of its own? So it is for a choice for which no column of the row has a code."""
        question = self.question(column)
        return bool(question and question.choice and not question.refusal_codes)

    def with_refused(self, items):
        return replace(self, refused=frozenset(items))

    @property
    def choices(self):
        """The questions that are a choice, each once."""
        return list({q.fact: q for q in self.questions.values() if q and q.choice}.values())

    def beside(self, columns):
        """[(column, question, is it explained here?)]: neighbours with the same question have its words once."""
        said, found = None, []
        for column in columns:
            question = self.question(column)
            found.append((column, question, question is not None and question.fact != said))
            said = question and question.fact
        return found


def asking(place, key=None):
    """The Asking of a Place, for the row with this key or a new one."""
    held, on = policy(), date.today()
    columns = place.columns
    questions = {c.name: question_of(held, place.kind.item(c), on) for c in columns}
    items = [place.kind.item(c) for c in columns]
    refused = Refusal.objects.filter(item__in=items, key=key, ended_at=None) if key else ()
    asking = Asking(place.kind, questions, frozenset(one.item for one in refused), _unwanted(place, questions, on))
    if asking.choices and place.opened.may(CATEGORY):
        asking = replace(asking, standing=told.standing(place.child, asking.choices))
    return asking


def _unwanted(place, questions, on):
    """Which of them somebody said no to, with the sentence that says so."""
    about = {f"field.{q.fact}" for q in questions.values() if q and q.choice}
    if not about:
        return {}
    states = consents.states_of([place.child.pk], on, about=about)[place.child.pk]
    against = (consents.REFUSED, consents.WITHDRAWN, consents.AT_ODDS)
    return {
        name: f"they did not agree to be asked about this ({states[f'field.{q.fact}'].on:%-d %B %Y}). Leave it as it "
        "was, or write down first that they changed their mind"
        for name, q in questions.items()
        if q and q.choice and states[f"field.{q.fact}"].word in against
    }


def _own_codes(column, question):
    codes = CODE_SETS.get(column.codes) if column.codes else None
    return tuple(code for code in question.refusal_codes if codes and code in codes.codes)
