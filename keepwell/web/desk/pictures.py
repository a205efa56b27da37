"""Findings by rule as bars. The same numbers stand in a table beside it."""

from keepwell.web.record.charts.drawing import INK, LEFT, QUIET, RIGHT, el, picture, words

MOST = 15  # rules in the picture; the table has all
ROW, BAR, LABEL, NUMBER = 30, 18, 90, 110
ERROR, QUERY = "#a3271b", "#2f5f9e"


def findings_by_rule(counts, id="by-rule"):
    """Bars of the most frequent rules, from RuleCounts; '' without any. Queries are striped: no colour is needed."""
    shown = sorted(counts, key=lambda one: -one.count)[:MOST]
    if not shown:
        return ""
    most = max(one.count for one in shown)
    bars = [_bar(one, i, most, id) for i, one in enumerate(shown)]
    height = ROW * len(shown) + 40
    rest = len(counts) - len(shown)
    title = f"Findings by rule: the {len(shown)} most frequent" if rest else "Findings by rule"
    told = "; ".join(f"rule {one.rule}: {one.count} {_kind(one)}" for one in shown)
    return picture(id, title, f"{told}.", height, el("defs", _stripes(id)), *bars, *_key(ROW * len(shown) + 12, id))


def _kind(one):
    plural = "" if one.count == 1 else "s"
    return f"error{plural}" if one.severity == "error" else f"quer{'y' if one.count == 1 else 'ies'}"


def _bar(one, place, most, id):
    top = ROW * place + 4
    wide = max((RIGHT - LEFT - LABEL - NUMBER) * one.count / most, 3.0)
    return el(
        "g", words(one.rule, LEFT + LABEL - 10, top + 14, text_anchor="end"),
        el("rect", x=LEFT + LABEL, y=top, width=wide, height=BAR, fill=_fill(one.severity, id), stroke=INK,
           stroke_width=1),
        words(f"{one.count:,}", LEFT + LABEL + wide + 8, top + 14, fill=QUIET),
    )  # fmt: skip


def _fill(severity, id):
    return ERROR if severity == "error" else f"url(#{id}-query)"


def _stripes(id):
    ground = el("rect", width=8, height=8, fill=QUERY)
    line = el("path", d="M0 8 8 0", stroke="#fff", stroke_width=1.4)
    return el("pattern", ground, line, id=f"{id}-query", width=8, height=8, patternUnits="userSpaceOnUse")


def _key(top, id):
    for x, severity, title in ((LEFT + LABEL, "error", "Errors"), (LEFT + LABEL + 110, "query", "Queries")):
        yield el("rect", x=x, y=top, width=22, height=14, fill=_fill(severity, id), stroke=INK, stroke_width=1)
        yield words(title, x + 28, top + 12, size=14)
