"""Whether a young person who left care wants us to stay in touch: what they said last counts.

What they said stands in the yearly answer of the return (IN_TOUCH) and in the steps of staying in touch. A refusal
stops reaching out. A talk or visit later, or their coming back, begins it again; that we tried does not.
"""

from datetime import date

from keepwell.clocks.ages import plus_years

OUTREACH = ("adviser-visit", "move-visit")  # clocks by which somebody must reach out to the young person
STEP, YEARLY, ROW = "leaver-contact", "leaver-year", "ssda903-oc3"
REFUSES, IN_TOUCH = "refuses", ("visit", "met", "call", "message", "back")  # outcomes of STEP; "tried" says nothing


def wishes(born_on, years, steps):
    """[(day, whether they refuse)] in order of day; on one day the refusal counts.

    years   rows of CareLeaverContact; steps: those of STEP and YEARLY
    """
    on = {step.key: step.on for step in steps if step.form == YEARLY and step.kind == ROW and step.on}
    said = [(on.get(row.pk) or birthday_in(born_on, row.year), row.in_touch == "REFU")
            for row in years if row.in_touch in ("REFU", "YES")]  # fmt: skip
    said += [(step.on, step.outcome == REFUSES) for step in steps
             if step.form == STEP and step.on and step.outcome in (REFUSES, *IN_TOUCH)]  # fmt: skip
    return sorted(said)


def birthday_in(born_on, year):
    """The birthday in the year that ends on 31 March of `year`; that last day when no birth is known."""
    last = date(year, 3, 31)
    if born_on is None or born_on.year >= year:
        return last
    day = plus_years(born_on, year - born_on.year)
    return day if day <= last else plus_years(born_on, year - 1 - born_on.year)


def refused_since(said):
    """The day since which they refuse, of `wishes`; None when they do not."""
    since = None
    for day, refuses in said:
        since = (since or day) if refuses else None
    return since


def wanted(said, start):
    """[(from, until)] from `start` on while they did not refuse; until is None for the last that goes on."""
    spans, begins = [], start
    for day, refuses in said:
        if refuses and begins is not None:
            if day > begins:
                spans.append((begins, day))
            begins = None
        elif not refuses and begins is None:
            begins = max(day, start)
    return spans if begins is None else [*spans, (begins, None)]
