"""The picture of a report: how many findings each rule has, as bars. The table beside it has the same numbers."""

from .elements import Html, tag

MOST = 25  # bars
LABEL, ROOM, HIGH = 110, 520, 24


def bars(rules: list[dict]) -> Html:
    """Bars of rules (rule, severity, findings), most findings first; those beyond MOST are in the table only."""
    shown = rules[:MOST]
    most = max(one["findings"] for one in shown)
    title = f"Findings by rule, the {len(shown)} rules with most" if len(rules) > MOST else "Findings by rule"
    said = tag("title", title, id="chart-title")
    drawn = (_bar(n, one, most) for n, one in enumerate(shown))
    size = f"0 0 {LABEL + ROOM + 110} {HIGH * len(shown) + 4}"
    picture = tag("svg", said, *drawn, viewBox=size, width=LABEL + ROOM + 110, role="img",
                  aria_labelledby="chart-title")  # fmt: skip
    words = f"{title}. Each bar names its rule, how many findings it has, and whether they are errors or queries."
    return tag("figure", picture, tag("figcaption", words, class_="quiet"))


def _bar(n, one, most):
    top, wide = n * HIGH, max(2, round(ROOM * one["findings"] / most))
    label = tag("text", one["rule"], x=LABEL - 8, y=top + 17, text_anchor="end")
    bar = tag("rect", x=LABEL, y=top + 4, width=wide, height=HIGH - 7, class_=one["severity"])
    mark = "" if one["severity"] == "error" else " query" if one["findings"] == 1 else " queries"
    count = tag("text", f"{one['findings']:,}{mark}", x=LABEL + wide + 6, y=top + 17)
    return Html(label + bar + count)
