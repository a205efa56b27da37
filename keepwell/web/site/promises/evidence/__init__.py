"""What looks whether a promise is kept: functions by name, of the policy, of the record, and of the log."""

from keepwell.web.site.promises.evidence import (
    about,
    attendance,
    authors,
    basis,
    belonging,
    concerns,
    kept,
    learning,
    log,
    reach,
    record,
    sharing,
    support,
    told,
    uses,
)
from keepwell.web.site.promises.evidence.found import EVIDENCE, Found, Look, NotMade, NotThere

__all__ = [
    "EVIDENCE",
    "Found",
    "Look",
    "NotMade",
    "NotThere",
    "about",
    "attendance",
    "authors",
    "basis",
    "belonging",
    "concerns",
    "kept",
    "learning",
    "log",
    "reach",
    "record",
    "sharing",
    "support",
    "told",
    "uses",
]
