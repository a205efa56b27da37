"""How long: times that are shorter than the law's, or not said at all."""

from keepwell.policy.lint.finding import named, rule
from keepwell.policy.lint.law import TIMES, names

LOOKED_AFTER = "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959), regulation 50"
ADOPTED = "Disclosure of Adoption Information Regulations 2005 (SI 2005/888), regulation 6"


@rule("L1", "The case record of a child in care is kept until 75 years after birth", LOOKED_AFTER)
def care_record(draft):
    short = _too_short(draft, "looked-after", "birth", 75)
    if short:
        yield (
            _key(draft, short[0], "looked-after"),
            f"The record of a child in care is kept {_said(draft, short, 'looked-after')}; the law says until 75 years"
            f" after the birth, or 15 years from a death before 18. Too short for {named(c.title for c in short)}.",
            "add a rule for children in care with trigger = \"birth\" and years = 75, and one for"
            " \"death-under-18\" with years = 15.",
        )  # fmt: skip


@rule("L2", "Adoption information is kept at least 100 years from the order", ADOPTED)
def adoption_record(draft):
    short = [
        one
        for one in _too_short(draft, "adopted", "adoption-order", 100)
        if "adopt" in f"{one.title} {one.includes}".casefold()
    ]
    if short:
        yield (
            _key(draft, short[0], "adopted"),
            f"{named(c.title for c in short)}: kept {_said(draft, short, 'adopted')}; information about an adoption is"
            " kept for at least 100 years from the order.",
            'add a rule for adopted children with trigger = "adoption-order", years = 100 and limit = "minimum".',
        )


@rule("L24", "The notice itself says how long, or links to where it is said", "UK GDPR, Article 13(2)(a)")
def schedule_elsewhere(draft):
    mend = 'declare the times as [retention.…] and put them into the notice with shows = "retention".'
    if not draft.all("retention"):
        yield "retention", "The file says of no information how long it is kept.", mend
        return
    for key, _, words in draft.saying(r"retention (schedule|policy)"):
        if "retention" not in draft.shown and "://" not in words:
            yield key, "The notice points at a retention schedule and neither shows it nor links to it.", mend


@rule("K7", "Every category has a time", "UK GDPR, Articles 5(1)(e) and 13(2)(a)")
def category_without_time(draft):
    if draft.all("retention"):
        for one in draft.all("category"):
            if not draft.policy.retention_of(one.id):
                yield (
                    f"category.{one.id}",
                    f"Nothing says how long “{one.title}” is kept.",
                    "name it, or its group, in a [retention.…] rule.",
                )


@rule("K10", "No time is shorter than the enactment that the file cites for it", "the enactment cited")
def shorter_than_cited(draft):
    for one in draft.all("retention"):
        for source in draft.sources(one.law):
            for law, trigger, years in TIMES:
                if names(source, law) and one.trigger == trigger and one.years < years:
                    yield (
                        f"retention.{one.id}.years",
                        f"“{one.title}” is kept {one.years} years by “{source.title}”, which says {years}.",
                        f"write years = {years}, or cite the rule that allows {one.years}.",
                    )


@rule("K11", "A maximum does not cut short a time that another rule of the file takes from law", "the enactment cited")
def cut_short(draft):
    rules = draft.all("retention")
    for one in rules:
        for law in rules:
            if one.limit in ("exactly", "maximum") and law.standing == "law" and _cuts(one, law):
                yield (
                    f"retention.{one.id}",
                    f"“{one.title}” ends after {one.years} years; “{law.title}” keeps the same information of the same"
                    f" people {law.years} years by law.",
                    "take these people or categories out of the shorter rule.",
                )


def _cuts(one, law) -> bool:
    same = one.trigger == law.trigger and set(one.categories) & set(law.categories)
    people = not one.subjects or not law.subjects or set(one.subjects) & set(law.subjects)
    return bool(one is not law and same and people and one.years < law.years)


def _too_short(draft, subject, trigger, years):
    """A council's categories about these people that no rule keeps long enough; none when no time is declared."""
    if draft.controller.kind != "local-authority" or not draft.all("retention"):
        return []
    return [
        one
        for one in draft.all("category")
        if subject in draft.whom(one)
        and not any(
            (rule.trigger == trigger and rule.years >= years) or rule.trigger == "record-destroyed"
            for rule in draft.keeping(one, subject)
        )
    ]


def _said(draft, categories, subject):
    rules = [rule for one in categories for rule in draft.keeping(one, subject)]
    return named(dict.fromkeys(rule.words for rule in rules)) if rules else "for a time that the file does not say"


def _key(draft, category, subject):
    rules = draft.keeping(category, subject)
    return f"retention.{rules[0].id}" if rules else f"category.{category.id}"
