"""return.json: what a folder says about the return in it, such as the end of its collection year."""

import json

from keepwell.returns.findings import Finding
from keepwell.returns.sources import Source


def read_settings(source: Source) -> tuple[dict, list[Finding]]:
    """The settings, and a finding when the file is not one JSON object; it is then ignored."""
    try:
        settings = json.loads(source.bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}, [_ignored(source, "is not JSON")]
    if not isinstance(settings, dict):
        return {}, [_ignored(source, "does not hold one object in braces")]
    return settings, []


def _ignored(source: Source, why: str) -> Finding:
    text = f'{source.name} {why} and was ignored; write for example {{"collection_end": "31/03/2026"}}.'
    return Finding(source.name, None, None, None, "unknown file", text)
