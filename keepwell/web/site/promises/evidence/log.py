"""Evidence of what people did: the access log, who holds which role, and the checks of the returns."""

from datetime import date, datetime, time

from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast, TruncDate
from django.utils import timezone

from keepwell.web.access.listening import PURPOSE as SIGN_IN
from keepwell.web.access.models import Entry
from keepwell.web.desk.models import COLLECTIONS, Run
from keepwell.web.record.models import Address
from keepwell.web.site.promises.evidence.found import YEAR, Found, NotMade, evidence, one_or_many
from keepwell.web.site.promises.evidence.reach import could_open
from keepwell.web.site.promises.evidence.uses import unknown_is_refused
from keepwell.web.staff.models import RoleHeld

SEALED = "sealed-address"


def _since(day: date):
    return timezone.make_aware(datetime.combine(day, time.min))


def _reads(look):
    """(purpose, outcome) -> entries of the last 30 days, but for those of signing in, which speak of no record."""
    recent = Entry.objects.filter(at__gte=_since(look.recent)).exclude(purpose=SIGN_IN, child=None).order_by()
    rows = recent.values_list("purpose", "outcome").annotate(n=Count("pk"))
    return look.once("reads", lambda: {(purpose, outcome): n for purpose, outcome, n in rows})


def reads(look, purpose):
    """What the log says of the last 30 days: entries for this purpose, allowed and refused, as a Found."""
    found = _reads(look)
    figures = {one: found.get((purpose, one), 0) for one in ("allowed", "refused")}
    declared = purpose in look.policy.purposes
    return Found(declared, "Readings for this purpose in 30 days: {allowed} allowed, {refused} refused.", figures)


@evidence("purposes-logged")
def purposes_logged(look):
    """Asks the policy, for each role, for a purpose nobody declared; counts entries without purpose or policy."""
    bare = Entry.objects.filter(Q(purpose="") | Q(policy="")).count()
    strange = sum(n for (purpose, _), n in _reads(look).items() if purpose and purpose not in look.policy.purposes)
    refused, roles = unknown_is_refused(look), len(look.policy.roles)
    words = [
        f"A purpose that is not declared is {'refused to' if refused else 'not refused to all of'} {roles} roles.",
        "Entries in 30 days: {entries}.",
        "Without purpose or policy: {bare}." if bare else "None of the log lacks its purpose or policy.",
    ] + (["For undeclared purposes: {strange}."] if strange else [])
    figures = {"entries": sum(_reads(look).values()), "bare": bare, "strange": strange}
    return Found(refused and not bare and not strange, " ".join(words), figures)


@evidence("staff")
def staff(look):
    """Counts who holds a role today and may sign in, to whom of them the door opens the file of at least one child,
    and those whose role the notice does not name."""
    held = list(_running(look.today).values_list("user", "role"))
    strange = {user for user, role in held if role not in _named(look)}
    openers = {role for role in {role for _, role in held} if _opens(look, role)}
    words = "People who hold a role: {people}; of these could open the file of some child today: {able}. "
    words += f"Their roles open records in {len(openers)} of "
    words += f"{one_or_many(len(look.policy.roles), 'role', 'roles')} of the notice. "
    words += (
        "Holders of roles it does not name: {strange}." if strange else "Nobody holds a role that it does not name."
    )
    figures = {"people": len({user for user, _ in held}), "able": len(could_open(look.today)), "strange": len(strange)}
    return Found(not strange, words, figures)


def _named(look):
    return {one.text.id for one in look.policy.roles.values() if one.text.in_force(look.today)}


def _running(day):
    ended = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return RoleHeld.objects.filter(ended, starts_on__lte=day, user__is_active=True)


def _opens(look, role):
    return any(_may(look, (role,), "view", "identity", purpose, look.today) for purpose in look.policy.purposes)


def _may(look, roles, action, category, purpose, day):
    return look.policy.decide(roles, action, category, purpose, on=day).allowed


@evidence("sealed-addresses")
def sealed_addresses(look):
    """Counts sealed addresses, and compares to whom they were open in 30 days, by the log, with the policy."""
    if SEALED not in look.policy.categories:
        raise NotMade("No addresses are kept here that could be secret.")
    told, wrong = _told(look)
    ban = look.policy.forbids[f"{SEALED}-out"]
    leaves = [role for role in look.policy.roles if role not in ban.but_for and _sends(look, role)]
    figures = {"sealed": Address.objects.filter(sealed=True).count(), "told": told, "wrong": wrong}
    words = "Sealed addresses: {sealed}. Readings in 30 days in which they were open: {told}, "
    words += "by somebody without such a role: {wrong}; " if wrong else "each by somebody whose role has them; "
    words += f"{len(leaves)} roles may send one out against the ban."
    return Found(not wrong and not leaves, words, figures)


def _sends(look, role):
    return any(_may(look, (role,), "export", SEALED, purpose, look.today) for purpose in look.policy.purposes)


def _told(look):
    """How many entries under the policy in force say that sealed addresses were open; how many to somebody without."""
    rows = (
        Entry.objects.filter(at__gte=_since(look.recent), policy=look.policy.digest, outcome="allowed")
        .annotate(told=Cast("categories", TextField()), day=TruncDate("at"))
        .filter(told__contains=f'"{SEALED}"', action="open")
        .order_by()
        .values_list("actor", "purpose", "day")
        .annotate(n=Count("pk"))
    )
    held = list(RoleHeld.objects.values_list("user", "role", "starts_on", "ends_on"))
    told, wrong = 0, 0
    for actor, purpose, day, n in rows:
        told += n
        if not _may(look, _roles_on(held, actor, day), "view", SEALED, purpose, day):
            wrong += n
    return told, wrong


def _roles_on(held, actor, day):
    if actor.startswith("operator "):
        return ("operator",)
    user = actor.removeprefix("user ")
    return tuple(
        role for one, role, starts, ends in held if str(one) == user and starts <= day and (ends is None or day <= ends)
    )


@evidence("checks")
def checks(look):
    """Finds the last finished check of each return from the record, and rules of it that could not run."""
    parts, figures, whole = [], {}, True
    for collection, title in COLLECTIONS.items():
        done = Run.objects.filter(collection=collection, this_from="record", state=Run.State.FINISHED)
        last = done.order_by("-finished_at").first()
        if last is None:
            parts.append(f"{title}: the record was never checked.")
            whole = False
            continue
        broken, when = last.count("could not run"), timezone.localdate(last.finished_at)
        whole = whole and not broken and look.today - when <= YEAR
        figures |= {f"{collection}_errors": last.errors, f"{collection}_queries": last.queries}
        said = f"{title}: checked on {when.day} {when:%B %Y} by {len(last.outcomes)} rules, {broken} could not run"
        parts.append(f"{said}; errors {{{collection}_errors}}, queries {{{collection}_queries}}.")
    return Found(whole, " ".join(parts), figures)
