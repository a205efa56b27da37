"""One hash for what a policy file means: words and their order count, comments and spacing do not."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from keepwell.policy.building import tidy
from keepwell.policy.objects import KINDS


def digest(parsed: dict[str, Any]) -> str:
    """SHA-256 in hexadecimal.

    Keys of an object may stand in any order. The order of objects of one kind counts: the notice follows it.
    """
    meaning = {kind: list(one.items()) if kind in KINDS else one for kind, one in parsed.items()}
    text = json.dumps(_plain(meaning), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any):
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return tidy(value)
