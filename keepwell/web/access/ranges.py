"""Sets of keys as ranges: (first, last), both included, in order; written "1-5,7"."""

import re
from itertools import pairwise

PART = re.compile(r"(-?\d+)(?:-(-?\d+))?")


def of(keys):
    """The ranges of keys in order."""
    found = []
    for key in keys:
        if found and key == found[-1][1] + 1:
            found[-1][1] = key
        else:
            found.append([key, key])
    return [tuple(one) for one in found]


def write(ranges):
    return ",".join(f"{a}-{b}" if b > a else f"{a}" for a, b in ranges)


def read(text):
    """The ranges of a text that `write` made. ValueError for any other text."""
    found = []
    for part in text.split(","):
        ends = PART.fullmatch(part)
        if ends is None:
            raise ValueError("no ranges")
        found.append((int(ends[1]), int(ends[2] or ends[1])))
    if any(b < a for a, b in found) or any(b >= c for (_, b), (c, _) in pairwise(found)):
        raise ValueError("ranges out of order")
    return found


def gaps(ranges, first, last):
    """What lies in first..last and in none of these ranges, which may be in any order."""
    found, at = [], first
    for a, b in sorted(ranges):
        if a > at:
            found.append((at, min(a - 1, last)))
        at = max(at, b + 1)
    if at <= last:
        found.append((at, last))
    return found
