"""The parts of an education, health and care plan, and what a reader must be allowed to see to read each.

The parts are those of regulation 12 of the Special Educational Needs and Disability Regulations 2014. Health parts need
the category of health besides that of the plan, social care parts that of help for children in need, education parts
that of education. The advice of part K comes from all of them, so it needs all. A category that the policy in force
does not have is open to nobody, and so is the part.
"""

from dataclasses import dataclass

from .may import EDUCATION, PLAN

HEALTH, CARE = "health", "need"


@dataclass(frozen=True)
class Section:
    """`besides`: the categories that must be open besides that of the plan itself."""

    id: str
    title: str
    hint: str
    besides: tuple[str, ...] = ()

    @property
    def categories(self):
        return (PLAN, *self.besides)


SECTIONS = {
    one.id: one
    for one in (
        Section("A", "What the child and the parents say", "Their views, interests and hopes, in their own words."),
        Section("B", "Special educational needs", "What makes learning harder, and what the child does well."),
        Section("C", "Health needs", "Those that go with the special educational needs.", (HEALTH,)),
        Section("D", "Social care needs", "Those that go with them, or with a disability.", (CARE,)),
        Section("E", "What is to be reached", "Outcomes, also for adult life.", (EDUCATION,)),
        Section("F", "Special educational provision", "What, how much, how often, and by whom.", (EDUCATION,)),
        Section("G", "Health provision", "What, how much, how often, and by whom.", (HEALTH,)),
        Section("H1", "Social care provision for a disabled child", "What section 2 of the Chronically Sick and "
                "Disabled Persons Act 1970 asks for.", (CARE,)),
        Section("H2", "Other social care provision", "Also what is in a child-in-need or protection plan.", (CARE,)),
        Section("I", "School or other setting", "Its name and kind; left empty in a draft.", (EDUCATION,)),
        Section("J", "Personal budget", "What it pays for, and which outcomes that serves."),
        Section("K", "Advice that the plan rests on", "Who gave it, and on which day.", (EDUCATION, HEALTH, CARE)),
    )
}  # fmt: skip
