"""What each figure counts, in plain words, with its source. The parts of a figure always add up to its total."""

from dataclasses import dataclass

GOOD, BAD = "good", "bad"


@dataclass(frozen=True)
class Part:
    """One part of a figure; `tone` says whether more of it is better, where that is clear."""

    id: str
    title: str
    tone: str = ""


@dataclass(frozen=True)
class Measure:
    """`counts` says whom or what, `words` how; `source` where the rule stands; `needs` the categories of the policy.

    snapshot  counted as things stand on the last day of the period; else each thing in the period of its day
    yearly    known for whole financial years only
    mean      what the mean under the table is of; "" for none
    """

    id: str
    title: str
    counts: str
    words: str
    source: str
    parts: tuple
    needs: frozenset
    snapshot: bool = False
    yearly: bool = False
    mean: str = ""

    def part(self, id):
        return next((part for part in self.parts if part.id == id), None)


IN_TIME, LATE = Part("in-time", "In time", GOOD), Part("late", "Late", BAD)
NOT_KNOWN = Part("not-known", "Not known")
YES, NO = Part("yes", "Yes", GOOD), Part("no", "No", BAD)
NOT_RECORDED = Part("not-recorded", "Not recorded")
WORKING_TOGETHER = "Working together to safeguard children"
CARE_PLANNING = "Care Planning Regulations 2010 (SI 2010/959)"
STABILITY = "Department for Education, Stability measures for children looked after in England, 2024"
LEAVERS = "SSDA903 return, care leavers (OC3)"
HEALTH = "Guidance on the health of looked-after children; SSDA903 return, health (OC2)"


def _measure(id, title, counts, words, source, parts, needs, **more):
    return id, Measure(id, title, counts, words, source, tuple(parts), frozenset(needs.split()), **more)


MEASURES = dict((
    _measure(
        "status", "Children by status", "children open on the last day",
        "Looked after counts first, then a child protection plan, then an open referral: each child once.",
        "Keepwell’s own count; the groups are those of the CIN census and the SSDA903 return",
        (Part("looked-after", "Looked after"), Part("plan", "Child protection plan"), Part("need", "In need")),
        "care protection-plan need", snapshot=True,
    ),
    _measure(
        "assessments", "Assessments in 45 working days", "assessments authorised",
        "From the day of the referral to the day it was authorised; the first working day counts as one.",
        f"{WORKING_TOGETHER}; CIN census rule 8670Q",
        (IN_TIME, LATE, NOT_KNOWN), "need assessment",
    ),
    _measure(
        "conferences", "First conferences in 15 working days", "initial child protection conferences held",
        "From the day the section 47 enquiry started to the conference; the first working day counts as one. A "
        "conference without an enquiry is not known.",
        f"{WORKING_TOGETHER}; CIN census rule 8675Q",
        (IN_TIME, LATE, NOT_KNOWN), "section47 conference",
    ),
    _measure(
        "re-referrals", "Referred again within 12 months", "referrals",
        "A referral counts as again when the same child was referred in the 12 months before.",
        "Department for Education, Characteristics of children in need",
        (Part("again", "Again within 12 months", BAD), Part("first", "Not within 12 months")), "need",
    ),
    _measure(
        "repeat-plans", "Protection plans for a second time", "child protection plans started",
        "Within two years counts from the end of the plan before. Longer ago also counts plans of which only the "
        "number is known.",
        "Performance indicator NI 65, ever; within two years is a measure that regions agree on",
        (Part("two-years", "Within two years", BAD), Part("longer-ago", "Longer ago"), Part("first", "First plan")),
        "protection-plan",
    ),
    _measure(
        "plan-reviews", "Protection plans reviewed in time",
        "protection plans open on the last day, of which a review fell due in the 12 months before",
        "All reviews due in those 12 months were held: within 3 months of the start, then within 6 months.",
        WORKING_TOGETHER, (IN_TIME, LATE), "protection-plan", snapshot=True,
    ),
    _measure(
        "care-reviews", "Looked-after reviews in time",
        "children looked after on the last day, of whom a review fell due in the 12 months before",
        "All reviews due in those 12 months were held: within 20 working days of coming into care, then 3 months, "
        "then 6.",
        f"{CARE_PLANNING}, regulation 33", (IN_TIME, LATE), "care review", snapshot=True,
    ),
    _measure(
        "visits", "Looked-after children visited", "children looked after on the last day for six weeks or more",
        "By the last visit that is recorded, within six weeks. Children in a placement meant to last until 18 may be "
        "visited every three months; they are counted by six weeks too.",
        f"{CARE_PLANNING}, regulation 28",
        (Part("in-time", "Within six weeks", GOOD), Part("late", "Longer ago", BAD),
         Part("none", "No visit recorded", BAD)),
        "care narrative", snapshot=True,
    ),
    _measure(
        "moves", "Three or more placements", "children looked after on the last day",
        "Placements in the 12 months before, the one they lived in as it began included; temporary absences are none.",
        STABILITY,
        (Part("three", "Three or more", BAD), Part("fewer", "One or two", GOOD), Part("none", "None recorded")),
        "care placement", snapshot=True,
    ),
    _measure(
        "settled", "Settled for two years",
        "children under 16 looked after on the last day for two and a half years or more",
        "In the same placement for two years or more.",
        STABILITY, (Part("settled", "Two years or more", GOOD), Part("moved", "Less", BAD)), "care placement",
        snapshot=True,
    ),
    _measure(
        "sdq", "Strengths and difficulties", "children aged 4 to 16 looked after on the last day for 12 months or more",
        "By the last score in the 12 months before: 0 to 13 as for most children, 14 to 16 borderline, 17 to 40 a "
        "concern.",
        "SSDA903 rules 157, 188 and 189; bands of the guidance on the health of looked-after children",
        (Part("usual", "0 to 13", GOOD), Part("borderline", "14 to 16"), Part("concern", "17 to 40", BAD),
         Part("none", "No score")), "care sdq", snapshot=True, mean="Mean score",
    ),
    _measure(
        "health", "Health assessed in time", "children looked after on the last day for 12 months or more",
        "An assessment in the 12 months before, under five years of age in the 6 months before; or the year’s return "
        "says so.",
        HEALTH, (IN_TIME, LATE), "care health", snapshot=True,
    ),
    _measure(
        "dental", "Teeth checked in time", "children looked after on the last day for 12 months or more",
        "A check in the 12 months before, or the year’s return says so.",
        HEALTH, (IN_TIME, LATE), "care dental", snapshot=True,
    ),
    _measure(
        "in-touch", "In touch with care leavers", "care leavers in the year’s return, but those who died or went home",
        "The council knows how to reach them and was in touch around the birthday. Who wants no contact counts as no.",
        LEAVERS, (YES, NO, NOT_RECORDED), "care-leaver", yearly=True,
    ),
    _measure(
        "activity", "Care leavers who learn or work",
        "care leavers in the year’s return, but those who died or went home",
        "In education, training or work, full or part time, around the birthday.",
        LEAVERS, (YES, NO, NOT_RECORDED), "care-leaver", yearly=True,
    ),
    _measure(
        "accommodation", "Care leavers suitably housed",
        "care leavers in the year’s return, but those who died or went home",
        "The council finds where they live suitable.",
        LEAVERS, (YES, NO, NOT_RECORDED), "care-leaver", yearly=True,
    ),
))  # fmt: skip
