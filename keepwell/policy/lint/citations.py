"""Enactments and guidance: rightly named, in force, lately checked."""

import re
from datetime import timedelta

from keepwell.policy.lint.finding import named, rule
from keepwell.policy.lint.law import EDITIONS

SECTION_OF_REGULATIONS = re.compile(r"\bsections? \d+\w* of ((?!\bAct\b)[^.;,])*\bRegulations\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@rule(
    "L10",
    "Regulations have regulations, not sections",
    "Education (Information About Individual Pupils) (England) Regulations 2013 (SI 2013/2094)",
)
def sections_of_regulations(draft):
    for key, words in draft.words:
        if SECTION_OF_REGULATIONS.search(words):
            yield (
                key,
                "A “section” of regulations is cited; regulations are divided into regulations.",
                "write “regulation 3 of …”.",
            )


@rule("L12", "Acts are cited by their short title", "Children Act 1989, section 108(1)")
def short_titles(draft):
    for key, words in draft.words:
        if found := re.search(r"(\b(?:19|20)\d\d )?Children['’]?s['’]? Act( \d{4})?", words):
            yield key, f"“{found[0].strip()}” is not the name of an act.", "write “Children Act 1989”."


def _superseded(id):
    title, known = EDITIONS[id]

    def find(draft):
        for one in draft.all("source"):
            years = [int(year) for year in YEAR.findall(f"{one.version} {one.title}")]
            if title.casefold() in one.title.casefold() and years and max(years) < known:
                yield (
                    f"source.{one.id}.version",
                    f"“{one.title}” of {max(years)} has been superseded; the edition known here is of {known}.",
                    "read the edition in force, put its version and the day of the check here, and look again at"
                    " every statement that rests on it.",
                )  # fmt: skip

    return find


rule("L13", "Keeping Children Safe in Education is the edition in force", "Department for Education, September 2025")(
    _superseded("L13")
)
rule("L14", "Working Together is the edition in force", "HM Government, December 2023")(_superseded("L14"))


@rule("K5", "Nothing rests on what is no longer in force", "the file itself")
def ended(draft):
    for one in draft.all("source"):
        if one.superseded_by or (one.in_force_to and one.in_force_to < draft.on):
            how = f"was superseded by “{one.superseded_by}”" if one.superseded_by else f"ended on {one.in_force_to}"
            yield (
                f"source.{one.id}",
                f"“{one.title}” {how}, and the file still rests on it.",
                "name its successor wherever this source is named, and remove it.",
            )


@rule("K6", "Every source was checked in the last year", "Keepwell, docs/notice.md")
def stale(draft):
    old = [one for one in draft.all("source") if not one.checked_on or draft.on - one.checked_on > timedelta(days=366)]
    if old:
        yield (
            f"source.{old[0].id}.checked_on",
            f"{named(one.title for one in old)}: last checked more than a year ago.",
            "read each again and put the day into checked_on.",
        )
