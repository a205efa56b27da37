"""Recording a step of the work: its answers, the rows of the record that they make, and changing it afterwards.

One transaction with the decision of the door, the log and the clocks that listen. What a form writes is declared in
`keepwell.forms`; which tables there are, in `record.targets`.
"""

import json
import uuid
from datetime import date
from hashlib import sha256

from django.db import transaction

from keepwell.clocks.collection import CollectionYear
from keepwell.clocks.due import due
from keepwell.forms.declared import OPEN

from ...access import door
from ...access.policy import policy
from .. import vault
from ..apart import of_adoption
from ..elsewhere import changed
from ..models import Child, FormVersion, Step
from ..targets import TARGETS, standing
from .following import seal_adopted
from .rows import add_row, change_row


class NotNow(Exception):
    """The step does not fit the record as it stands; `question` (an id, or '') and a sentence for the person."""

    def __init__(self, sentence, question=""):
        super().__init__("the step does not fit")
        self.sentence, self.question = sentence, question


class Meanwhile(Exception):
    """Somebody else changed the step since it was shown; `said` is what it says now."""

    def __init__(self, said):
        super().__init__("changed meanwhile")
        self.said = said


def plain(answer):
    """An answer as JSON holds it."""
    if isinstance(answer, dict):
        return {key: plain(one) for key, one in answer.items()}
    if isinstance(answer, list | tuple):
        return [plain(one) for one in answer]
    return answer.isoformat() if isinstance(answer, date) else answer


def mark_of(said):
    """The fingerprint of what a step says, to tell whether somebody changed it."""
    return sha256(json.dumps(plain(said), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def take(child, *, form, answers, by, purpose, about=None, after=None, group=None, may=None):
    """Record a step with these answers (question id -> value, without those not given); returns the Step.

    about   how it was written: voice, child_knows, why_not, significant; and who told us (giver)
    after   the Step that it follows; group: what was recorded at once for several children
    Raises NotNow when it does not fit what stands, NotForYou when a category is not open to `by`.
    """
    Child.objects.select_for_update().get(pk=child.pk)
    about = about or {}
    written = _Writing(child, form, answers, by)
    written.ask(purpose)
    kind, key = written.write()
    step = Step(
        child=child, seal=uuid.uuid4(), form=form.id, version=_version(form), after=after, kind=kind, key=key,
        group=group, by=by, significant=bool(about.get("significant")), voice=about.get("voice", ""),
        child_knows=about.get("child_knows", ""), giver=about.get("giver", ""),
    )  # fmt: skip
    _say(step, answers, about.get("why_not", ""))
    step.save()
    seal_adopted(child)
    changed.send(Step, children=[child.pk])
    return step


@transaction.atomic
def change(step, *, form, answers, was, by, purpose, about=None):
    """Change the answers of a step that no row of the record carries; the old ones stay as a version.

    was   the `mark_of` what the person saw; raises Meanwhile when it says something else now
    """
    Child.objects.select_for_update().get(pk=step.child_id)
    step = Step.objects.select_related("child__person").get(pk=step.pk)
    said = read(step)
    if mark_of(said) != was:
        raise Meanwhile(said)
    about = about or {}
    asked = {form.category, *_categories(form, answers)}
    door.ask_of(step.child, by=by, action="edit", categories=asked, purpose=purpose, what="change a step")
    _say(step, said["answers"] | answers, about.get("why_not", ""))
    for name in ("voice", "child_knows", "significant", "giver"):
        setattr(step, name, about.get(name, getattr(step, name)))
    step._history_user = by
    step.save()
    changed.send(Step, children=[step.child_id])
    return step


def read(step, key=None):
    """What a step says: {"answers": id -> value as JSON holds it, "why_not"}."""
    key = key or vault.keys_of([step.child_id])[step.child_id]
    words = vault.unseal(key, step.sealed_answers, "step", step.seal, "answers")
    return json.loads(words) if words else {"answers": {}, "why_not": ""}


def _say(step, answers, why_not):
    """Seal the answers, and leave open what clocks and figures count by."""
    key = vault.keys_of([step.child_id])[step.child_id].under(step.version.apart)
    words = json.dumps({"answers": plain(answers), "why_not": why_not}, ensure_ascii=False)
    step.sealed_answers = vault.seal(key, words, "step", step.seal, "answers")
    for name in OPEN:
        value = answers.get(name, getattr(step, name))
        setattr(step, name, date.fromisoformat(value) if name != "outcome" and isinstance(value, str) else value)


def _version(form):
    kept, _ = FormVersion.objects.get_or_create(
        digest=form.digest,
        defaults={"form": form.id, "title": form.title, "words": form.words, "apart": of_adoption(form.words)},
    )
    return kept


def _categories(form, answers):
    return {one.category for one in form.questions if answers.get(one.id) not in (None, "", [])}


class _Writing:
    """The rows that the answers of one form make."""

    def __init__(self, child, form, answers, by):
        self.child, self.form, self.answers, self.by = child, form, answers, by
        self.on = answers.get("on") or date.today()
        self.year = CollectionYear.of(self.on).year
        self.rows = [row for row in form.rows if row.when is None or row.when.holds(answers)]
        self.made = {}  # kind -> key of the row that this step made or changed

    def ask(self, purpose):
        """The door: all that is added, and all that is changed of rows that stand."""
        added = {self.form.category} | _categories(self.form, self.answers)
        edited = set()
        for row in self.rows:
            target = TARGETS[row.kind]
            (edited if row.does == "change" else added).update(target.categories([c for c, _ in row.sets]))
            edited.update(target.categories([c for c, _ in row.ends]))
        words = {"by": self.by, "purpose": purpose, "what": "record a step"}
        door.ask_of(self.child, action="add", categories=added, **words)
        if edited:
            door.ask_of(self.child, action="edit", categories=edited, **words)

    def write(self):
        """(kind, key) of the first row written, ('', None) when the form writes none."""
        for row in self.rows:
            for each in self.answers.get(row.each, ()) if row.each else (None,):
                self._write(row, each)
        return next(iter(self.made.items()), ("", None))

    def _write(self, row, each):
        target = TARGETS[row.kind]
        facts = target.facts({column: self._answer(what, each) for column, what in row.sets})
        held = standing(self.child, row.kind) if row.does != "add" else self._of_the_year(target)
        if row.does == "add" and held is None:
            self._add(target, facts)
        elif row.does == "follow" and held is not None:
            ended = target.facts({column: self._answer(what, each) for column, what in row.ends})
            on = held.facts | dict.fromkeys(ended) | facts
            self._change(target, held, ended)
            self._add(target, on)
        elif row.does == "follow":
            self._add(target, facts)
        elif held is not None:
            self._change(target, held, facts)

    def _of_the_year(self, target):
        """A table with one row a year has it changed, not doubled."""
        if not target.yearly:
            return None
        return next(iter(target.shelf.load([self.child.pk], self.year)), None)

    def _answer(self, what, each):
        if what == "@each":
            return each
        if what.startswith("@clock:"):
            _, clock, question = what.split(":")
            return due(policy().clocks[clock], self.answers.get(question)).on
        return self.answers.get(what[1:]) if what.startswith("@") else what

    def _add(self, target, facts):
        parent = self.made.get(target.parent) if target.parent else None
        if target.parent and parent is None:
            held = standing(self.child, target.parent)
            if held is None:
                raise NotNow(f"Nothing it belongs to is open: {TARGETS[target.parent].title}. Record that first.")
            parent = held.key
        every = target.every() | facts
        key = add_row(self.child, shelf=target.shelf, parent=parent, facts=every, year=self.year)
        self.made[target.slug] = key

    def _change(self, target, held, changes):
        ended, began = changes.get(target.ends), held.facts.get(target.starts)
        if ended and began and ended < began:
            raise NotNow(f"That is before it began, on {began:%-d %B %Y}. Look at both days.", "on")
        changes = {fact: value for fact, value in target.shelf.tidy(changes).items() if value != held.facts.get(fact)}
        if changes:
            change_row(self.child, shelf=target.shelf, kind=target.kind, held=held, changes=changes, year=self.year,
                       by=self.by, why=f"step {self.form.id}")  # fmt: skip
        self.made.setdefault(target.slug, held.key)
