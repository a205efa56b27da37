"""Evidence of reach: whose file is open to whom, emergencies and their check, and what is sealed after an adoption."""

from django.utils import timezone

from keepwell.web.access import door
from keepwell.web.access.models import Emergency, Restriction
from keepwell.web.record import vault
from keepwell.web.record.actions.following import ADOPTED
from keepwell.web.record.actions.sealing_apart import how_it_stands
from keepwell.web.record.models import Adoption, AdoptionKey, Child, Episode, Step, Words
from keepwell.web.site.promises.evidence.found import Found, NotMade, evidence, some_or_none
from keepwell.web.staff.models import User
from keepwell.web.staff.queries import holding_a_role

CHECKS = ("edit", "emergency", "administration")


def could_open(day):
    """The ids of those to whom the file of at least one child is open, by what the door itself asks."""
    people = User.objects.filter(pk__in=holding_a_role(day))
    children = Child.objects.order_by()
    return {one.pk for one in people if door.only_known(children, by=one).exists()}


@evidence("emergencies")
def emergencies(look):
    """Reads the policy: somebody may open a record in an emergency, for some hours, and somebody else checks it. Finds
    emergencies that wait for longer than the policy allows, and those of the last 30 days that were checked late."""
    urgent = [one.id for one in look.in_force(look.policy.purposes) if one.break_glass]
    if not urgent:
        raise NotMade("No record is opened in an emergency here.")
    may_open = [role for role in look.policy.roles if any(_may(look, role, "add", "emergency", one) for one in urgent)]
    may_check = [role for role in look.policy.roles if _may(look, role, *CHECKS)]
    figures = _figures(look)
    words = f"{len(may_open)} roles may open a record in an emergency, {len(may_check)} check it. "
    words += "Opened in 30 days: {opened}; waiting for a check: {waiting}, overdue: {overdue}; checked too late in 30 "
    words += "days: {late}."
    kept = bool(may_open and may_check) and not figures["overdue"] and not figures["late"]
    return Found(kept, words, figures)


def _figures(look):
    done = Emergency.objects.filter(reviewed_at__date__gte=look.recent)
    waiting = Emergency.objects.filter(reviewed_at=None)
    late = [one for one in done.values_list("reviewed_at", "review_by") if timezone.localdate(one[0]) > one[1]]
    return {
        "opened": Emergency.objects.filter(at__date__gte=look.recent).count(),
        "waiting": waiting.count(), "overdue": waiting.filter(review_by__lt=look.today).count(), "late": len(late),
    }  # fmt: skip


def _may(look, role, action, category, purpose):
    return look.policy.decide((role,), action, category, purpose, on=look.today).allowed


@evidence("adoptions")
def adoptions(look):
    """Opens each text that was written of an adoption with the ordinary key of the child, which must fail, and with the
    key for adoptions, which must not; looks for the file of that key, and for such texts among what search knows. Finds
    children whose care ended by adoption and whose record is not sealed: who it is sealed to finds them in no search. A
    seal that somebody lifted counts apart: a person decided it, and the log says who."""
    adopted = set(Episode.objects.filter(reason_ended__in=ADOPTED).values_list("child__person__uid", flat=True))
    seals = Restriction.objects.filter(kind=Restriction.Kind.SEALED, child__in=adopted)
    sealed = set(seals.filter(lifted_at=None).values_list("child", flat=True))
    lifted = set(seals.exclude(lifted_at=None).values_list("child", flat=True)) - sealed
    there = vault.apart_path().exists()
    if not there and AdoptionKey.objects.exists():
        return Found(False, "The key of what is written of adoptions is not in its place.")
    texts = how_it_stands()
    figures = {
        "texts": texts.texts, "ordinary": texts.anew, "shut": texts.shut, "searched": _searched(),
        "rows": Adoption.objects.count(), "adopted": len(adopted), "lifted": len(lifted),
        "unsealed": len(adopted - sealed - lifted),
    }  # fmt: skip
    words = "Texts of adoptions: {texts}; open to the ordinary key: " + some_or_none(figures, "ordinary")
    words += "; that do not open: " + some_or_none(figures, "shut")
    words += "; in search: " + some_or_none(figures, "searched")
    words += f". Their key is {'a file apart' if there else 'made with the first of them'}. "
    words += "Rows of adoptions held: {rows}. "
    words += "Children whose care ended by adoption: {adopted}; their record not sealed: {unsealed}; seal lifted by "
    wrong = [name for name in ("ordinary", "shut", "searched", "unsealed") if figures[name]]
    return Found(not wrong, f"{words}somebody: {{lifted}}.", figures)


def _searched():
    """Texts that stand apart and of whose words search keeps marks."""
    steps = Step.objects.filter(version__apart=True).values("pk")
    return Words.objects.filter(kind="step", key__in=steps).count()
