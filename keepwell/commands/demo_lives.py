"""What the people of the demo have recorded: each by whoever may, through the same actions as the pages.

Done once, and all or nothing: a demo that was broken off is made again.
"""

from datetime import date, timedelta

from keepwell.clocks.ages import age_on, plus_years
from keepwell.example import lives
from keepwell.example.numbers import upn

OF_STORIES = 900_000  # numbers of made-up pupils from here on are theirs
MEETINGS = {"autumn": (0, 10, 12), "spring": (1, 2, 9), "summer": (1, 5, 11)}  # (years after it began, month, day)
FAMILY, OURS = "family", "ourselves"  # who told us: origins of the policy
EACH = 2  # texts for one child who came with the files


def record(accounts, on=None):
    """Let the people of the demo work: accounts are the `DemoPerson`s who may sign in."""
    from django.db import transaction

    from keepwell.web.record.models import Step

    if not Step.objects.exists():
        with transaction.atomic():
            _Recording(accounts, on or date.today()).all()


class _Recording:
    """The people by role, the texts, and the children of stories by their key."""

    def __init__(self, accounts, on):
        from keepwell.web.staff.queries import with_address

        self.on, self.said, self.children, self.purposes = on, lives.lives(on), {}, {}
        self.people = {one.role: with_address(one.email) for one in accounts if one.role}
        self.worker, self.manager = self.people["social-worker"], self.people["team-manager"]

    def all(self):
        self.theirs = self.known_to(self.worker)
        for story in self.said["stories"]["story"]:
            self.children[story["key"]] = self.told(story)
        self.around()
        self.work()
        self.plans()
        self.concerns()

    # Children -----------------------------------------------------------------------------------------------------

    def known_to(self, by):
        """The children whom this person works with, by our number."""
        from keepwell.web.access import door
        from keepwell.web.record.models import Child

        known = door.only_known(Child.objects.all(), by=by, purpose=self.purpose(by))
        return list(known.select_related("person").order_by("person__reference"))

    def child(self, which):
        return self.children[which] if isinstance(which, str) else _at(self.theirs, which)

    def purpose(self, by):
        from keepwell.web.access import door

        if by.pk not in self.purposes:
            self.purposes[by.pk] = door.purpose_of(by)
        return self.purposes[by.pk]

    def fill(self, said, child):
        from keepwell.web.record.queries.calling import called, names_of

        name = called(names_of({child.pk})[child.pk], self.on).given
        return lives.filled(said, name=name, sex=child.person.sex)

    # Stories ------------------------------------------------------------------------------------------------------

    def told(self, story):
        """A child whose record is made here, with the people around them and every step."""
        from keepwell.web.record.actions import making

        by = {"by": self.worker, "purpose": self.purpose(self.worker), "giver": FAMILY}
        first = story["step"][0]["ago"]
        new = making.NewChild(given=story["given"], family=story["family"], born_on=story["born"], sex=story["sex"],
                              home={**story["home"], "starts_on": story["born"]},
                              numbers={"upn": upn(OF_STORIES + len(self.children))})  # fmt: skip
        child = making.make_child(new, on=self.on - timedelta(first + 1), **by)
        for one in story["people"]:
            making.add_relative(child, given=one["given"], family=one["family"], kind=one["kind"],
                                parental_responsibility=one.get("responsible"), **by)  # fmt: skip
        for key in story.get("brothers", ()):
            making.add_relative(child, other=self.children[key], kind="sibling", **by)
        self.described(child, story)
        self.shared(child, story, self.on - timedelta(first + 1))
        earlier = []
        for step in story["step"]:
            earlier.append(self.step(child, step, earlier=earlier))
        return child

    def described(self, child, story):
        """What the returns ask of every child, given where such facts are given: ethnicity, and no disability."""
        from keepwell.clocks.collection import CollectionYear
        from keepwell.web.record.actions import correcting
        from keepwell.web.record.kinds import KINDS

        words = {"by": self.worker, "purpose": self.purpose(self.worker), "reason": "Asked the family",
                 "giver": FAMILY, "year": CollectionYear.of(self.on).year}  # fmt: skip
        header, disabled = KINDS["ssda903-header"], KINDS["cin-disabilities"]
        held = correcting.find(child, header, child.pk).facts
        facts = {header.map.columns["ETHNIC"]: story["ethnicity"], header.map.columns["MOTHER"]: story.get("mother")}
        correcting.correct(child, kind=header, key=child.pk, facts=facts,
                           was={name: correcting.plain(held[name]) for name in facts}, **words)  # fmt: skip
        correcting.add(child, kind=disabled, parent=None, facts={disabled.map.columns["Disability"]: "NONE"}, **words)

    def shared(self, child, story, on):
        """Others who work with the child are allocated by the manager."""
        from keepwell.web.record.actions import doors

        for role in story.get("with", ()):
            doors.allocate(child, to=self.people[role], starts_on=on, by=self.manager)

    def step(self, child, said, by=None, earlier=()):
        """One step, kept as following the latest earlier one that offers it; returns the Step."""
        from keepwell.web.access.forms_in_force import forms
        from keepwell.web.journey import approving, working_out
        from keepwell.web.record.actions import stepping

        by, form = by or self.people[said.get("by", "social-worker")], forms()[said["form"]]
        answers = {"on": lives.day(self.on, said["ago"]), **self.fill(said.get("answers", {}), child)}
        answers |= working_out.work_out(form, answers)
        about = {"giver": said.get("giver", OURS)}
        about |= {"voice": said["voice"], "child_knows": said["knows"]} if form.voice else {}
        after = next((one for one in reversed(earlier) if form.id in {of.form for of in forms()[one.form].next}), None)
        step = stepping.take(child, form=form, answers=answers, about=about, after=after, by=by,
                             purpose=self.purpose(by))  # fmt: skip
        approving.ask(step, form, by=by, purpose=self.purpose(by))
        if said.get("approved"):
            self.approve(step, said["approved"])
        return step

    def approve(self, step, comment):
        from keepwell.web.work.actions import approvals
        from keepwell.web.work.queries.approvals import of

        (asked,) = of("step", step.pk)
        approvals.answer(asked, answer=asked.Answer.APPROVED, comment=comment, by=self.manager)

    # Children who came with the files -------------------------------------------------------------------------------

    def around(self):
        """A few texts for each child whom the worker or her team works with, by what stands in the record."""
        from keepwell.web.journey.offers import Stands

        texts = self.said["around"]["step"]
        for turn, child in enumerate(self.team(), 1):
            age, stands = age_on(child.person.born_on or self.on, self.on), Stands(child)
            fit = [one for one in texts if one["stands"] and stands(one["stands"])
                   and one.get("from", 4) <= age <= one.get("to", 17)]  # fmt: skip
            fit = fit or [one for one in texts if not one["stands"]]
            chosen = [fit[(turn + n) % len(fit)] for n in range(min(EACH, len(fit)))]
            for one in sorted(chosen, key=lambda one: -one["ago"]):
                self.step(child, one, by=self.worker if child in self.theirs else self.manager)

    def team(self):
        return self.theirs + [one for one in self.known_to(self.manager)
                              if one not in self.theirs and one not in self.children.values()]  # fmt: skip

    # Work ---------------------------------------------------------------------------------------------------------

    def work(self):
        from keepwell.web.record.actions import alerts, lifestory
        from keepwell.web.work.actions import supervision

        said = self.said["work"]
        worker, manager = ({"by": one, "purpose": self.purpose(one)} for one in (self.worker, self.manager))
        for one in said["alert"]:
            alerts.add(self.child(one.pop("child")), **one, **worker)
        for one in said["supervision"]:
            supervision.keep(self.child(one.pop("child")), given_to=self.worker, **one, **manager)
        for one in said["life"]:
            lifestory.add(self.child(one.pop("child")), on=None, picture=None, **one, **worker)
        self.allocate(said["colleague"], said["allocation"])

    def allocate(self, colleague, said):
        """The manager gives a colleague children with whom nobody worked."""
        from keepwell.web.staff import actions as staff
        from keepwell.web.staff.demo import SINCE, email_of
        from keepwell.web.work.actions import moves

        team = self.manager.roles_held.get().team
        user = staff.join(email=email_of(colleague["name"]), by=None, **colleague)
        staff.give_role(user=user, role="social-worker", team=team, starts_on=SINCE, by=None)
        mine = {*self.theirs, *self.children.values()}
        free = [one for one in self.known_to(self.manager) if one not in mine][: said["children"]]
        moves.move(free, from_user=None, to_user=user, on=self.on, reason=said["reason"], by=self.manager)

    # School -------------------------------------------------------------------------------------------------------

    def plans(self):
        """An education plan of this term for the worker's children in care, and of earlier terms for the first."""
        from keepwell.web.journey.offers import Stands
        from keepwell.web.school.queries.learning import term_of

        year, term = term_of(self.on)
        cared_for = [one for one in self.theirs if Stands(one)("ssda903-episodes")]
        cared_for.insert(0, self.children["jaydon"])
        said = self.said["work"]
        for earlier, (after, month, day) in MEETINGS.items():
            met = date(year - 1 + after, month, day)
            self.plan(cared_for[0], year - 1, earlier, met, {**said["earlier"], "ends": "approved"})
        for one, child in zip(said["plan"], cared_for, strict=False):
            self.plan(child, year, term, lives.day(self.on, 16), one)

    def plan(self, child, year, term, met, said):
        from keepwell.web.school.actions import learning

        said = self.fill(said, child)
        words = {name: said[name] for name in ("view", "attendance", "attainment", "premium")}
        targets = [{**one, "by": one["by"].isoformat()} for one in said["targets"]]
        plan = learning.write(
            child, year=year, term=term, meeting_on=met, words={**words, "targets": targets},
            send=said["ends"] != "draft", by=self.worker, purpose=self.purpose(self.worker),
        )  # fmt: skip
        if said["ends"] in ("approved", "returned"):
            learning.decide(plan, decision=said["ends"], why=said["why"], by=self.people["virtual-school-head"])

    # Concerns -----------------------------------------------------------------------------------------------------

    def concerns(self):
        from keepwell.web.journey.offers import Stands

        pupils = self.known_to(self.people["safeguarding-lead"])
        pupils = [one for one in pupils if one.person.born_on and plus_years(one.person.born_on, 18) > self.on]
        cared_for = [one for one in pupils if Stands(one)("ssda903-episodes")] or pupils
        for said in self.said["concerns"]["concern"]:
            self.concern(cared_for if said.get("in_care") else pupils, said.pop("child"), said)

    def concern(self, pupils, place, said):
        from keepwell.web.concerns.actions import deciding, raising

        child = _at(pupils, place)
        said = self.fill(said, child)
        words = {name: said.get(name, "") for name in ("about", "child_words", "seen", "told_by", "opinion", "where")}
        words["about"] = words["about"] or self.fill("{name}, year {year}", child).replace("{year}", self.year(child))
        words |= {"marks": self.marks(said), "people": []}
        lead, others = self.people["safeguarding-lead"], said.get("others", ())
        for one in others:
            name = self.fill("{name}", _at(pupils, place + one["after"]))
            words["people"].append({"name": name, "part": one["part"], "words": one["words"]})
        concern = raising.raise_concern(
            on=lives.day(self.on, said["ago"]), at_time=said["at_time"],
            how=said["how"], danger=said.get("danger", False), words=words, by=self.people["pastoral-lead"],
        )  # fmt: skip
        if said["known"]:
            deciding.settle(concern, child, by=lead)
        for number, one in enumerate(others):
            other = _at(pupils, place + one["after"])
            deciding.link(concern, number=number, child=other, part=one["part"], words=one["words"], why=one["why"],
                          by=lead)  # fmt: skip
        if "decided" in said:
            nothing = dict.fromkeys(("category", "decision", "reason", "feedback"), "")
            deciding.decide(concern, was=nothing, by=lead, **said["decided"])
            deciding.put_in_file(concern, was={"in_file": "", "why": ""}, by=lead, **said["file"])
        if "doing" in said:
            self.doing(concern, dict(said["doing"]), lead)

    def year(self, child):
        from keepwell.web.record.models import SchoolPlace

        return SchoolPlace.objects.filter(child=child, ends_on=None).values_list("year_group", flat=True).first() or "?"

    def marks(self, said):
        return [{"shape": "", "words": "", **one} for one in said.get("marks", ())]

    def doing(self, concern, said, lead):
        from keepwell.web.concerns.actions import deciding

        done = said.pop("done", False)
        asked = deciding.ask_for(concern, owner=lead, by=lead, **said)
        if done:
            deciding.done(asked, by=lead)


def _at(children, place):
    """The child at this place; where there are fewer, it is counted round."""
    return children[place % len(children)]
