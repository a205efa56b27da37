"""Evidence of how long records are kept."""

from keepwell.web.record.queries import keeping
from keepwell.web.site.promises.evidence.found import Found, evidence


@evidence("past-date")
def past_date(look):
    """Works out for each child until when each part of the record is kept, by the longest of the rules in force, and
    counts the records of which a part is past its date. What cannot be worked out is kept, and so is what a rule says
    to keep at least so long. Where a day is missing, the record counts as not past."""
    found = keeping.count(look.policy, look.today)
    figures = {"children": found.children}
    words = "Records looked at: {children}; past their date: "
    words += "{past}" if found.past else "none"
    words += "; kept only by a hold: {held}." if found.held else "."
    if found.no_birth:
        words += " For {no_birth} the date of birth is not known: nothing of theirs ends that counts from it."
    more = {"past": found.past, "held": found.held, "no_birth": found.no_birth}
    return Found(not found.past, words, figures | {name: n for name, n in more.items() if n})
