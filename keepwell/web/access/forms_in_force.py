"""The forms of this controller: those of Keepwell for its kind, with what its own file adds.

The file (`forms.toml` in the home of the installation, or KEEPWELL_FORMS) is read again when it changes. An edit that
has mistakes, or that asks for something of which the policy knows nothing, is not obeyed: the forms that were in force
stay, and `trouble()` says why. The start needs a file without mistakes: see `coverage`.
"""

import logging
from pathlib import Path

from django.conf import settings

from keepwell.forms import FormError, shipped, with_own
from keepwell.forms.declared import every

from .policy import policy

log = logging.getLogger("keepwell.forms")
_held = {}  # (path, when it changed, digest of the policy) -> (forms, why the file is not in force)


def forms():
    """{id: Form} in the order of their files."""
    return _current()[0]


def trouble():
    """Why the file of own forms is not in force; '' when it is, or when there is none."""
    return _current()[1]


def columns_under(rules):
    """(column, category) of each question of each form of this policy's controller; FormError as `with_own` has it."""
    for form in _of(rules, with_own(shipped(), _path())).values():
        for one in every(form.questions):
            yield f"step.{form.id}.{one.id}", one.category


def _of(rules, found):
    return {id: form for id, form in found.items() if rules.controller.kind in form.controllers}


def _path():
    return Path(settings.KEEPWELL_FORMS)


def _current():
    path, rules = _path(), policy()
    key = path, path.stat().st_mtime_ns if path.exists() else None, rules.digest
    if key not in _held:
        before = next(reversed(_held.values()), (_of(rules, shipped()), ""))[0]
        found = _read(rules, before)
        _held.clear()
        _held[key] = found
    return _held[key]


def _read(rules, before):
    try:
        wrong = [f"{name} is of the category “{category}”, which the policy does not declare. Use one that it has."
                 for name, category in columns_under(rules) if category not in rules.categories]  # fmt: skip
        if not wrong:
            return _of(rules, with_own(shipped(), _path())), ""
    except FormError as mistakes:
        wrong = mistakes.problems
    log.error("The file of own forms is not obeyed.\n%s", "\n".join(wrong))
    return before, "\n".join(wrong)
