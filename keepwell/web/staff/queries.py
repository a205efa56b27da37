"""Who may act as what, on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from keepwell.web.staff.models import RoleHeld, User


def may_be_here(user: User, on: date) -> bool:
    """Does this person work here on that day? Not who has left, nor who held roles all of which have ended."""
    if not user.works_here(on):
        return False
    ends = list(user.roles_held.values_list("ends_on", flat=True))
    return not ends or any(end is None or end >= on for end in ends)


def unused_since(day: date) -> QuerySet[User]:
    """Those who may sign in and have not done so on that day or later, nor joined since."""
    quiet = Q(last_login__date__lt=day) | Q(last_login__isnull=True)
    return User.objects.filter(quiet, is_active=True).exclude(joined_at__date__gte=day)


def roles_of(user: User, on: date) -> QuerySet[RoleHeld]:
    """The roles this person holds on that day, first and last day included, with their teams.

    A person who may no longer sign in holds none.
    """
    if not user.works_here(on):
        return RoleHeld.objects.none()
    return user.roles_held.filter(_running(on)).select_related("team")


def role_ids_of(user: User, on: date) -> frozenset[str]:
    """The ids, as the policy file has them, of the roles this person holds on that day."""
    return frozenset(roles_of(user, on).values_list("role", flat=True))


def members_of(teams, on: date, with_teams: bool = False) -> QuerySet:
    """The ids of those who hold a role in one of these teams (ids) on that day; or (user id, team id) pairs."""
    held = held_on(on).filter(team__in=list(teams))
    return held.values_list("user_id", "team_id") if with_teams else held.values("user_id")


def with_address(email: str) -> User | None:
    """The person who signs in with that address, whatever its case; None when there is none."""
    return User.objects.filter(email=email.strip().lower()).first()


def holders_of(role: str, on: date) -> QuerySet[User]:
    """The people who hold that role on that day and may sign in."""
    return User.objects.filter(pk__in=held_on(on).filter(role=role).values("user"))


def holding_a_role(on: date) -> QuerySet:
    """The ids of those who hold a role on that day and work here then."""
    return held_on(on).values("user_id")


def held_on(on: date) -> QuerySet[RoleHeld]:
    """Every role that somebody holds on that day who works here then: their last day counts (`User.works_here`)."""
    here = Q(user__is_active=True) & (Q(user__leaves_on=None) | Q(user__leaves_on__gte=on))
    return RoleHeld.objects.filter(_running(on) & here)


def _running(on):
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
