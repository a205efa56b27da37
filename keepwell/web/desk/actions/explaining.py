"""Saying why a query is right as it stands, and taking that back."""

from django.db import transaction
from django.utils import timezone

from keepwell.web.access import door

from ..models import Explanation
from ..queries import child_of
from ..words import marked_categories


class NotAQuery(Exception):
    """Only queries are explained: an error has to be mended."""


@transaction.atomic
def explain(finding, note, *, by):
    """Explain a query; an explanation that it has already is withdrawn for this one."""
    _ask(finding, by, "explain a query")
    if finding.severity != "query":
        raise NotAQuery
    _withdraw(finding, by)
    run = finding.run
    return Explanation.objects.create(
        collection=run.collection, year=run.year, fingerprint=finding.fingerprint, rule=finding.rule,
        child_id=finding.child_id, note=note, explained_by=by,
    )  # fmt: skip


@transaction.atomic
def withdraw(finding, *, by):
    """Take the explanation back: the query is open again, in this run and later ones."""
    _ask(finding, by, "withdraw an explanation")
    _withdraw(finding, by)


def _ask(finding, by, what):
    """Of the child of whom it speaks, and of all that it tells; of no child in particular when it speaks of none."""
    child, told = child_of(finding), {"care", *marked_categories(finding.run.collection, finding)}
    if child is None:
        door.ask(by=by, action="view", category="care", purpose="returns", what=what)
    else:
        door.ask_of(child, by=by, action="view", categories=told, purpose="returns", what=what)


def _withdraw(finding, by):
    holds = Explanation.objects.filter(
        collection=finding.run.collection, year=finding.run.year, fingerprint=finding.fingerprint, withdrawn_at=None
    )
    holds.update(withdrawn_at=timezone.now(), withdrawn_by=by)
