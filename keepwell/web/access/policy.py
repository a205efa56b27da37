"""The policy in force: read once, and again when the file changes.

An edit that cannot be obeyed, or that leaves a column undeclared, is not obeyed: what was in force stays so, the log of
the server says why, and so do `trouble()` and the promises page until the file is mended. The start needs a file that
can be obeyed: see `coverage`.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from keepwell.policy import PolicyError, load

log = logging.getLogger("keepwell.policy")


@dataclass(frozen=True)
class _Read:
    """What was read of a file: the policy in force, and why the file as it is now is not it ('' when it is)."""

    changed_at: int | None
    policy: object
    trouble: str = ""


_files: dict[Path, _Read] = {}


def policy():
    return _current().policy


def trouble():
    """Why the policy file as it stands is not in force; '' when it is."""
    return _current().trouble


def _current():
    path = Path(settings.KEEPWELL_POLICY)
    held = _files.get(path)
    if held is None:
        _files[path] = held = _Read(path.stat().st_mtime_ns, load(path))
    elif held.changed_at != (changed_at := _changed_at(path)):
        _files[path] = held = _again(path, changed_at, held.policy)
    return held


def _changed_at(path):
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


def _again(path, changed_at, before):
    """What to obey now that the file has changed."""
    from .coverage import problem_of

    try:
        after = load(path)
        said = problem_of(after)
    except OSError as error:
        said = f"it cannot be read ({error.strerror})"
    except PolicyError as error:
        said = str(error)
    if not said:
        return _Read(changed_at, after)
    log.error("The policy file was changed and cannot be obeyed; version %s stays in force. %s", before.version, said)
    return _Read(changed_at, before, said)
