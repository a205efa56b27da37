"""Writing the extract: everybody with an open case, in the log for each of them, and the file put in place whole."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from keepwell.returns.atomic import whole_file

from ...access import door
from ...access.policy import policy
from ..models import Child
from .deciding import KNOWN, PURPOSE, READER, allowed, open_cases
from .gathering import Gathered
from .locking import lock
from .page import page

CHUNK = 500  # children at a time
TRUSTED = timedelta(hours=36)  # a file made each night is still good when one night was missed
NAME = "keepwell-emergency-{:%Y-%m-%d}.html"
REFUSED = (
    "The policy in force does not let an operator make this file: the role operator needs a grant to export, "
    "for the purpose safeguarding, what a duty worker must know."
)
NAMED = re.compile(r"keepwell-emergency-(\d{4}-\d{2}-\d{2})\.html")


class NotAllowed(Exception):
    """The policy in force lets nobody make this file; as a sentence."""


@dataclass(frozen=True)
class Written:
    """path of the file, how many children are in it, how many open cases the policy left out, and old files removed."""

    path: Path
    children: int
    left_out: int
    removed: int


def write(to, *, passphrase, by, keep_days, progress=lambda done, total: None, now=None):
    """Write the extract and return what was Written.

    to         a file, which is replaced, or a folder, in which a file of today is made and those that are more than
               `keep_days` days old are removed
    progress   called with (children looked at, children there are)

    Raises NotAllowed, and OSError when the file cannot be written. Then nothing is in the log and the old file stands.
    """
    now = now or timezone.localtime()
    path = to / NAME.format(now) if to.is_dir() else to
    if READER not in policy().roles:
        raise NotAllowed(f"The policy in force has no emergency duty worker (role {READER}), for whom this file is.")
    try:
        children, left_out = _write(path, passphrase, by, keep_days, progress, now)
    except door.NotForYou as refusal:
        door.note_refusal(refusal)
        raise NotAllowed(REFUSED) from None
    removed = _remove_old(to, now.date() - timedelta(days=keep_days)) if to.is_dir() else 0
    return Written(path, children, left_out, removed)


@transaction.atomic
def _write(path, passphrase, by, keep_days, progress, now):
    """(children in the file, open cases left out). The file comes last: when it fails, nothing is in the log."""
    door.ask(by=by, action="export", category=KNOWN, purpose=PURPOSE, what="emergency extract")
    entries, told, open_ones = _gathered(now.date(), progress)
    _note(told, by)
    head = {
        "controller": policy().controller.name, "made": now.isoformat(timespec="minutes"),
        "until": (now + TRUSTED).isoformat(timespec="minutes"),
        "destroy": (now.date() + timedelta(days=keep_days)).isoformat(),
    }  # fmt: skip
    entries.sort(key=lambda entry: entry["name"].casefold())
    text = page(lock(head, entries, passphrase))
    with whole_file(path) as file:
        file.write(text.encode())
    return len(entries), open_ones - len(entries)


def _gathered(on, progress):
    """(entries, {uid: categories told}, how many have an open case)"""
    people = (
        Child.objects.filter(person__died_on=None).order_by("pk").values_list("pk", "person__uid", "person__born_on")
    )
    total, done = people.count(), 0
    entries, told, open_ones = [], {}, 0
    rows = people.iterator(chunk_size=CHUNK)
    while some := list(islice(rows, CHUNK)):
        tags = open_cases({pk: born for pk, _, born in some}, on)
        categories = allowed({uid: pk for pk, uid, _ in some if pk in tags}) if tags else {}
        by_id = {pk: categories[uid] for pk, uid, _ in some if uid in categories}
        children = Child.objects.select_related("person").in_bulk(list(by_id)) if by_id else {}
        if children:
            gathered = Gathered(children, by_id, tags, on)
            entries += [gathered.entry(child) for child in children]
        told |= categories
        open_ones, done = open_ones + len(tags), done + len(some)
        progress(done, total)
    return entries, told, open_ones


def _note(told, by):
    """One entry of the log for each child, with the kinds of information that went into the file."""
    alike = defaultdict(list)
    for uid, categories in told.items():
        alike[categories].append(uid)
    for categories, uids in alike.items():
        door.passed(uids, by=by, action="export", purpose=PURPOSE, categories=categories)


def _remove_old(folder, before):
    old = [path for path in folder.iterdir() if (named := NAMED.fullmatch(path.name)) and _day(named[1]) < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.max
