"""Every change to people, teams and roles. `by` is the person who makes it; None only for the set-up itself."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
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
    """A person stops working here; `on` is their last day. Their roles end with it, and so do their sessions.

    Today or a day that is over: they may not sign in from now on.
    """
    for held in user.roles_held.filter(ends_on__isnull=True) | user.roles_held.filter(ends_on__gt=on):
        end_role(held=held, ends_on=max(on, held.starts_on), by=by)
    user.is_active = on > timezone.localdate()
    user.leaves_on, user.left_at, user.left_by = on, _moment(by), by
    user.save(update_fields=["is_active", "leaves_on", "left_at", "left_by"])
    if not user.is_active:
        end_sessions(user=user)


@transaction.atomic
def move(
    *, user: User, ends: list[RoleHeld], last_day: date, role: str, team: Team | None = None, by: User | None
) -> RoleHeld:
    """A person changes from some of their roles to another: those end on `last_day`, the new one starts the day after.

    Roles that start later are not touched.
    """
    for held in ends:
        end_role(held=held, ends_on=last_day, by=by)
    return give_role(user=user, role=role, team=team, starts_on=last_day + timedelta(days=1), by=by)


def end_sessions(*, user: User) -> int:
    """End every session of this person; returns how many. Also those that began before there was a list of them."""
    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.models import Session

    theirs = [one.pk for one in Session.objects.filter(expire_date__gte=timezone.now()).iterator()
              if one.get_decoded().get(SESSION_KEY) == str(user.pk)]  # fmt: skip
    user.usersession_set.all().delete()
    return Session.objects.filter(pk__in=theirs).delete()[0]


def forget_what_is_over() -> None:
    """Take away what was counted and is over, and the notes of sessions that are no longer there."""
    from allauth.usersessions.models import UserSession
    from django.contrib.sessions.models import Session
    from django.core.cache import cache

    cache.clear_up()
    running = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.exclude(Exists(running)).delete()


@transaction.atomic
def forget_second_factors(*, user: User) -> int:
    """Take away the authenticator app, passkeys and recovery codes of a person who lost them; returns how many.

    Their sessions end, and when they sign in next they set up a new one. Whoever asks for it must know that it is them.
    """
    gone = user.authenticator_set.all().delete()[0]
    end_sessions(user=user)
    return gone


@transaction.atomic
def make_team(*, name: str, kind: str, by: User | None) -> Team:
    team = Team(name=name.strip(), kind=kind)
    team.full_clean()
    team.save()
    return team


@transaction.atomic
def describe_team(*, team: Team, name: str | None = None, urn: str | None = None) -> Team:
    """What files call the team, and the school's URN there: by these its children are known."""
    team.name, team.urn = team.name if name is None else name.strip(), team.urn if urn is None else urn.strip()
    team.full_clean()
    team.save(update_fields=["name", "urn"])
    return team


@transaction.atomic
def number_worker(*, user: User, number: str) -> User:
    """The number by which files know this person as a worker; '' for none. Nobody else here may have it."""
    number = number.strip()
    if number and User.objects.filter(worker_number=number).exclude(pk=user.pk).exists():
        raise StaffError("Somebody else here has this worker's number: take it from them first.")
    user.worker_number = number
    user.save(update_fields=["worker_number"])
    return user


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
    """The team of this name; where its people are here already, theirs, whatever it is called by now."""
    theirs = [demo.email_of(one) for one, _, _, team in demo.CAST if team == (name, kind)]
    held = RoleHeld.objects.filter(user__email__in=theirs, team__kind=kind).select_related("team").first()
    if held:
        return held.team
    return Team.objects.filter(name=name).first() or make_team(name=name, kind=kind, by=None)


def _moment(by):
    return timezone.now() if by else None


def _held_already(user, role, team, starts_on, ends_on):
    held = user.roles_held.filter(role=role, team=team).exclude(ends_on__lt=starts_on)
    return (held.filter(starts_on__lte=ends_on) if ends_on else held).exists()
