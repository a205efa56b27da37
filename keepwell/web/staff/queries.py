"""Who may act as what, on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from keepwell.web.staff.models import RoleHeld, User


def roles_of(user: User, on: date) -> QuerySet[RoleHeld]:
    """The roles this person holds on that day, first and last day included, with their teams.

    A person who may no longer sign in holds none.
    """
    if not user.is_active:
        return RoleHeld.objects.none()
    return user.roles_held.filter(_running(on)).select_related("team")


def role_ids_of(user: User, on: date) -> frozenset[str]:
    """The ids, as the policy file has them, of the roles this person holds on that day."""
    return frozenset(roles_of(user, on).values_list("role", flat=True))


def with_address(email: str) -> User | None:
    """The person who signs in with that address, whatever its case; None when there is none."""
    return User.objects.filter(email=email.strip().lower()).first()


def holders_of(role: str, on: date) -> QuerySet[User]:
    """The people who hold that role on that day and may sign in."""
    held = RoleHeld.objects.filter(_running(on), role=role)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def _running(on):
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
