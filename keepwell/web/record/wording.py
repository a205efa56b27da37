"""Plain words under a text box: how old a reader must be, and which words stand in the way. It never stops a save.

Put it under any box for narrative, inside its form, which needs nothing else, neither in the view nor in the form:

    {% field form.text %}
    {% include "record/_wording.html" with field=form.text %}

Without a script *Check my words* sends the form to `record:wording` in a new tab, so that what was typed stays where it
is; a form that came back with mistakes has the hints on its page. With a script the hints follow while somebody types.
The text is read and forgotten: nothing of it is kept, and nothing is written about it in a log.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby

from django.shortcuts import render
from django.views.decorators.http import require_POST

from keepwell.wording import KINDS, read

LONGEST = 100_000  # characters that are read; who writes more than a long report gets hints for its beginning
SHOWN = 40  # different hints; who has more mends these first
START_OF_SENTENCE = 60  # characters of a long sentence that are enough to find it


@dataclass(frozen=True)
class Group:
    """One kind of hint with its Points."""

    title: str
    points: list


@dataclass(frozen=True)
class Point:
    """The same words wherever they stand in the text: how often, and where first, in units of the browser's."""

    words: str
    times: int
    start: int
    end: int
    instead: str
    why: str


@dataclass(frozen=True)
class Shown:
    """A reading as the page says it."""

    age: int | None
    groups: list
    points: int
    left_out: int
    cut: bool

    @property
    def sentence(self):
        if self.age is None:
            return "Write a little more, and this says how old a reader must be to follow it."
        if self.age >= 18:
            return "Only a practised adult reader can follow this."
        return f"A reader of about {self.age} can follow this."


def shown(text):
    """The Shown of a text; None when there is nothing to read."""
    text = text.replace("\r\n", "\n").strip("\x00")
    if not text.strip():
        return None
    reading = read(text[:LONGEST])
    points = list(_points(text, reading.hints))
    order = list(KINDS)
    points.sort(key=lambda one: (order.index(one[0]), one[1].start))
    kept = points[:SHOWN]
    groups = [
        Group(KINDS[kind], [point for _, point in those]) for kind, those in groupby(kept, key=lambda one: one[0])
    ]
    return Shown(reading.age, groups, len(points), len(points) - len(kept), len(text) > LONGEST)


def _points(text, hints):
    """(kind, Point) for all different words that hints point at."""
    wide = [at for at, sign in enumerate(text) if sign > "\uffff"]  # a browser counts these twice
    found = {}
    for hint in hints:
        found.setdefault((hint.kind, hint.what.lower()), []).append(hint)
    for (kind, _), those in found.items():
        first = those[0]
        yield kind, Point(
            _short(first.what) if kind == "long" else first.what, len(those),
            first.start + bisect_left(wide, first.start), first.end + bisect_left(wide, first.end),
            first.instead, first.why,
        )  # fmt: skip


def _short(sentence):
    return sentence if len(sentence) <= START_OF_SENTENCE else sentence[:START_OF_SENTENCE].rstrip() + " …"


@require_POST
def wording(request):
    """Hints for the text in the field that `wording` names: for a script a part of a page, else a page."""
    found = shown(request.POST.get(request.POST.get("wording", ""), ""))
    part = request.headers.get("X-Requested-With") == "fetch"
    return render(request, "record/_wording-found.html" if part else "record/wording.html", {"found": found})
