"""The promises page: open to everybody, without small numbers and without anybody's data."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe

from keepwell.web.access.policy import policy, trouble
from keepwell.web.site.components import render as design
from keepwell.web.site.promises import checking, listing
from keepwell.web.site.promises.evidence.found import how
from keepwell.web.site.promises.statements import statements

# A shape and a word, so that the colour need not be seen.
SHAPES = {
    checking.KEPT: ("✓", "Kept", "govuk-tag--green"),
    checking.NOT_KEPT: ("✗", "Not kept", "govuk-tag--red"),
    listing.NOT_BUILT: ("○", "Not yet built", "govuk-tag--grey"),
    checking.NOT_MADE: ("–", "Not made here", "govuk-tag--grey"),
}
NOTICES = {
    "adult": ("notice", "What the notice says"),
    "child": ("notice-child", "What the notice for children says"),
    "easy": ("notice-easy", "What the notice to read aloud says"),
}


@login_not_required
@require_safe
def page(request):
    held, rules = listing.load(), policy()
    results = checking.remembered(held, rules)
    said = statements(held, rules)
    context = {
        "results": results,
        "policy": rules,
        "trouble": trouble(),
        "counts": [{"state": tag(state), "n": results.count(state)} for state in checking.told(results)],
        "total": len(results.checked),
        "proofs": _proofs(held, results),
        "parts": [_part(audience, said, results) for audience in rules.texts],
        "promises": _promises(results),
    }
    return render(request, "promises/page.html", context)


def tag(state):
    shape, words, classes = SHAPES[state]
    # A narrow column does not break it.
    text = format_html('<span aria-hidden="true">{}</span>&nbsp;{}', shape, words.replace(" ", "\u00a0"))
    return design("tag", text=text, classes=classes)


def link(number, checked):
    """A link to a promise of the list, with its shape and state."""
    shape, words, _ = SHAPES[checked.state]
    mark = format_html('<span aria-hidden="true">{}</span><span class="govuk-visually-hidden">{}</span>', shape, words)
    return format_html('<a href="#promise-{}">{}&nbsp;{}</a>', number, number, mark)


def _proofs(held, results):
    rows = []
    for n, proof in enumerate(held.proofs, start=1):
        one = results.checked[proof.promise]
        rows.append(_row(f"proof-{n}", (
            ("Proof", proof.title), ("Is it so?", tag(one.state)), ("What was found", one.said(public=True)),
            ("Promise", link(proof.promise, one)),
        )))  # fmt: skip
    return _table("the-five", "The five proofs", rows)


def _part(audience, said, results):
    name, heading = NOTICES[audience]
    address = reverse(name)
    rows = [_said(one, results, address) for one in said if one.audience == audience]
    return {"id": f"of-{audience}", "heading": heading, "table": _table(f"said-{audience}", heading, rows)}


def _said(one, results, address):
    where = format_html(
        '<span class="govuk-body-s">{}</span><br>{} <a href="{}#{}">Read it there'
        '<span class="govuk-visually-hidden">: {}, {}</span></a>',
        one.section.heading, one.text, address, one.place, one.section.heading, one.place,
    )  # fmt: skip
    if not one.promises:
        return _row(
            one.anchor,
            (("Sentence", where), ("Is it kept?", "No promise of the list speaks of this"), ("Promises", "None")),
        )
    links = format_html_join(", ", "{}", ((link(n, results.checked[n]),) for n in one.promises))
    return _row(one.anchor, (
        ("Sentence", where), ("Is it kept?", tag(results.worst(one.promises))), ("Promises it rests on", links),
    ))  # fmt: skip


def _promises(results):
    rows = [_promise(number, one) for number, one in results.checked.items()]
    return _table("all-promises", "All promises", rows)


def _promise(number, one):
    promise = one.promise
    claim = format_html("{}. {}", number, promise.claim)
    worked = how(promise.evidence) if one.found else ""
    seen = format_html('{}<br><span class="govuk-body-s">{}</span>', one.said(public=True), worked)
    return _row(f"promise-{number}", (
        ("Promise", claim), ("What the program must do", promise.does), ("Is it kept?", tag(one.state)),
        ("What was found, and how", seen),
    ))  # fmt: skip


def _row(id, cells):
    return {"id": id, "ids": "", "cells": [{"heading": heading, "text": text} for heading, text in cells]}


def _table(id, caption, rows):
    """As the notice's tables are: `notice/table.html` draws it."""
    return {
        "id": id, "ids": "", "caption": caption, "repeats_heading": True, "folded": False,
        "headings": [cell["heading"] for cell in rows[0]["cells"]] if rows else [], "rows": rows,
    }  # fmt: skip


urlpatterns = [path("promises/", page, name="promises")]
