from datetime import date

import pytest

from keepwell.web.staff.actions import StaffError, describe_team, make_demo_people
from keepwell.web.staff.models import RoleHeld, Team, User
from keepwell.web.staff.queries import role_ids_of

pytestmark = pytest.mark.django_db


def test_demo_people_are_refused_outside_demo_mode(settings):
    settings.KEEPWELL_DEMO = False
    with pytest.raises(StaffError, match="only with KEEPWELL_DEMO=1"):
        make_demo_people()
    assert not User.objects.exists()


def test_demo_people_are_made_once(settings):
    settings.KEEPWELL_DEMO = True
    first = make_demo_people()
    assert make_demo_people() == first
    assert User.objects.count() == len(first)
    assert RoleHeld.objects.count() == len(first) - 1


def test_demo_people_hold_their_roles_and_one_holds_none(settings):
    settings.KEEPWELL_DEMO = True
    for person in make_demo_people():
        roles = role_ids_of(User.objects.get(email=person.email), date(2026, 11, 21))
        assert roles == ({person.role} if person.role else set())


def test_a_demo_person_who_comes_later_joins_the_team_whatever_it_is_called_by_now(settings):
    settings.KEEPWELL_DEMO = True
    make_demo_people()
    team = Team.objects.get(name="Mossbank School")
    describe_team(team=team, name="Aldermoss Upper School")
    User.objects.filter(name="Bronagh Tilling").update(email="earlier@example.org")
    make_demo_people()
    assert User.objects.get(email="bronagh.tilling@example.org").roles_held.get().team == team
    assert not Team.objects.filter(name="Mossbank School").exists()


def test_demo_people_can_sign_in(settings, client):
    settings.KEEPWELL_DEMO = True
    person = make_demo_people()[0]
    assert person.email.endswith("@example.org")
    assert client.login(email=person.email, password=person.password)


def test_sign_in_page_lists_demo_people_only_in_demo_mode(settings, client):
    assert "keepwell-demo" not in client.get("/account/login/").text
    settings.KEEPWELL_DEMO = True
    assert "keepwell-demo" in client.get("/account/login/").text
