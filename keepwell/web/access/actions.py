"""Every change to who reaches a child and who is kept away. What may be done is asked by whoever calls; texts come
sealed, because only the record has the child's key."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from keepwell.clocks.working_days import add_working_days

from ..staff.queries import holders_of, members_of, roles_of
from .models import Allocation, Emergency, Restriction
from .policy import policy
from .visitor import Visitor

FILES = "files"
NO_REVIEWER = "Nobody is named here who could check this afterwards: telephone a manager."
CHUNK = 500  # rows written at a time
TO_REVIEW = "emergency"  # the category of the policy: who may edit it may review


class DoorError(Exception):
    """A change that may not be made; its text is a sentence for the person who asked for it."""


# Allocation -------------------------------------------------------------------------------------------------------


@transaction.atomic
def allocate(child, *, to, part=None, starts_on, ends_on=None, by, source=""):
    """A User or a Team works with the child (uid) from one day to another, both included."""
    if ends_on and ends_on < starts_on:
        raise DoorError("The last day is before the first: give a last day on or after the first.")
    is_team = hasattr(to, "kind")
    part = part or (Allocation.Part.TEAM if is_team else Allocation.Part.WORKER)
    whom = {"team": to} if is_team else {"user": to}
    if _running_with(child, starts_on, ends_on, part=part, **whom).exists():
        raise DoorError("They are allocated in these days already: end that allocation first.")
    return Allocation.objects.create(
        child=child, part=part, starts_on=starts_on, ends_on=ends_on, source=source,
        given_at=timezone.now() if by else None, given_by=by, **whom,
    )  # fmt: skip


def _running_with(child, starts_on, ends_on, **whom):
    found = Allocation.objects.filter(child=child, **whom).exclude(ends_on__lt=starts_on)
    return found.filter(starts_on__lte=ends_on) if ends_on else found


@transaction.atomic
def end_allocation(allocation, *, on, by):
    """Its last day. What was until then stays. DoorError when it ended already or follows from files."""
    if allocation.source:
        raise DoorError("This follows from files: it ends with the next import that says so.")
    if allocation.ends_on and allocation.ends_on <= on:
        raise DoorError("This has ended already, or ends by then.")
    if on < allocation.starts_on:
        raise DoorError("The last day is before the first: give a last day on or after the first.")
    allocation.ends_on, allocation.ended_at, allocation.ended_by = on, timezone.now() if by else None, by
    allocation.save(update_fields=["ends_on", "ended_at", "ended_by"])


@transaction.atomic
def follow_files(wanted):
    """Make the allocations that follow from files be exactly `wanted`; returns how many began and how many ended.

    wanted   {(uid, user id or None, team id or None): (first day, last day or None)}

    Those made by people are left alone.
    """
    held = {(a.child, a.user_id, a.team_id): a for a in Allocation.objects.filter(source=FILES)}
    gone = [a.pk for key, a in held.items() if key not in wanted]
    for chunk in _chunks(gone):
        Allocation.objects.filter(pk__in=chunk).delete()
    changed = [a for key, a in held.items() if key in wanted and (a.starts_on, a.ends_on) != wanted[key]]
    for a in changed:
        a.starts_on, a.ends_on = wanted[a.child, a.user_id, a.team_id]
    Allocation.objects.bulk_update(changed, ["starts_on", "ends_on"], batch_size=CHUNK)
    new = [key for key in wanted if key not in held]
    Allocation.objects.bulk_create([_from_files(key, wanted[key]) for key in new], batch_size=CHUNK)
    return len(new), len(gone)


def _chunks(keys):
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _from_files(key, days):
    child, user, team = key
    part = Allocation.Part.TEAM if team else Allocation.Part.WORKER
    return Allocation(
        child=child, user_id=user, team_id=team, part=part, starts_on=days[0], ends_on=days[1], source=FILES
    )


@transaction.atomic
def take_back(allocation):
    """An allocation that has not begun is as if it had never been."""
    if allocation.starts_on <= timezone.localdate():
        raise DoorError("This has begun: give its last day instead.")
    allocation.delete()


# Restriction ------------------------------------------------------------------------------------------------------


@transaction.atomic
def restrict(child, *, kind, user=None, seal=None, sealed_reason=b"", by):
    """Put the record of the child (uid) into a state, for everybody or for one person.

    Raises DoorError when it is in this state already: what was written the second time would be lost.
    """
    if Restriction.objects.filter(child=child, kind=kind, user=user, lifted_at=None).exists():
        raise DoorError("This is so already: read why below, and lift it first if the reason has changed.")
    return Restriction.objects.create(
        child=child, kind=kind, user=user, seal=seal, sealed_reason=sealed_reason, set_by=by
    )


@transaction.atomic
def seal_all(children):
    """Seal the records of these children (uids) that are not sealed yet; returns how many."""
    sealed = Restriction.objects.filter(kind=Restriction.Kind.SEALED, child__in=list(children), lifted_at=None)
    new = set(children) - set(sealed.values_list("child", flat=True))
    Restriction.objects.bulk_create([Restriction(child=uid, kind=Restriction.Kind.SEALED) for uid in new])
    return len(new)


@transaction.atomic
def lift(restriction, *, by):
    """End it, once. Whom it shuts out may not end it."""
    if restriction.user_id == by.pk:
        raise DoorError("Somebody else must lift this: it is about you.")
    still = Restriction.objects.filter(pk=restriction.pk, lifted_at=None)
    if not still.update(lifted_at=timezone.now(), lifted_by=by):
        raise DoorError("Somebody lifted this already.")


# Emergency --------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_in_emergency(child, *, by, purpose, seal, sealed_reason):
    """Open the record of the child (uid) for the hours that the purpose allows, and name the manager who checks it.

    Raises DoorError when nobody could check it.
    """
    said, reviewer = policy().purposes[purpose], reviewer_for(by, child)
    if reviewer is None:
        raise DoorError(NO_REVIEWER)
    now = timezone.now()
    return Emergency.objects.create(
        child=child, user=by, at=now, ends_at=now + timedelta(hours=said.glass_hours), purpose=purpose,
        seal=seal, sealed_reason=sealed_reason, reviewer=reviewer,
        review_by=add_working_days(timezone.localdate(now), said.glass_review_days),
    )  # fmt: skip


def reviewer_for(user, child=None):
    """The manager who checks what this person opens of a child (uid); None when nobody may check anything.

    Never themselves; rather one to whom the record is not shut, rather one of their own team.
    """
    on = date.today()
    may = [role for role in policy().roles if _may_review(role)]
    found = [one for role in may for one in holders_of(role, on).exclude(pk=user.pk).order_by("pk")]
    teams = {held.team_id for held in roles_of(user, on) if held.team_id}
    mates = set(members_of(teams, on).values_list("user_id", flat=True)) if teams else set()
    found.sort(key=lambda one: (_is_shut(child, one), one.pk not in mates))
    return next(iter(found), None)


def _is_shut(child, user):
    return child is not None and bool(Visitor.of(user).shut_among([child]))


def _may_review(role):
    return policy().decide([role], "edit", TO_REVIEW, "administration").allowed


@transaction.atomic
def close_emergency(emergency):
    """The person needs the record no longer."""
    emergency.ends_at = timezone.now()
    emergency.save(update_fields=["ends_at"])


@transaction.atomic
def review(emergency, *, found, sealed_note, by):
    """What the manager found. Nobody reviews what they opened themselves, and nothing is reviewed twice."""
    if emergency.user_id == by.pk:
        raise DoorError("You opened this record yourself: another manager checks it.")
    waiting = Emergency.objects.filter(pk=emergency.pk, reviewed_at=None)
    if not waiting.update(found=found, sealed_note=sealed_note, reviewed_at=timezone.now(), reviewed_by=by):
        raise DoorError("Somebody checked this already: read below what they found. What you wrote is not kept.")


# Two records of the same child ----------------------------------------------------------------------------------------


@transaction.atomic
def hand_over(child, to, *, reseal, only=None):
    """What is so of one child (uid) is so of another: who works with them, who is kept away, emergencies.

    reseal   a function that seals the texts of a row anew and returns the fields that it changed
    only     {model: [keys]} as this gave it before; without it all of the child's

    Returns {model: [keys]} of what went over. The log stays as it is: it says what was done under which uid.
    """
    done = {}
    for model in (Allocation, Restriction, Emergency):
        rows = model.objects.filter(child=child)
        rows = list(rows if only is None else rows.filter(pk__in=only.get(model.__name__, ())))
        for row in rows:
            fields = reseal(row) if model is not Allocation else []
            row.child = to
            row.save(update_fields=["child", *fields])
        done[model.__name__] = [row.pk for row in rows]
    return done


@transaction.atomic
def restrict_too(restriction, child, *, reseal):
    """The same restriction holds for another child (uid)."""
    again = Restriction(child=child, kind=restriction.kind, user=restriction.user, seal=restriction.seal,
                        sealed_reason=restriction.sealed_reason, set_by=restriction.set_by)  # fmt: skip
    reseal(again)
    again.save()
