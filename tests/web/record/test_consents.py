"""Whether a consent holds: the answers of everybody, on any day; and what is shut while none does."""

import importlib
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from keepwell.policy import load
from keepwell.web.access import consent as at_the_door
from keepwell.web.access.models import Entry
from keepwell.web.access.policy import policy
from keepwell.web.record import models as m
from keepwell.web.record.actions import consenting
from keepwell.web.record.queries import consents
from keepwell.web.record.queries.consents import weigh
from tests.web.record import people
from tests.web.record.telling import PLANS, TODAY, answered, edited

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BASIS = (
    'article6 = "6(1)(e)"\nenactments = ["ca2004-10", "ca2004-11"]',
    'article6 = "6(1)(a)"\nenactments = ["uk-gdpr"]',
)


def withdrawn(child, on=TODAY, **more):
    return answered(child, **{"on": on - DAY, **more}, withdrawn_on=on, withdrawn_at=timezone.now())


def word(child, about=PLANS, on=None):
    return consents.state(child.pk, about, on).word


# One person


def test_nothing_holds_that_nobody_was_asked():
    child = people.child()
    assert word(child) == "not asked"
    assert not consents.in_force(child, PLANS)


def test_what_was_given_holds_from_its_day_to_its_end():
    child = people.child()
    answered(child, on=TODAY - 3 * DAY, ends_on=TODAY)
    assert [consents.in_force(child, PLANS, TODAY + n * DAY) for n in (-4, -3, 0, 1)] == [False, True, True, False]
    assert word(child, on=TODAY + DAY) == "ended"


def test_a_refusal_does_not_hold():
    child = people.child()
    answered(child, answer="refused")
    assert (word(child), consents.in_force(child, PLANS)) == ("refused", False)


def test_a_withdrawal_stops_it_on_its_day_and_not_before():
    child = people.child()
    withdrawn(child, on=TODAY)
    assert [word(child, on=TODAY + n * DAY) for n in (-1, 0, 1)] == ["given", "withdrawn", "withdrawn"]


def test_who_agrees_again_after_a_withdrawal_agrees():
    child = people.child()
    withdrawn(child)
    answered(child, on=TODAY)
    assert consents.in_force(child, PLANS)


def test_an_older_answer_written_down_later_does_not_undo_a_withdrawal():
    child = people.child()
    withdrawn(child, on=TODAY)
    answered(child, on=TODAY - 5 * DAY)
    assert not consents.in_force(child, PLANS)


# Several


def test_two_who_disagree_are_no_consent():
    child = people.child()
    answered(child, relation="mother")
    answered(child, relation="father", answer="refused", on=TODAY - DAY)
    assert word(child) == "people disagree"


def test_a_child_who_understands_decides_alone():
    child = people.child()
    answered(child, relation="mother", answer="refused")
    answered(child, relation="child", on=TODAY - DAY)
    assert consents.in_force(child, PLANS)
    answered(child, relation="child", answer="refused")
    answered(child, relation="mother")
    assert not consents.in_force(child, PLANS)


def test_an_answer_that_ended_is_no_refusal_by_that_person():
    child = people.child()
    answered(child, relation="father", on=TODAY - 9 * DAY, ends_on=TODAY - DAY)
    answered(child, relation="mother")
    assert consents.in_force(child, PLANS)


def test_two_people_of_the_same_kind_are_two():
    child = people.child()
    one, other = people.person("Efua", "Okafor"), people.person("Esi", "Okafor")
    answered(child, person=one)
    answered(child, person=other, answer="refused", on=TODAY - DAY)
    assert word(child) == "people disagree"


answers = st.builds(
    m.Consent,
    answer=st.sampled_from(["given", "refused"]), relation=st.sampled_from(["child", "mother", "father"]),
    capacity=st.just("understands"), on=st.dates(date(2026, 1, 1), date(2026, 1, 9)),
    ends_on=st.none() | st.dates(date(2026, 1, 5), date(2026, 1, 12)),
    withdrawn_on=st.none() | st.dates(date(2026, 1, 5), date(2026, 1, 12)),
)  # fmt: skip


@hypothesis_settings(max_examples=150)
@given(st.lists(answers, max_size=6), st.dates(date(2026, 1, 1), date(2026, 1, 14)))
def test_a_further_refusal_or_withdrawal_never_makes_a_consent_hold(found, on):
    for key, one in enumerate(found):
        one.pk = key
        one.withdrawn_on = one.withdrawn_on if one.answer == "given" else None
    found = [one for one in found if one.on <= on]
    state = weigh(found, on)
    said = [one for one in found if one.answer == "given" and not (one.withdrawn_on and one.withdrawn_on <= on)]
    assert said or not state.holds
    against = m.Consent(pk=99, answer="refused", relation="child", capacity="understands", on=on)
    assert not weigh([*found, against], on).holds


# Recipients


def test_an_answer_about_all_is_about_each_and_not_the_other_way():
    child = people.child()
    answered(child, about=f"{PLANS}/schools")
    assert consents.in_force(child, f"{PLANS}/schools")
    assert not consents.in_force(child, PLANS)
    assert not consents.in_force(child, f"{PLANS}/health")
    answered(child, about=PLANS)
    assert consents.in_force(child, f"{PLANS}/health")


def test_a_later_no_for_one_recipient_stands_against_an_earlier_yes_for_all():
    child = people.child()
    answered(child, about=PLANS, on=TODAY - DAY)
    answered(child, about=f"{PLANS}/schools", answer="refused")
    assert not consents.in_force(child, f"{PLANS}/schools")
    assert consents.in_force(child, f"{PLANS}/health")


def test_a_gateway_of_consent_opens_only_with_one():
    child, held = people.child(), policy()
    assert consents.may_leave(held, child, "plans", "schools") == (False, "gateway.plans")
    assert consents.may_leave(held, child, "enquiries") == (True, "gateway.enquiries")
    one = answered(child)
    assert consents.may_leave(held, child, "plans", "schools")[0]
    consenting.withdraw(child, one.pk, why="", by=people.user(), purpose="support")
    assert consents.may_leave(held, child, "plans", "schools") == (False, "gateway.plans")


# Many children at once, and the door


def test_many_children_are_one_query():
    children = [people.child() for _ in range(4)]
    answered(children[0])
    with people.counted() as sent:
        states = consents.states_of([c.pk for c in children], about=[PLANS])
    assert [states[c.pk][PLANS].holds for c in children] == [True, False, False, False]
    assert len(sent) == 1


def test_where_nothing_rests_on_consent_nobody_is_asked():
    child = people.child()
    with people.counted() as sent:
        assert consents.shut(policy(), [child.pk], policy().categories, "support") == {child.pk: {}}
    assert sent == []


def test_what_rests_on_consent_is_shut_until_somebody_agrees(settings, tmp_path):
    """The shipped policy rests on no consent; a council's own may, for example for its work with schools."""
    edited(settings, tmp_path, BASIS)
    child, other = people.child(), people.child()
    categories = ["attendance", "education"]

    def shut():
        return at_the_door.shut([child.pk, other.pk], categories, "pastoral")

    everything = dict.fromkeys(categories, "basis.wellbeing")
    assert shut() == {child.pk: everything, other.pk: everything}
    one = answered(child, about="basis.wellbeing")
    assert shut() == {child.pk: {}, other.pk: everything}
    consenting.withdraw(child, one.pk, why="", by=people.user(), purpose="support")
    assert shut()[child.pk] == everything


def test_what_another_basis_carries_is_not_shut(settings, tmp_path):
    edited(settings, tmp_path, BASIS)
    child = people.child()
    assert at_the_door.shut([child.pk], ["attendance"], "safeguarding") == {child.pk: {}}


def test_the_record_tells_the_door_where_to_look():
    assert importlib.import_module("keepwell.web.access.consent")._look is not None


# Writing down


def test_an_answer_is_logged_and_no_earlier_one_is_changed():
    child, by = people.child(), people.user()
    first = answered(child, on=TODAY - DAY)
    said = {"relation": "mother", "person": None, "capacity": "not-yet", "how": "spoken", "evidence": ""}
    consenting.answer(child, about=PLANS, title="Plans", answer="refused", on=TODAY, ends_on=None, by=by,
                      purpose="support", **said)  # fmt: skip
    first.refresh_from_db()
    assert (first.answer, first.withdrawn_on) == ("given", None)
    entry = Entry.objects.get(action="write down consent refused")
    assert (entry.child, entry.categories, entry.outcome) == (child.person.uid, ["consent"], "allowed")


def test_withdrawing_twice_changes_nothing_the_second_time():
    child, by = people.child(), people.user()
    one = answered(child, on=TODAY - DAY)
    assert consenting.withdraw(child, one.pk, why="She thought about it.", by=by, purpose="support")
    assert not consenting.withdraw(child, one.pk, why="Again.", by=by, purpose="support")
    one.refresh_from_db()
    assert (one.withdrawn_on, one.withdrawn_by, one.withdrawn_why) == (TODAY, by, "She thought about it.")


def test_the_consent_of_another_child_is_not_there():
    child, other, by = people.child(), people.child(), people.user()
    one = answered(other)
    with pytest.raises(consenting.Gone):
        consenting.withdraw(child, one.pk, why="", by=by, purpose="support")
    with pytest.raises(consenting.Gone):
        consenting.withdraw(other, answered(other, answer="refused").pk, why="", by=by, purpose="support")
    assert consents.in_force(other, PLANS) is False  # she refused afterwards


def test_what_waits_for_consent_comes_from_the_policy(settings, tmp_path):
    asked = consents.asked_for(policy())
    assert {"gateway.plans", "gateway.plans/schools", "field.gender"} <= asked.keys()
    assert not [one for one in asked if one.startswith("basis.") or one == "gateway.returns"]
    held = edited(settings, tmp_path, BASIS)
    assert "basis.wellbeing" in consents.asked_for(held)
    assert load(settings.KEEPWELL_POLICY).digest == held.digest
