"""Tellings and answers for the tests of what people were told and agreed to."""

from datetime import date
from pathlib import Path

from keepwell.web.access.policy import policy
from keepwell.web.record import models as m
from keepwell.web.record.actions.telling import keep_version

TODAY = date.today()
PLANS = "gateway.plans"


def told(child, *, audience="adult", on=TODAY, relation="mother", explained=()):
    """Somebody was told from the notice in force."""
    kept = keep_version(policy(), audience)
    words = {fact: kept.wordings[fact] for fact in explained}
    return m.Told.objects.create(child=child, notice=kept, relation=relation, how="spoken", on=on, explained=words)


def answered(child, about=PLANS, answer="given", on=TODAY, relation="mother", **more):
    capacity = "understands" if relation == "child" else "not-yet"
    given = {"capacity": capacity, "how": "spoken", "title": "Plans", "policy": policy().digest}
    return m.Consent.objects.create(child=child, about=about, answer=answer, relation=relation, on=on, **given | more)


def edited(settings, tmp_path, *pairs):
    """The policy file with these words in the place of others, in force at the next request."""
    text = Path(settings.KEEPWELL_POLICY).read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    file = tmp_path / f"policy-{len(list(tmp_path.iterdir()))}.toml"
    file.write_text(text, "utf-8")
    settings.KEEPWELL_POLICY = file
    return policy()
