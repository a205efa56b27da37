"""The privacy notice as pages: for adults, for children and to read aloud, from the policy in force, open to everybody.

Every block, list item and table row carries the ids of the policy's objects that it states (`data-ids`), and an `id` of
its own, so that a link can lead to one sentence and from one sentence to the evidence for it.
"""

from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.template.defaultfilters import urlize
from django.template.loader import get_template
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from keepwell.web.access.policy import policy

# A table of more rows than this is folded away until somebody wants it; on paper it is always there.
FOLDED_ABOVE = 12


@login_not_required
@require_safe
def adult(request):
    return _page(request, "adult", other="child")


@login_not_required
@require_safe
def child(request):
    return _page(request, "child", other="adult")


@login_not_required
@require_safe
def easy(request):
    return _page(request, "easy", other="child")


def _page(request, audience, other):
    """`?tables=open` shows every table unfolded: for printing, searching and browsers that cannot do it themselves."""
    held = policy()
    if audience not in held.texts:
        raise Http404
    unfolded = request.GET.get("tables") == "open"
    context = {
        "audience": audience,
        "other": other if other in held.texts else None,
        "easy": audience != "easy" and "easy" in held.texts,
        "unfolded": unfolded,
        **written(held, audience, timezone.localdate(), unfolded),
    }
    return render(request, "notice/page.html", context)


# The words change only with the policy and the day, and a policy that was read again is another object.
@lru_cache(maxsize=8)
def written(held, audience, on, unfolded=False):
    """The context of a page: `notice`, the links of its `contents`, whether tables are `folded`, its HTML as `body`."""
    notice = held.notice(audience, on=on)
    return {"notice": notice, **laid_out(held, notice.sections, unfolded, f"{reverse('promises')}#{audience}")}


def laid_out(held, sections, unfolded=False, evidence=""):
    """`contents`, `folded` and `body` of a page of these sections. `evidence`: their place on the page of promises."""
    laid = _Laying(held, sections, unfolded, evidence)
    contents = [
        {"id": section.id, "heading": section.heading, "blocks": [laid.block(section, b) for b in section.blocks]}
        for section in sections
    ]
    body = get_template("notice/body.html").render({"sections": contents})
    # What a template rendered has been escaped there.
    return {"contents": contents, "folded": laid.folded, "body": mark_safe(body)}  # noqa: S308


class _Laying:
    """Makes blocks ready for their template. It knows which anchors the page has already used."""

    def __init__(self, held, sections, unfolded, evidence):
        self.held, self.unfolded, self.folded, self.evidence = held, unfolded, False, evidence
        self.used = {section.id for section in sections}

    def block(self, section, block):
        place = self._place(section)
        laid = {"kind": block.kind, "id": place, "ids": " ".join(block.ids), "text": None, "lead": ""}
        # Where the page of promises says whether this is kept, and what those who listen hear of the link.
        laid |= {
            "evidence": self.evidence and f"{self.evidence}-{place}",
            "place": f"{section.heading}, part {place.rpartition('-')[2]}",
        }
        return {**laid, **getattr(self, f"_{block.kind}")(section, block)}

    def _paragraph(self, section, block):
        return {"text": urlize(block.text)}

    _warning = _paragraph

    def _list(self, section, block):
        # A line that ends like a sentence leads into the list; any other is its heading.
        headed = block.lead[-1:].isalnum()
        lines = zip(block.items, block.item_ids or ((),) * len(block.items), strict=True)
        return {
            "lead": urlize(block.lead),
            "headed": headed,
            "items": [self._line(ids, text=self._said(item, ids)) for item, ids in lines],
        }

    def _table(self, section, block):
        folded = len(block.rows) > FOLDED_ABOVE
        self.folded = self.folded or folded
        rows = zip(block.rows, block.row_ids or ((),) * len(block.rows), strict=True)
        return {
            "caption": block.caption,
            "repeats_heading": block.caption == section.heading,
            "headings": block.headings,
            "rows": [self._line(ids, cells=self._cells(block.headings, row, ids)) for row, ids in rows],
            "folded": folded,
            "open": self.unfolded,
        }

    def _definitions(self, section, block):
        pairs = zip(block.pairs, block.pair_ids or ((),) * len(block.pairs), strict=True)
        return {"pairs": [self._line(ids, term=term, meaning=urlize(meaning)) for (term, meaning), ids in pairs]}

    def _cells(self, headings, row, ids):
        return [
            {"heading": heading, "text": self._said(text, ids) if n == 0 else _cell(text)}
            for n, (heading, text) in enumerate(zip(headings, row, strict=True))
        ]

    def _line(self, ids, **more):
        return {"id": self._anchor(ids[0].replace(".", "-")) if ids else None, "ids": " ".join(ids), **more}

    def _said(self, text, ids):
        """The text, its first words made to stand out when they are the title of what it states."""
        title = getattr(self.held.find(ids[0]), "title", "") if ids else ""
        if title and text.startswith(f"{title}: "):
            rest = urlize(text[len(title) + 2 :])
            return format_html('<strong>{}:</strong> <span class="kw-notice__rest">{}</span>', title, rest)
        return urlize(text)

    def _place(self, section):
        number = 1
        while f"{section.id}-{number}" in self.used:
            number += 1
        return self._anchor(f"{section.id}-{number}")

    def _anchor(self, name):
        """The name as an anchor, or None when the page has it already: the first place keeps it."""
        if name in self.used:
            return None
        self.used.add(name)
        return name


def _cell(text):
    """A cell of several lines is a list."""
    if "\n" not in text:
        return urlize(text)
    items = format_html_join("", "<li>{}</li>", ((urlize(line),) for line in text.split("\n")))
    return format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', items)


urlpatterns = [
    path("notice/", adult, name="notice"),
    path("notice/child/", child, name="notice-child"),
    path("notice/easy/", easy, name="notice-easy"),
]
