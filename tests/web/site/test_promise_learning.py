"""The promise about education plans is kept, and broken without the role or by somebody who approves their own."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from keepwell.policy import shipped
from keepwell.web.access.policy import policy
from keepwell.web.school.actions import learning
from keepwell.web.school.actions import parts as actions
from keepwell.web.school.models import EducationTerm, PlanPart
from keepwell.web.school.parts import SECTIONS
from keepwell.web.school.queries.learning import term_of
from keepwell.web.site.promises.evidence import EVIDENCE, Look, NotMade
from tests.web.record import people
from tests.web.record.telling import edited

pytestmark = pytest.mark.django_db
WORDS = {"view": "I like it", "attendance": "", "attainment": "", "premium": "", "targets": []}


def found():
    return EVIDENCE["learning"](Look(policy(), date.today()))


@pytest.fixture
def plan():
    child = people.child()
    people.care(child, date(2020, 1, 1))
    year, term = term_of(date.today())
    return learning.write(child, year=year, term=term, meeting_on=date.today(), words=WORDS, send=True,
                          by=people.user(), purpose="support")  # fmt: skip


def test_it_is_kept_and_counts_plans_of_this_term(plan):
    learning.decide(plan, decision="approved", why="Good.", by=people.user("virtual-school-head"))
    one = found()
    assert one.kept
    assert one.figures == {"children": 1, "plans": 1, "approved": 1, "own": 0}


def test_somebody_who_decided_about_their_own_plan_breaks_it(plan):
    EducationTerm.objects.update(state="approved", decided_by=plan.by, decided_at=timezone.now())
    one = found()
    assert not one.kept
    assert one.figures["own"] == 1


def test_a_policy_whose_virtual_head_may_not_read_the_plans_breaks_it(settings, tmp_path):
    text = 'categories = ["identity", "worker", "attendance", "ehcp", "care", "placement"]\npurposes = ["support"]\n'
    edited(settings, tmp_path, (text, text.replace('"identity", ', "")))
    assert not found().kept


def test_a_school_has_no_virtual_head(settings):
    settings.KEEPWELL_POLICY = shipped("school")
    with pytest.raises(NotMade):
        found()


def parts():
    return EVIDENCE["plan-parts"](Look(policy(), date.today()))


def test_parts_of_a_plan_that_are_not_locked_break_that_promise():
    child = people.child()
    actions.write(child, section=SECTIONS["G"], words="Physiotherapy", seen="", by=people.user(), purpose="support")
    assert (parts().kept, parts().figures) == (True, {"written": 1, "bare": 0})
    PlanPart.objects.update(sealed_words=b"Physiotherapy")
    assert (parts().kept, parts().figures["bare"]) == (False, 1)


def test_parts_that_nobody_may_read_break_it_and_who_keeps_no_plans_makes_no_such_promise(monkeypatch, settings):
    none = replace(SECTIONS["C"], besides=("no-such-kind",))
    monkeypatch.setitem(SECTIONS, "C", none)
    assert not parts().kept
    assert "1 of them open to nobody" in parts().words
    settings.KEEPWELL_POLICY = shipped("department")
    with pytest.raises(NotMade):
        parts()
