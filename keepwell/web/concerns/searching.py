"""What was written in notes of concern among the words that search finds, once the child is settled."""

import json

from django.urls import reverse

from ..record.searching.sources import Passage, Source, Told, add
from . import sealing
from .actions.raising import CONCERN
from .models import Concern
from .queries.belonging import readable

WORDS = {
    "about": "", "child_words": "The child’s own words", "seen": "What was seen or heard", "told_by": "Who told it",
    "opinion": "What the writer thinks", "where": "Where",
}  # fmt: skip


def passages(concern, key):
    """What the note says, who is named in it, and why it was decided as it was."""
    said = json.loads(sealing.unseal(key, "words", concern.sealed_words, concern.seal) or "{}")
    found = [Passage(CONCERN, said[part], heading) for part, heading in WORDS.items() if said.get(part)]
    for one in [*said.get("people", ()), *said.get("marks", ())]:
        text = " ".join(words for name in ("name", "words") if isinstance(words := one.get(name), str))
        found += [Passage(CONCERN, text)] if text.strip() else []
    reason = sealing.unseal(key, "reason", concern.sealed_reason, concern.seal)
    return found + ([Passage(CONCERN, reason, "Why it was decided so")] if reason else [])


def told(concerns, uids):
    return {
        one.pk: Told(one.on, "Note of concern", one.raised_by.name if one.raised_by else "",
                     reverse("concerns:concern", args=[one.seal]))
        for one in concerns
    }  # fmt: skip


add(Source("raised", Concern, ("sealed_words", "sealed_reason"), passages, told, lambda row: CONCERN,
           lambda: (CONCERN,), within=("raised_by", "child__person"), only=readable, moves=False))  # fmt: skip
