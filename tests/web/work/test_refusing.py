"""A care leaver who wants no contact is not reached out to, until they come back."""

from datetime import date

import pytest
from django.urls import reverse

from keepwell.policy import shipped
from keepwell.web.access.policy import policy
from keepwell.web.journey import offers
from keepwell.web.journey.queries import steps_of
from keepwell.web.record import models as m
from keepwell.web.record import opening
from keepwell.web.site.promises.evidence import EVIDENCE, Look, NotMade
from keepwell.web.work.models import Clock
from keepwell.web.work.queries.contact import refusing
from keepwell.web.work.running.refusing import birthday_in, refused_since, wanted, wishes
from tests.web.record import people
from tests.web.work.made import TODAY, ago, kept, running, step

pytestmark = pytest.mark.django_db
BORN = date(TODAY.year - 19, 6, 15)
LEFT = ago(300)


@pytest.fixture
def leaver():
    """Somebody of 19 who left care 300 days ago, after the adviser met them."""
    child = people.child(born_on=BORN)
    people.care(child, date(TODAY.year - 5, 1, 1), LEFT)
    step(child, "leaver-contact", LEFT, outcome="met")
    return child


def says(child, in_touch, on):
    """The yearly answer, recorded in its form on that day."""
    row = m.CareLeaverContact.objects.create(child=child, year=on.year, in_touch=in_touch)
    return step(child, "leaver-year", on, kind="ssda903-oc3", key=row.pk)


def found(child):
    kept(child)
    return EVIDENCE["outreach"](Look(policy(), TODAY))


def test_a_refusal_stops_staying_in_touch_and_coming_back_begins_it_again(leaver):
    refused, back = ago(100), ago(10)
    step(leaver, "leaver-contact", refused, outcome="refuses")
    ((begins, done, why),) = running(leaver)["adviser-visit"][:1]
    assert (begins, done) == (LEFT, refused)
    assert why == "the young person wants no contact."
    assert kept(leaver)["adviser-visit"].done_on == refused
    assert refusing() == {leaver.pk: refused}
    step(leaver, "leaver-contact", ago(50), outcome="tried")
    assert refusing() == {leaver.pk: refused}
    assert {why for *_, why in running(leaver)["adviser-visit"]} == {"the young person wants no contact."}
    step(leaver, "leaver-contact", back, outcome="back")
    assert refusing() == {}
    assert running(leaver)["adviser-visit"][-1][:2] == (back, None)
    assert kept(leaver)["adviser-visit"].stops_on > TODAY


def test_the_yearly_return_refuses_too_and_the_promise_is_kept_only_when_nothing_is_due(leaver, settings):
    assert found(leaver).figures["refused"] == 0
    says(leaver, "REFU", ago(200))
    assert refusing() == {leaver.pk: ago(200)}
    one = found(leaver)
    assert one.kept, one.said()
    assert "Want no contact: 1; still to be reached out to: none." in one.said()
    Clock.objects.filter(clock="adviser-visit").update(stops_on=None, done_on=None)
    one = EVIDENCE["outreach"](Look(policy(), TODAY))
    assert not one.kept
    assert "still to be reached out to: 1." in one.said()
    settings.KEEPWELL_POLICY = shipped("school")
    with pytest.raises(NotMade):
        EVIDENCE["outreach"](Look(policy(), TODAY))


def test_the_childs_page_says_so_and_leads_back_and_no_step_leads_to_reaching_out(leaver, client):
    words = {"category": "care-leaver", "area": "leaving", "questions": []}
    m.FormVersion.objects.update(words=words)
    plan = step(leaver, "pathway-plan", ago(290))
    m.FormVersion.objects.update(words=words)
    worker = people.user("personal-adviser")

    def led():
        opened = opening.open_record(leaver.person.uid, by=opening.reader(worker))
        stands = offers.Stands(leaver)
        return {one.form.id for one in offers.next_steps(opened, steps_of(opened), stands)}, {
            one.form.id for one, _ in offers.after(plan, opened, stands)
        }

    m.Step.objects.filter(form="leaver-contact").update(at="2020-01-01T00:00:00Z")
    assert all("leaver-contact" in some for some in led())
    says(leaver, "REFU", ago(200))
    m.FormVersion.objects.update(words=words)
    assert not any("leaver-contact" in some for some in led())
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("record:child", args=[leaver.person.uid])).text
    assert "Wants no contact" in page
    assert reverse("journey:record", args=[leaver.person.uid, "leaver-contact"]) in page
    says(leaver, "YES", ago(20))
    assert "Wants no contact" not in client.get(reverse("record:child", args=[leaver.person.uid])).text


def test_the_day_of_a_return_is_the_birthday_of_its_year():
    assert birthday_in(date(2007, 6, 15), 2026) == date(2025, 6, 15)
    assert birthday_in(date(2007, 2, 15), 2026) == date(2026, 2, 15)
    assert birthday_in(date(2008, 2, 29), 2026) == date(2026, 2, 28)
    assert birthday_in(None, 2026) == date(2026, 3, 31)


def test_spans_of_contact_follow_what_was_said_in_order():
    a, b, c, d = (date(2026, month, 1) for month in range(1, 5))
    assert wanted([], a) == [(a, None)]
    assert wanted([(b, True)], a) == [(a, b)]
    assert wanted([(b, True), (c, True), (d, False)], a) == [(a, b), (d, None)]
    assert wanted([(a, True), (c, False)], b) == [(c, None)]
    assert wanted([(a, True)], b) == []
    assert refused_since([(a, True), (b, False), (c, True), (d, True)]) == c
    assert refused_since([(a, True), (b, False)]) is None
    assert wishes(None, [], []) == []
