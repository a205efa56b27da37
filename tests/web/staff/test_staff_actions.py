from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from keepwell.web.staff.actions import StaffError, end_role, give_role, join, leave, make_team
from keepwell.web.staff.models import User
from keepwell.web.staff.queries import holders_of, role_ids_of, roles_of

pytestmark = pytest.mark.django_db
SPRING, SUMMER, AUTUMN = date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)


@pytest.fixture
def boss():
    return join(email="boss@example.org", name="Ottoline Brack", by=None)


@pytest.fixture
def person(boss):
    return join(email=" Bryn@Example.org ", name="Bryn Talgarth", password="three unlikely words", by=boss)


def test_join_keeps_the_address_in_lower_case_and_who_did_it(person, boss):
    assert person.email == "bryn@example.org"
    assert person.joined_by == boss
    assert person.joined_at is not None
    assert person.check_password("three unlikely words")


def test_join_without_password_cannot_sign_in_with_any(boss):
    assert not boss.has_usable_password()


def test_join_refuses_an_address_twice_whatever_its_case(person):
    with pytest.raises(StaffError, match="already belongs"):
        join(email="BRYN@example.org", name="Somebody Else", by=None)


def test_join_refuses_what_is_no_address():
    with pytest.raises(ValidationError):
        join(email="bryn", name="Bryn", by=None)


def test_database_refuses_an_address_with_capitals():
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="Loud@example.org", name="Loud")


def test_role_is_held_from_its_first_to_its_last_day(person, boss):
    give_role(user=person, role="social-worker", starts_on=SPRING, ends_on=SUMMER, by=boss)
    held = [bool(roles_of(person, day)) for day in (date(2026, 2, 28), SPRING, SUMMER, date(2026, 6, 2))]
    assert held == [False, True, True, False]


def test_role_without_end_goes_on(person, boss):
    give_role(user=person, role="social-worker", starts_on=SPRING, by=boss)
    assert role_ids_of(person, date(2040, 1, 1)) == {"social-worker"}


def test_role_cannot_end_before_it_starts(person, boss):
    with pytest.raises(StaffError, match="end before it starts"):
        give_role(user=person, role="social-worker", starts_on=SUMMER, ends_on=SPRING, by=boss)


def test_role_is_not_given_twice_in_the_same_days(person, boss):
    give_role(user=person, role="social-worker", starts_on=SPRING, ends_on=SUMMER, by=boss)
    with pytest.raises(StaffError, match="already holds"):
        give_role(user=person, role="social-worker", starts_on=SUMMER, by=boss)
    give_role(user=person, role="social-worker", starts_on=AUTUMN, by=boss)


def test_role_of_another_team_may_be_held_beside_it(person, boss):
    for name in ("North", "South"):
        team = make_team(name=name, kind="social-work", by=boss)
        give_role(user=person, role="social-worker", team=team, starts_on=SPRING, by=boss)
    assert {held.team.name for held in roles_of(person, SUMMER)} == {"North", "South"}


def test_end_role_keeps_the_past_and_who_ended_it(person, boss):
    held = give_role(user=person, role="social-worker", starts_on=SPRING, by=boss)
    end_role(held=held, ends_on=SUMMER, by=boss)
    held.refresh_from_db()
    assert (held.ends_on, held.ended_by) == (SUMMER, boss)
    assert role_ids_of(person, SPRING) == {"social-worker"}
    assert role_ids_of(person, AUTUMN) == frozenset()


def test_end_role_before_it_starts_is_refused(person, boss):
    held = give_role(user=person, role="social-worker", starts_on=SUMMER, by=boss)
    with pytest.raises(StaffError, match="end before it starts"):
        end_role(held=held, ends_on=SPRING, by=boss)


def test_leave_ends_roles_and_sign_in(person, boss, client):
    give_role(user=person, role="social-worker", starts_on=SPRING, by=boss)
    ended = give_role(user=person, role="team-manager", starts_on=SPRING, ends_on=SPRING, by=boss)
    later = give_role(user=person, role="reviewing-officer", starts_on=AUTUMN, by=boss)
    leave(user=person, on=SUMMER, by=boss)
    person.refresh_from_db()
    assert not person.is_active
    assert sorted(str(held.ends_on) for held in person.roles_held.all()) == ["2026-03-01", "2026-06-01", "2026-09-01"]
    ended.refresh_from_db()
    assert ended.ended_by is None
    assert later.starts_on == AUTUMN
    assert roles_of(person, SPRING).count() == 0
    assert not client.login(email="bryn@example.org", password="three unlikely words")


def test_holders_are_those_who_may_sign_in(person, boss):
    for user in (person, boss):
        give_role(user=user, role="social-worker", starts_on=SPRING, by=boss)
    leave(user=boss, on=AUTUMN, by=None)
    assert list(holders_of("social-worker", SUMMER)) == [person]
