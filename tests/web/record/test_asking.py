"""What a form says beside each question, how somebody declines to answer, and whether they were told."""

import re
from datetime import date

import pytest

from keepwell.policy.asking import question_of
from keepwell.web.access.models import Entry
from keepwell.web.access.policy import policy
from keepwell.web.record import models as m
from keepwell.web.record.kinds import KINDS
from keepwell.web.record.row_fields import PREFERS_NOT
from tests.web.record import people
from tests.web.record.telling import TODAY, answered, edited, told
from tests.web.record.test_child_checks import looked_after, text_of
from tests.web.record.test_correcting import WHY, address, filled, mend

pytestmark = pytest.mark.django_db
GENDER = ('[field.gender]\ntitle = "Gender identity"\ncategory = "characteristics"\nobligation = "voluntary"',
          '[field.gender]\ntitle = "Gender identity"\ncategory = "characteristics"\nobligation = "needed"')  # fmt: skip


@pytest.fixture
def outcomes(db):
    """A child with a year of outcomes: (child, row)."""
    child = people.child(sex="F")
    return child, m.YearlyOutcomes.objects.create(child=child, year=2026, health_assessed=False)


def identifiers(reader, child):
    return reader().get(address(child, "cin-childidentifiers", child.pk))


def refusals(child):
    return list(m.Refusal.objects.filter(child=child, ended_at=None).values_list("item", flat=True))


# Beside each question


def test_every_question_of_every_form_has_its_words():
    without = [kind.item(c) for kind in KINDS.values() for c in kind.columns
               if question_of(policy(), kind.item(c), date.today()) is None]  # fmt: skip
    assert without == []


def test_a_form_says_duty_or_choice_law_and_what_happens_without(reader):
    child, _ = looked_after()
    page = text_of(reader().get(address(child, "ssda903-header", child.pk)))
    assert "ETHNIC in the return. A choice." in page
    assert "MOTHER in the return. Our duty." in page
    assert "Without it: We record that you chose not to say. You get the same help." in page
    assert "Data Protection Act 2018, Schedule 1, paragraph 8" in page
    assert "They may prefer not to say." in page


def test_neighbours_with_the_same_question_have_its_words_once(reader):
    child, _ = looked_after()
    episode = m.Episode.objects.get(child=child)
    summaries = re.findall(r'summary-text">([^<]+)<', reader().get(address(child, "ssda903-episodes", episode.pk)).text)
    assert len([one for one in summaries if "When care began" in one]) == 2  # the first columns, and the end of care
    assert len(summaries) == len([a for a, b in zip(summaries, ["", *summaries], strict=False) if a != b])


def test_a_question_that_the_policy_does_not_have_says_so(reader, settings, tmp_path):
    child = people.child()
    edited(settings, tmp_path, ('items = ["cin.ChildIdentifiers.GenderCurrent"]', "items = []"),
           ("[kept.addresses]", '[kept.old-gender]\ncategories = ["characteristics"]\n'
            'columns = ["cin.ChildIdentifiers: GenderCurrent"]\n\n[kept.addresses]'))  # fmt: skip
    page = text_of(identifiers(reader, child))
    assert "GenderCurrent in the return. Nothing in the policy says that this is a duty or a choice." in page


def test_an_edit_of_the_policy_changes_the_form_at_the_next_request(reader, settings, tmp_path):
    child = people.child()
    client = reader()
    before = client.get(address(child, "cin-childidentifiers", child.pk))
    assert "GenderCurrent in the return. A choice." in text_of(before)
    edited(settings, tmp_path, GENDER)
    after = client.get(address(child, "cin-childidentifiers", child.pk))
    assert "GenderCurrent in the return. Needed to help." in text_of(after)
    assert ("GenderCurrent_declined" in before.context["form"].fields) is True
    assert ("GenderCurrent_declined" in after.context["form"].fields) is False


# Prefers not to say


def test_a_code_of_the_return_says_it_where_there_is_one(reader):
    child, _ = looked_after()
    page = reader().get(address(child, "ssda903-header", child.pk))
    assert f"{PREFERS_NOT} (REFU)" in page.text
    assert "Not yet asked or answered (NOBT)" in page.text
    assert "ETHNIC_declined" not in page.context["form"].fields
    mend(reader(), child, "ssda903-header", child.pk, ETHNIC="REFU")
    assert list(m.Characteristic.objects.filter(person=child.person).values_list("code", flat=True)) == ["REFU"]
    assert not m.Refusal.objects.exists()


def test_the_scores_are_refused_by_their_reason(reader, outcomes):
    child, row = outcomes
    page = reader().get(address(child, "ssda903-oc2", row.pk))
    assert f"{PREFERS_NOT}: carer would not fill it in (SDQ2)" in page.text
    assert "SDQ_SCORE_declined" not in page.context["form"].fields


def test_a_refusal_without_a_code_is_a_fact_of_its_own(reader, outcomes):
    child, row = outcomes
    said = text_of(mend(reader(), child, "ssda903-oc2", row.pk, TEETH_CHECK_declined="on"))
    assert "Saved." in said
    assert refusals(child) == ["ssda903.OC2.TEETH_CHECK"]
    row.refresh_from_db()
    assert row.teeth_checked is None  # not known; that they would not say stands beside it
    (one,) = m.Refusal.objects.all()
    assert (one.fact, one.key, one.by.name) == ("dental", row.pk, "Ffion Aldous")
    assert Entry.objects.get(action="correct").categories == ["dental"]
    note = m.Correction.objects.get()
    assert (note.before, note.after) == ({"ssda903.OC2.TEETH_CHECK": False}, {"ssda903.OC2.TEETH_CHECK": True})
    page = reader().get(address(child, "ssda903-oc2", row.pk))
    assert page.context["form"]["TEETH_CHECK_declined"].value() is True
    assert "Teeth checked in the year" in text_of(page).partition("Changed by hand before")[2]


def test_no_may_stand_beside_a_refusal_and_yes_may_not(reader, outcomes):
    child, row = outcomes
    mend(reader(), child, "ssda903-oc2", row.pk, HEALTH_ASSESSMENT="0", HEALTH_ASSESSMENT_declined="on")
    assert refusals(child) == ["ssda903.OC2.HEALTH_ASSESSMENT"]
    said = text_of(mend(reader(), child, "ssda903-oc2", row.pk, HEALTH_ASSESSMENT="1", HEALTH_ASSESSMENT_declined="on"))
    assert "choose either an answer or “Prefers not to say”, not both" in said
    row.refresh_from_db()
    assert row.health_assessed is False


def test_who_answers_after_all_ends_the_refusal_and_it_stays_known(reader, outcomes):
    child, row = outcomes
    mend(reader(), child, "ssda903-oc2", row.pk, TEETH_CHECK_declined="on")
    client = reader()
    sent = filled(client.get(address(child, "ssda903-oc2", row.pk))) | {"reason": WHY, "TEETH_CHECK": "1"}
    assert sent.pop("TEETH_CHECK_declined") == "on"
    client.post(address(child, "ssda903-oc2", row.pk), sent)
    assert refusals(child) == []
    (one,) = m.Refusal.objects.all()
    assert one.ended_at
    assert one.ended_by
    row.refresh_from_db()
    assert row.teeth_checked is True


def test_a_refusal_that_somebody_wrote_meanwhile_is_not_undone_unseen(reader, outcomes):
    child, row = outcomes
    client = reader()
    stale = filled(client.get(address(child, "ssda903-oc2", row.pk)))
    mend(client, child, "ssda903-oc2", row.pk, TEETH_CHECK_declined="on")
    page = client.post(address(child, "ssda903-oc2", row.pk), {**stale, "reason": WHY, "CONVICTED": "0"})
    assert "Somebody changed this while you were writing" in page.text
    assert "What they prefer not to say, which now says: Teeth checked in the year" in text_of(page)
    assert refusals(child) == ["ssda903.OC2.TEETH_CHECK"]
    again = {**filled(page), "reason": WHY, "TEETH_CHECK_declined": "on", "CONVICTED": "0"}
    client.post(address(child, "ssda903-oc2", row.pk), again)
    assert refusals(child) == ["ssda903.OC2.TEETH_CHECK"]
    row.refresh_from_db()
    assert row.convicted is False


def test_a_new_row_takes_refusals_with_it_and_a_removed_one_ends_them(reader):
    child = people.child(sex="F")
    client, at = reader(), address(child, "ssda903-oc2", name="record:add")
    page = client.get(at)
    client.post(at, {**filled(page), "reason": WHY, "DOB": "", "IMMUNISATIONS_declined": "on"})
    (row,) = m.YearlyOutcomes.objects.filter(child=child)
    assert refusals(child) == ["ssda903.OC2.IMMUNISATIONS"]
    assert m.Refusal.objects.get().key == row.pk
    away = address(child, "ssda903-oc2", row.pk, "record:remove")
    client.post(away, {"was": client.get(away).context["was"], "reason": WHY})
    assert not m.YearlyOutcomes.objects.exists()
    assert refusals(child) == []


def test_a_refusal_of_one_kind_is_not_told_to_who_may_not_see_that_kind(reader, outcomes):
    """Who may change no health record cannot see from the history of a row that a check was refused."""
    child, row = outcomes
    mend(reader(), child, "ssda903-oc2", row.pk, TEETH_CHECK_declined="on")
    page = reader("emergency-duty").get(address(child, "ssda903-oc2", row.pk))
    assert page.status_code == 404 or "Teeth" not in text_of(page).partition("Changed by hand before")[2]


# What they do not want to be asked


def test_who_does_not_want_to_be_asked_is_not_asked(reader):
    child = people.child()
    no = answered(child, about="field.gender", answer="refused")
    said = text_of(mend(reader(), child, "cin-childidentifiers", child.pk, GenderCurrent="1"))
    assert f"they did not agree to be asked about this ({TODAY:%-d %B %Y})" in said
    assert m.Child.objects.get(pk=child.pk).gender == ""
    no.delete()
    mend(reader(), child, "cin-childidentifiers", child.pk, GenderCurrent="1")
    assert m.Child.objects.get(pk=child.pk).gender == "1"


def test_what_was_known_before_stays_until_somebody_takes_it_out(reader):
    child = people.child()
    m.Child.objects.filter(pk=child.pk).update(gender="1")
    answered(child, about="field.gender", answer="refused")
    mend(reader(), child, "cin-childidentifiers", child.pk, Sex="F")
    assert m.Child.objects.get(pk=child.pk).gender == "1"
    mend(reader(), child, "cin-childidentifiers", child.pk, GenderCurrent="")
    assert m.Child.objects.get(pk=child.pk).gender == ""


# Were they told?


def test_a_form_with_a_choice_says_whether_they_were_told(reader, settings, tmp_path):
    child = people.child()
    assert "It is not written down that this family was told" in text_of(identifiers(reader, child))
    told(child, audience="child", explained=["gender"])
    assert f"told on {TODAY:%-d %B %Y} (mother), in these words" in text_of(identifiers(reader, child))
    edited(settings, tmp_path, GENDER)
    edited(settings, tmp_path, (GENDER[1], GENDER[0]), ('consequence = "Nothing happens. You', 'consequence = "You'))
    assert "in words that have changed since" in text_of(identifiers(reader, child))


def test_the_notice_for_adults_tells_every_choice_and_the_childs_what_was_gone_through(reader):
    child, other = people.child(), people.child()
    told(child, audience="adult")
    told(other, audience="child", explained=["ethnicity"])
    assert "in these words" in text_of(identifiers(reader, child))
    assert "It is not written down" in text_of(identifiers(reader, other))


def test_a_form_without_a_choice_says_nothing_of_it(reader):
    child, review = looked_after()
    assert "told about their choice" not in text_of(reader().get(address(child, "ssda903-reviews", review.pk)))


def test_who_may_not_see_what_they_were_told_is_not_told_by_a_form(reader):
    child, _ = looked_after()
    told(child)
    page = reader("returns-officer").get(address(child, "ssda903-header", child.pk))
    assert page.status_code == 200
    assert "told" not in text_of(page).partition("Correct:")[2].partition("Why is this changed")[0]
