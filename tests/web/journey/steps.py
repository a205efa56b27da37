"""Recording steps through the pages, as a worker would: fill in, check, save."""

import re
from datetime import date

from django.urls import reverse

from keepwell.web.access.forms_in_force import forms
from keepwell.web.record.actions import stepping
from tests.web.record import people

VOICE = {"voice": "about", "child_knows": "knows"}


def typed(form, **answers):
    """What a browser sends for these answers: days in three boxes, yes and no, turns of repeats."""
    data = dict(VOICE) if forms()[form].voice else {}
    for id, value in answers.items():
        id = id if id in forms()[form].by_id else id.replace("_", "-")
        if isinstance(value, date):
            data |= {f"{id}_day": value.day, f"{id}_month": value.month, f"{id}_year": value.year}
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            data[f"{id}-turns"] = len(value)
            for turn, given in enumerate(value):
                for inner, answer in given.items():
                    data |= _inner(f"{id}-{turn}-{inner}", answer)
        elif isinstance(value, bool):
            data[id] = "yes" if value else "no"
        else:
            data[id] = value
    return data


def _inner(name, answer):
    if isinstance(answer, date):
        return {f"{name}_day": answer.day, f"{name}_month": answer.month, f"{name}_year": answer.year}
    return {name: {True: "yes", False: "no"}.get(answer, answer) if isinstance(answer, bool) else answer}


def address(child, form):
    return reverse("journey:record", args=[child.person.uid, form])


def record(client, child, form, about=None, **answers):
    """Fill in, check, save: the page that follows. AssertionError with the page's mistakes when it was not saved."""
    data = typed(form, **answers) | (about or {})
    checked = client.post(address(child, form), data | {"check": "1"})
    assert checked.status_code == 200, checked.status_code
    assert "Check before you save" in checked.content.decode(), mistakes(checked)
    saved = client.post(address(child, form), data | {"save": "1"})
    assert saved.status_code == 302, mistakes(saved)
    return saved


def noted(child, by=None, **answers):
    """A case note of this child, written without the pages by somebody who may."""
    answers = {"on": date(2026, 11, 2), "title": "School", "account": "Seen at school."} | answers
    by = by or people.user("team-manager")
    people.work_together(users=[by], children=[child])
    return stepping.take(child, form=forms()["case-note"], answers=answers, by=by, purpose="support",
                         about={"voice": "about", "child_knows": "knows"})  # fmt: skip


def mistakes(response):
    page = response.content.decode()
    summary = re.search(r"error-summary.*?</div>\s*</div>", page, re.S)
    return re.sub(r"<[^>]+>|\s+", " ", summary.group(0) if summary else page[page.find("<h1") :][:600])
