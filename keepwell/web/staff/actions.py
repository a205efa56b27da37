"""Every change to people, teams and roles. `by` is the person who makes it; None only for the set-up itself."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from keepwell.web.staff import demo
from keepwell.web.staff.models import RoleHeld, Team, User


class StaffError(Exception):
    """A change that may not be made; its text is a sentence for the person who asked for it."""


@transaction.atomic
def join(*, email: str, name: str, job_title: str = "", password: str | None = None, by: User | None) -> User:
    """A person begins to work here. Without a password, they choose one by the e-mail that resets it."""
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise StaffError("This e-mail address already belongs to a person here: give that person the role instead.")
    user = User(email=email, name=name.strip(), job_title=job_title.strip(), joined_at=_moment(by), joined_by=by)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    return user


@transaction.atomic
def leave(*, user: User, on: date, by: User | None) -> None:
    """A person stops working here: their roles end on that day, and they may not sign in from now on."""
    for held in user.roles_held.filter(ends_on__isnull=True) | user.roles_held.filter(ends_on__gt=on):
        end_role(held=held, ends_on=max(on, held.starts_on), by=by)
    user.is_active, user.left_at, user.left_by = False, _moment(by), by
    user.save(update_fields=["is_active", "left_at", "left_by"])


@transaction.atomic
def make_team(*, name: str, kind: str, by: User | None) -> Team:
    team = Team(name=name.strip(), kind=kind)
    team.full_clean()
    team.save()
    return team


@transaction.atomic
def give_role(
    *,
    user: User,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
    team: Team | None = None,
    by: User | None,
) -> RoleHeld:
    """A person holds a role of the policy file from one day to another, both included."""
    if ends_on and ends_on < starts_on:
        raise StaffError("The role would end before it starts: give a last day on or after the first.")
    if _held_already(user, role, team, starts_on, ends_on):
        raise StaffError("This person already holds this role in these days: end that one first.")
    held = RoleHeld(
        user=user, role=role, team=team, starts_on=starts_on, ends_on=ends_on, given_at=_moment(by), given_by=by
    )
    held.full_clean()
    held.save()
    return held


@transaction.atomic
def end_role(*, held: RoleHeld, ends_on: date, by: User | None) -> RoleHeld:
    """The role's last day. What was held until then stays in the book."""
    if ends_on < held.starts_on:
        raise StaffError("The role would end before it starts: give a last day on or after the first.")
    held.ends_on, held.ended_at, held.ended_by = ends_on, _moment(by), by
    held.save(update_fields=["ends_on", "ended_at", "ended_by"])
    return held


@transaction.atomic
def make_demo_people() -> list[demo.DemoPerson]:
    """Bring in the people of demo mode who are not here yet; StaffError when demo mode is off."""
    if not settings.KEEPWELL_DEMO:
        raise StaffError("Demo people have known passwords: they are made only with KEEPWELL_DEMO=1.")
    here = set(User.objects.values_list("email", flat=True))
    for name, job_title, role, team in demo.CAST:
        email = demo.email_of(name)
        if email not in here:
            user = join(email=email, name=name, job_title=job_title, password=demo.PASSWORD, by=None)
            if role:
                give_role(user=user, role=role, team=_demo_team(*team), starts_on=demo.SINCE, by=None)
    return demo.demo_people()


def _demo_team(name, kind):
    return Team.objects.filter(name=name).first() or make_team(name=name, kind=kind, by=None)


def _moment(by):
    return timezone.now() if by else None


def _held_already(user, role, team, starts_on, ends_on):
    held = user.roles_held.filter(role=role, team=team).exclude(ends_on__lt=starts_on)
    return (held.filter(starts_on__lte=ends_on) if ends_on else held).exists()
