"""The plan on a page: who is who, which plans stand, what was reviewed when, and what the child last said."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cryptography.exceptions import InvalidTag

from keepwell.web.journey import acting
from keepwell.web.journey.queries import steps_of
from keepwell.web.record import vault
from keepwell.web.record.actions import stepping
from keepwell.web.record.models import (
    CareLeaverContact,
    Conference,
    EducationPlan,
    LegalStatus,
    NeedPlan,
    Note,
    PeriodOfCare,
    PlacedForAdoption,
    Placement,
    ProtectionPlan,
    ProtectionReview,
    Review,
    SchoolPlace,
    Sdq,
    Step,
)
from keepwell.web.record.queries.sentences import plan_category
from keepwell.web.record.queries.summary import Page

from .duties import next_duties

WORDS, SCORES = 2, 2  # of the child's own words and of scores, the latest
LOOKED_AT = 12  # of the latest steps in which the child could say something
OWN = "words"  # the question of steps that asks what the child said, word for word


@dataclass(frozen=True)
class Plan:
    """A plan that stands today. `facts` are (what, words or day)."""

    title: str
    since: date | None
    facts: tuple = ()


@dataclass(frozen=True)
class Said:
    on: date | None
    words: str
    where: str


class PlanOnAPage:
    """What the opened record allows of the plan for the child whose summary Page is given."""

    def __init__(self, page):
        self.page, self.rows, self.on, self.may = page, page.rows, page.on, page.may

    @classmethod
    def of(cls, opened, on=None):
        return cls(Page(opened, on))

    def _standing(self, model, category=None):
        if category and not self.may(category):
            return []
        rows = self.rows.of(model)
        return [r for r in rows if r.starts_on and r.starts_on <= self.on and (not r.ends_on or r.ends_on > self.on)]

    # Which plans stand ------------------------------------------------------------------------------------------------

    @cached_property
    def plans(self):
        ways = (self._protection, self._need, self._care, self._adoption, self._leaving, self._education)
        return [plan for way in ways for plan in way()]

    def _protection(self):
        for row in self._standing(ProtectionPlan, "protection-plan"):
            held = [r.held_on for r in self.rows.of(ProtectionReview) if r.plan_id == row.pk and r.held_on]
            category = row.label("latest_category") or row.label("initial_category")
            facts = [("Because of", category or "Not recorded"), ("Last review conference", _latest(held, self.on))]
            if self.may("conference"):
                first = [c.held_on for c in self.rows.of(Conference) if c.referral_id == row.referral_id and c.held_on]
                facts.append(("First conference", _latest(first, self.on)))
            yield Plan("Child protection plan", row.starts_on, tuple(facts))

    def _need(self):
        for row in self._standing(NeedPlan, "need-plan"):
            yield Plan("Child in need plan", row.starts_on)

    def _care(self):
        for row in self._standing(PeriodOfCare, "care"):
            facts = [("Legal status", s.label("code")) for s in self._standing(LegalStatus)]
            facts += [("Lives with", p.label("kind")) for p in self._standing(Placement, "placement")]
            if self.may("review"):
                held = [r.held_on for r in self.rows.of(Review) if r.held_on and r.held_on >= row.starts_on]
                facts.append(("Last review", _latest(held, self.on)))
            yield Plan("Care plan: looked after", row.starts_on, tuple(facts))

    def _adoption(self):
        for row in self._standing(PlacedForAdoption, "placed-for-adoption"):
            yield Plan("Adoption is the plan", row.starts_on)

    def _leaving(self):
        if self.may("care-leaver") and (rows := self.rows.of(CareLeaverContact)):
            row = rows[-1]
            facts = [("In touch", row.label("in_touch")), ("Does", row.label("activity")),
                     ("Lives", row.label("accommodation"))]  # fmt: skip
            yield Plan(f"Leaving care, as of the year ending 31 March {row.year}", None,
                       tuple((what, words) for what, words in facts if words))  # fmt: skip

    def _education(self):
        latest = {row.kind: row for row in sorted(self._standing(EducationPlan), key=lambda row: row.starts_on)}
        for row in latest.values():
            if self.may(plan_category(row)):
                facts = [("Need", row.need)] if row.need else []
                reviewed = row.reviewed_on if row.reviewed_on and row.reviewed_on <= self.on else None
                facts.append(("Last review", reviewed or "None recorded"))
                yield Plan(f"Education plan: {row.kind or 'kind not recorded'}", row.starts_on, tuple(facts))

    # Around the child -------------------------------------------------------------------------------------------------

    @property
    def school(self):
        there = [
            (row.school or "Name not recorded", row.year_group) for row in self._standing(SchoolPlace, "education")
        ]
        return list(dict.fromkeys(there))

    @property
    def warnings(self):
        return list({(one.kind, one.text): one for one in self.page.warnings}.values())

    @property
    def workers(self):
        return list({(row.person_id, row.role): (row, called) for row, called in self.page.workers}.values())

    @property
    def responsible(self):
        """Relatives with parental responsibility, and those with whom the child lives."""
        shown = [r for r in self.page.relatives if r.responsible or r.relationship in ("Carer", "Foster carer")]
        return list({(r.called.full, r.relationship, r.responsible): r for r in shown}.values())

    @cached_property
    def duties(self):
        return next_duties(self.rows.opened, self.on)

    @cached_property
    def doing(self):
        """The actions of the plans, and how many are done, as `journey.acting.told` gives them."""
        return acting.told(self.rows.opened)

    @cached_property
    def scores(self):
        """The last scores of the strengths and difficulties questionnaire, the latest first."""
        if not self.may("sdq"):
            return []
        rows = [row for row in self.rows.of(Sdq) if row.on and row.on <= self.on and row.score is not None]
        return sorted(rows, key=lambda row: row.on, reverse=True)[:SCORES]

    @cached_property
    def said(self):
        """What the child said last, word for word, of the notes and steps that the reader may open."""
        found = [*self._said_in_notes(), *self._said_in_steps()]
        return sorted(found, key=lambda one: one.on or date.min, reverse=True)[:WORDS]

    def _said_in_steps(self):
        asked = [step for step in reversed(steps_of(self.rows.opened)) if self._asks_for_words(step)][:LOOKED_AT]
        if not asked:
            return
        (key,) = vault.keys_of([self.rows.child.pk]).values()
        whole = Step.objects.in_bulk([step.pk for step in asked])
        for step in asked:
            try:
                words = stepping.read(whole[step.pk], key)["answers"].get(OWN)
            except InvalidTag:
                continue
            if words:
                yield Said(step.on, words, step.version.title)

    def _asks_for_words(self, step):
        return any(one["id"] == OWN and self.may(one["category"]) for one in step.version.words["questions"])

    def _said_in_notes(self):
        kinds = [c for c, own in (("narrative", False), ("concern", True)) if self.may(c)]
        if not kinds:
            return []
        notes = Note.objects.filter(child=self.rows.child).exclude(sealed_child_words=b"").order_by("-on", "-pk")
        if "concern" not in kinds:
            notes = notes.exclude(kind="concern")
        if "narrative" not in kinds:
            notes = notes.filter(kind="concern")
        latest = list(notes[:WORDS])
        words = self.rows.words_of(latest)
        return [Said(n.on, words[n.pk]["child_words"], n.get_kind_display()) for n in latest if words[n.pk]]


def _latest(days, on):
    """The last of these days that has come, or words for none."""
    return max((day for day in days if day <= on), default="None recorded")
