"""One step: what is asked, what is written where, who may, and what happens when something does not fit."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from keepwell.web.access.models import Entry
from keepwell.web.journey import offers
from keepwell.web.record import models as m
from keepwell.web.record.actions import stepping
from keepwell.web.work.actions.approvals import ApprovalError, answer
from keepwell.web.work.models import Approval
from keepwell.web.work.queries import approvals
from tests.web.journey.steps import address, mistakes, noted, record, typed
from tests.web.record import people

pytestmark = pytest.mark.django_db
TODAY = date.today()
YESTERDAY = TODAY - timedelta(days=1)


def signed_in(client, role="social-worker"):
    user = people.user(role)
    client.force_login(user)
    return user


def said_by(client, child, form, **answers):
    return mistakes(client.post(address(child, form), typed(form, **answers) | {"check": "1"}))


def note_of(client, child, **answers):
    answers = {"on": YESTERDAY, "title": "School", "account": "Seen at school."} | answers
    record(client, child, "case-note", **answers)
    return m.Step.objects.latest("pk")


def open_referral(child, on=date(2026, 3, 2)):
    return m.Referral.objects.create(
        child=child, referred_on=on, source="2A", primary_need="N1", no_further_action=False
    )


def test_an_answer_is_sealed_and_read_back(client):
    user, child = signed_in(client), people.child()
    step = note_of(client, child, account="She laughed.")
    assert b"laughed" not in bytes(step.sealed_answers)
    assert stepping.read(step)["answers"]["account"] == "She laughed."
    assert (step.by, step.on, step.voice, step.child_knows) == (user, YESTERDAY, "about", "knows")
    page = client.get(reverse("journey:step", args=[child.person.uid, step.pk])).content.decode()
    assert "She laughed." in page
    assert "The child knows what is written here" in page


def test_nothing_is_saved_before_it_was_checked(client):
    child = people.child() if signed_in(client) else None
    page = client.post(address(child, "case-note"), typed("case-note", on=YESTERDAY, title="School", account="Seen.")
                       | {"check": "1"}).content.decode()  # fmt: skip
    assert "Check before you save" in page
    assert "Seen." in page
    assert not m.Step.objects.exists()


def test_a_script_stays_words(client):
    child = people.child() if signed_in(client) else None
    step = note_of(client, child, account="<script>alert(1)</script>")
    page = client.get(reverse("journey:step", args=[child.person.uid, step.pk])).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"on": TODAY + timedelta(days=1)}, "has not come yet"),
        ({"on": None}, "When was it?: give an answer"),
        ({"account": ""}, "What happened?: give an answer"),
        ({"account": "x" * 20_001}, "shorten it to 20,000 characters"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(client, answers, said):
    child = people.child() if signed_in(client) else None
    answers = {"on": YESTERDAY, "title": "A word to keep", "account": "Seen."} | answers
    answers = {id: value for id, value in answers.items() if value is not None}
    page = client.post(address(child, "case-note"), typed("case-note", **answers) | {"check": "1"})
    assert said in mistakes(page)
    assert "A word to keep" in page.content.decode()


def test_why_the_child_is_not_told_must_be_said(client):
    child = people.child() if signed_in(client) else None
    data = typed("case-note", on=YESTERDAY, title="School", account="Seen.") | {"child_knows": "not-yet", "check": "1"}
    assert "Say why the child is not told yet" in mistakes(client.post(address(child, "case-note"), data))


def test_a_visit_after_the_child_died_is_refused(client):
    signed_in(client)
    child = people.child(died_on=date(2026, 6, 1))
    assert "the child had died" in said_by(client, child, "case-note", on=date(2026, 6, 2), title="a", account="b")


def test_an_end_before_its_beginning_is_refused(client):
    child = people.child() if signed_in(client) else None
    referral = open_referral(child)
    data = typed("case-closed", on=date(2026, 3, 1), reason="RC7", summary="All is well.")
    page = client.post(address(child, "case-closed"), data | {"save": "1"})
    assert "before it began, on 2 March 2026" in mistakes(page)
    referral.refresh_from_db()
    assert referral.closed_on is None
    assert not m.Step.objects.exists()


def test_an_answer_to_a_question_that_is_not_asked_is_not_lost_silently(client):
    child = people.child() if signed_in(client) else None
    m.NeedPlan.objects.create(child=child, referral=open_referral(child), starts_on=date(2026, 3, 9))
    said = said_by(client, child, "need-visit", on=YESTERDAY, seen=False, alone=True, account="Nobody was in.")
    assert "not asked with your answer above" in said


def test_a_step_that_does_not_fit_says_what_must_be_there_first(client):
    child = people.child() if signed_in(client) else None
    page = client.get(address(child, "conference")).content.decode()
    assert "not as the record stands" in page
    assert "There must first be" in page


def test_a_form_that_is_not_there_is_not_found(client):
    child = people.child() if signed_in(client) else None
    assert client.get(address(child, "case-note").replace("case-note", "unicorn")).status_code == 404


# Rows of the record


def test_a_move_ends_one_episode_and_begins_the_next(client):
    child = people.child() if signed_in(client) else None
    first = m.Episode.objects.create(child=child, starts_on=date(2026, 4, 1), reason_started="S", category_of_need="N1")
    record(client, child, "placement-move", on=date(2026, 5, 4), reason="CARPL", carer="P", place="U4", provider="PR1",
           why="Long-term carers.")  # fmt: skip
    first.refresh_from_db()
    second = m.Episode.objects.exclude(pk=first.pk).get()
    assert (first.ends_on, first.reason_ended, first.reason_place_change) == (date(2026, 5, 4), "X1", "CARPL")
    assert (second.starts_on, second.reason_started, second.category_of_need) == (date(2026, 5, 4), "P", "N1")
    assert second.placement.kind == "U4"
    assert second.ends_on is None
    assert m.Step.objects.get().key == second.pk


def test_each_factor_is_a_row_of_its_own(client):
    child = people.child() if signed_in(client) else None
    m.Assessment.objects.create(child=child, referral=open_referral(child), started_on=date(2026, 3, 3))
    record(client, child, "assessment", seen=[{"day": date(2026, 3, 5)}], strengths="Her aunt.", needs="Safety.",
           factors=["4B", "18C"], analysis="Not safe.", outcome="plan", on=date(2026, 4, 2))  # fmt: skip
    assert set(m.AssessmentFactor.objects.values_list("code", flat=True)) == {"4B", "18C"}
    assert m.Assessment.objects.get().authorised_on == date(2026, 4, 2)


def test_a_year_has_one_row_of_outcomes(client):
    child = people.child() if signed_in(client) else None
    m.Episode.objects.create(child=child, starts_on=date(2024, 4, 1), reason_started="S")
    for teeth in (False, True):
        record(client, child, "yearly-outcomes", on=date(2026, 3, 31), teeth=teeth, substance=False)
    assert m.YearlyOutcomes.objects.get().teeth_checked is True


def test_a_referral_that_leads_nowhere_is_closed_at_once(client):
    child = people.child() if signed_in(client) else None
    record(client, child, "referral", on=date(2026, 3, 2), source="2A", need="N1", reason="A worry.", outcome="none",
           why="The school helps.", ends_on=date(2026, 3, 3))  # fmt: skip
    assert m.Referral.objects.get().closed_on == date(2026, 3, 3)
    assert m.Referral.objects.get().no_further_action is True


def test_the_score_follows_from_the_25_answers(client):
    child = people.child() if signed_in(client) else None
    record(client, child, "sdq", on=YESTERDAY, who="carer", answers="01210 01210 01210 01210 01210")
    by_hand = 7 + 5 + 5 + 6  # worries, temper, restlessness, other children; items 7, 11, 14, 21 and 25 count backwards
    assert m.Sdq.objects.get().score == stepping.read(m.Step.objects.get())["answers"]["score"] == by_hand


@pytest.mark.parametrize(
    ("answers", "score", "said"),
    [
        ("0121", None, "There are 4 now"),
        ("0" * 24 + "7", None, "Write 25 answers"),
        ("-" * 25, None, "Too few were answered"),
        ("01210" * 5, 3, "The answers make 23, and here is 3"),
    ],
)
def test_answers_that_make_no_score(client, answers, score, said):
    child = people.child() if signed_in(client) else None
    more = {} if score is None else {"score": score}
    assert said in said_by(client, child, "sdq", on=YESTERDAY, who="carer", answers=answers, **more)


# Next steps


def test_a_step_offers_the_next_one_with_its_day(client):
    child = people.child() if signed_in(client) else None
    open_referral(child)
    saved = record(client, child, "strategy-discussion", on=date(2026, 3, 3), agencies=["police"], shared="Much.",
                   outcome="joint", why="Harm.")  # fmt: skip
    page = client.get(saved["Location"]).content.decode()
    assert "Section 47 enquiry: what came of it" in page
    assert "15 working days" in page
    work = client.get(reverse("journey:work", args=[child.person.uid])).content.decode()
    assert "Overdue" in work
    assert "What comes next" in work


def test_an_offer_is_gone_once_it_is_taken_up(client):
    child = people.child() if signed_in(client) else None
    record(client, child, "contact", on=YESTERDAY, source="2A", said="A bruise.", outcome="referral", why="Harm.")
    address_of_work = reverse("journey:work", args=[child.person.uid])
    before = client.get(address_of_work).context["next"]
    record(client, child, "referral", on=YESTERDAY, source="2A", need="N1", reason="A bruise.", outcome="none",
           why="Seen by a doctor.", ends_on=TODAY)  # fmt: skip
    after = client.get(address_of_work).context["next"]
    assert [one.form.id for one in before] == ["referral"]
    assert [one.form.id for one in after] == []


def test_every_kind_that_forms_wait_for_has_a_known_end():
    assert offers.unknown_kinds() == set()


# Who may


def test_a_question_of_a_closed_category_is_not_asked(client):
    """A reviewing officer records reviews and notes, and not what belongs to other kinds."""
    signed_in(client, "reviewing-officer")
    child = people.child()
    m.Episode.objects.create(child=child, starts_on=date(2026, 4, 1), reason_started="S")
    asked = [one.id for one in client.get(address(child, "looked-after-review")).context["form"].questions]
    assert "part" in asked
    assert "words" in asked
    assert client.get(address(child, "care-end")).status_code == 404
    assert Entry.objects.filter(outcome="refused", action="record a step").exists()


def test_answers_of_a_closed_category_are_not_shown(client):
    signed_in(client, "returns-officer")
    child = people.child()
    open_referral(child)
    worker = people.user("social-worker")
    stepping.take(child, form=offers.forms()["contact"], by=worker, purpose="support", answers={
        "on": YESTERDAY, "source": "2A", "said": "A secret.", "outcome": "none", "why": "None."})  # fmt: skip
    step = m.Step.objects.get()
    page = client.get(reverse("journey:step", args=[child.person.uid, step.pk])).content.decode()
    assert "A secret." not in page
    assert "1 more question belongs to kinds of record that your role does not open" in page


def test_a_step_of_another_child_is_not_found_here(client):
    signed_in(client)
    one, other = people.child(), people.child("Ben", "Okafor")
    step = noted(one)
    assert client.get(reverse("journey:step", args=[other.person.uid, step.pk])).status_code == 404


# Changing, and two who change the same


def change(client, child, step, was, **answers):
    data = typed("case-note", **answers) | {"was": was, "save": "1"}
    return client.post(reverse("journey:change", args=[child.person.uid, step.pk]), data)


def test_a_changed_step_keeps_what_was_there(client):
    child = people.child() if signed_in(client) else None
    step = note_of(client, child, account="Before.")
    was = stepping.mark_of(stepping.read(step))
    assert change(client, child, step, was, on=YESTERDAY, title="School", account="After.").status_code == 302
    step.refresh_from_db()
    assert stepping.read(step)["answers"]["account"] == "After."
    old = step.history.earliest("history_date", "history_id")
    assert stepping.read(old)["answers"]["account"] == "Before."
    page = client.get(reverse("journey:step", args=[child.person.uid, step.pk])).content.decode()
    assert "Changed since" in page


def test_two_who_change_one_note_both_keep_their_words(client):
    child = people.child() if signed_in(client) else None
    step = note_of(client, child, account="First.")
    was = stepping.mark_of(stepping.read(step))
    change(client, child, step, was, on=YESTERDAY, title="School", account="Words of one.")
    page = change(client, child, step, was, on=YESTERDAY, title="School", account="Words of the other.")
    said = page.content.decode()
    assert page.status_code == 200
    assert "Somebody else changed this while you wrote" in said
    assert "Words of one." in said
    assert "Words of the other." in said
    step.refresh_from_db()
    assert stepping.read(step)["answers"]["account"] == "Words of one."


# A manager's approval


def test_a_step_that_needs_it_is_frozen_and_asked_about(client):
    worker, child = signed_in(client), people.child()
    m.Assessment.objects.create(child=child, referral=open_referral(child), started_on=date(2026, 3, 3))
    said = {"seen": [{"day": date(2026, 3, 5)}], "strengths": "Her aunt.", "needs": "Safety.", "factors": ["4B"],
            "analysis": "Not safe.", "outcome": "plan", "on": date(2026, 4, 2)}  # fmt: skip
    saved = record(client, child, "assessment", **said)
    approval = Approval.objects.get()
    assert (approval.asked_by, approval.answer) == (worker, "")
    assert "Her aunt." in approvals.content_of(approval)
    assert "Waits for a manager’s approval" in client.get(saved["Location"]).content.decode()
    answer(approval, answer="approved", comment="", by=people.user("team-manager"))
    assert ">Approved<" in client.get(saved["Location"]).content.decode().replace("\n", "")
    step = m.Step.objects.get()
    stepping.change(step, form=offers.forms()["assessment"], answers={"analysis": "Safer now."},
                    was=stepping.mark_of(stepping.read(step)), by=worker, purpose="support")  # fmt: skip
    assert "as it was before it was changed" in client.get(saved["Location"]).content.decode()


def test_its_author_cannot_approve_it(client):
    signed_in(client, "team-manager")
    child = people.child()
    m.Assessment.objects.create(child=child, referral=open_referral(child), started_on=date(2026, 3, 3))
    record(client, child, "assessment", seen=[{"day": date(2026, 3, 5)}], strengths="a", needs="b", factors=["4B"],
           analysis="c", outcome="plan", on=date(2026, 4, 2))  # fmt: skip
    approval = Approval.objects.get()
    with pytest.raises(ApprovalError):
        answer(approval, answer="approved", comment="", by=approval.asked_by)


# Drafts


def test_a_session_that_ends_loses_no_word(client):
    user, child = signed_in(client), people.child()
    typed_so_far = {"account": "Half a sentence", "draft-place": str(child.person.uid), "draft-mark": "a"}
    assert client.post(reverse("record:draft", args=["step-case-note"]), typed_so_far).status_code == 204
    client.logout()
    client.force_login(user)
    page = client.get(address(child, "case-note")).content.decode()
    assert "Half a sentence" in page
    assert "This is your draft" in page
    note_of(client, child)
    assert "Half a sentence" not in client.get(address(child, "case-note")).content.decode()


# Brothers and sisters


def related(one, other):
    for a, b in ((one, other), (other, one)):
        m.Relationship.objects.create(person=a.person, other=b.person, kind="sibling")


def test_the_same_for_a_sister_is_a_copy_that_is_looked_at_first(client):
    signed_in(client)
    ada, bea = people.child("Ada"), people.child("Bea")
    related(ada, bea)
    saved = record(client, ada, "case-note", on=YESTERDAY, title="Visit", account="Ada and Bea were at home.",
                   about={"siblings": str(bea.person.uid)})  # fmt: skip
    assert m.Step.objects.count() == 1
    assert str(bea.person.uid) in saved["Location"]
    page = client.get(saved["Location"]).content.decode()
    assert "This is the copy for this child" in page
    assert "Ada and Bea were at home." in page
    data = typed("case-note", on=YESTERDAY, title="Visit", account="Bea was at home.")
    client.post(saved["Location"], data | {"save": "1"})
    own = {step.child_id: step for step in m.Step.objects.all()}
    assert stepping.read(own[bea.pk])["answers"]["account"] == "Bea was at home."
    assert stepping.read(own[ada.pk])["answers"]["account"] == "Ada and Bea were at home."
    assert own[ada.pk].group == own[bea.pk].group is not None


def test_a_sister_of_whom_the_worker_must_not_know_is_not_offered(client):
    signed_in(client)
    ada, bea = people.child("Ada"), people.child("Bea", strange=True)
    related(ada, bea)
    assert "siblings" not in client.get(address(ada, "case-note")).context["form"].fields


# What a council asks besides


def test_a_council_s_own_question_is_asked_kept_and_shown_as_it_was(client, settings, tmp_path):
    settings.KEEPWELL_FORMS = tmp_path / "forms.toml"
    settings.KEEPWELL_FORMS.write_text(
        '[[more.case-note.question]]\nid = "pet"\nask = "Who feeds the cat?"\nkind = "line"\n', "utf-8"
    )
    child = people.child() if signed_in(client) else None
    step = note_of(client, child, pet="Her brother")
    settings.KEEPWELL_FORMS.unlink()
    page = client.get(reverse("journey:step", args=[child.person.uid, step.pk])).content.decode()
    assert "Who feeds the cat?" in page
    assert "Her brother" in page
    assert "The form has been changed since" in page


def test_a_question_of_a_category_nobody_declared_is_not_obeyed(client, settings, tmp_path):
    from keepwell.web.access import forms_in_force
    from keepwell.web.access.coverage import problem

    settings.KEEPWELL_FORMS = tmp_path / "forms.toml"
    settings.KEEPWELL_FORMS.write_text(
        '[[more.case-note.question]]\nid = "pet"\nask = "The cat?"\nkind = "line"\ncategory = "pets"\n', "utf-8"
    )
    assert "pet" not in forms_in_force.forms()["case-note"].by_id
    assert "“pets”, which the policy does not declare" in forms_in_force.trouble()
    assert "step.case-note.pet" in problem()
