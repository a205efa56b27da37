"""Hiding small numbers, so that a figure that names nobody gives nobody away.

The rule is that of the Department for Education's "Characteristics of children in need" (releases of 2020 and 2021):
any number from 1 to 5 is replaced by "c", and further numbers are hidden where the small one could else be worked out.
A nought is shown, as in "Children looked after: a focus on placement location". A council's own numbers are not
rounded.

A row is one total and the parts that add up to it. Rows may be published together only when no total adds up others.
"""

from dataclasses import dataclass

SMALL = 5  # and below, but for nought
HIDDEN = "c"


@dataclass(frozen=True)
class Row:
    """What is published of a row: None stands for what is hidden."""

    parts: tuple
    total: int | None

    @property
    def hidden(self):
        return self.total is None or None in self.parts


def exact(parts):
    """The row as it is, for those who work with these children by name."""
    return Row(tuple(parts), sum(parts))


def published(parts):
    """The row as it may be shown to anybody: `parts` are numbers of 0 and more, in a fixed order.

    Where one part is small all are hidden, but for one that is at least as great as all others together, and noughts.
    Which are hidden then tells nothing: every other way to split what is hidden would be published in the same way.
    """
    total = sum(parts)
    if not any(small(number) for number in (*parts, total)):
        return Row(tuple(parts), total)
    there = [i for i, number in enumerate(parts) if number]
    others = [i for i in there if 2 * parts[i] < total or small(parts[i])]
    for hidden in [] if small(total) else [others, there]:
        # Several, and not so few that each can only be 1: a nought would be shown.
        if len(hidden) > 1 and sum(parts[i] for i in hidden) > len(hidden):
            return Row(tuple(None if i in hidden else number for i, number in enumerate(parts)), total)
    return Row((None,) * len(parts), None)


def small(number):
    return 0 < number <= SMALL


def per_cent(number, total):
    """With one decimal, from the published numbers alone; None where either is hidden or there is nobody."""
    return round(100 * number / total, 1) if total and number is not None else None


def mean(values):
    """With one decimal; None of fewer than would be shown as a number."""
    values = list(values)
    return None if not values or small(len(values)) else round(sum(values) / len(values), 1)
