"""The policy in force: read once, and again when the file changes."""

from functools import cache
from pathlib import Path

from django.conf import settings

from keepwell.policy import load


def policy():
    path = Path(settings.KEEPWELL_POLICY)
    return _loaded(path, path.stat().st_mtime_ns)


@cache
def _loaded(path, changed_at):
    return load(path)
