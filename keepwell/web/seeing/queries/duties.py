"""What is due next of one child. The clocks run in another room; until one feeds this, nothing is shown as due."""

from dataclasses import dataclass
from datetime import date

_feeds = []


@dataclass(frozen=True)
class Duty:
    """`words` say what, `source` by which rule; `address` leads to where it is done."""

    on: date
    words: str
    source: str = ""
    address: str = ""


def feeds_duties(function):
    """`function(opened, on)` gives the Duties of a child that this reader may see, in any order."""
    _feeds.append(function)
    return function


def next_duties(opened, on):
    """The Duties in order of their days; None when no room tells any, which is not the same as none being due."""
    if not _feeds:
        return None
    return sorted((duty for feed in _feeds for duty in feed(opened, on)), key=lambda duty: (duty.on, duty.words))
