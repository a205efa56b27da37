"""Questions 1 to 8: who."""

from keepwell.policy.papers.paper import in_force
from keepwell.policy.papers.processing.questions import lines, question

# As people write where they are.
HERE = {"united kingdom", "uk", "england", "scotland", "wales", "northern ireland", "great britain"}


def at_home(country: str) -> bool:
    return country.casefold() in HERE


@question(1, "The controller’s legal name", "name in [controller]", common=True)
def name(asked):
    return asked.policy.controller.name


@question(2, "Its contact details", "address, email and phone in [controller]", common=True)
def contact(asked):
    here = asked.policy.controller
    return ", ".join(filter(None, (here.address, here.email, here.phone, here.website)))


@question(3, "Joint controllers, and who does what", "a [joint-controller.…] for each", common=True)
def joint(asked):
    others = in_force(asked.policy, "joint-controller", asked.on)
    return lines(f"{one.title}: {one.arrangement}" for one in others) or "None: the controller decides alone."


@question(4, "The data protection officer", "officer and its contacts in [controller]", common=True)
def officer(asked):
    here = asked.policy.controller
    return ", ".join(filter(None, (here.officer, here.officer_address, here.officer_email, here.officer_phone)))


@question(
    5,
    "A representative in the United Kingdom, if the controller is abroad",
    "country in [controller], and representative where that is abroad",
    common=True,
)
def representative(asked):
    here = asked.policy.controller
    if at_home(here.country):
        return f"None is needed: the controller is in the {here.country}." if here.country else ""
    return here.representative


@question(6, "Controller or processor", "[controller]", common=True)
def acts_as(asked):
    return "As controller: it decides what is used and why."


@question(7, "The department responsible", "department in [controller]", common=True)
def department(asked):
    return asked.policy.controller.department


@question(8, "The data stewards", "a [steward.…] for each, with its groups or categories")
def stewards(asked):
    found = [one for one in in_force(asked.policy, "steward", asked.on) if asked.activity.speaks_of(one)]
    return lines(f"{one.title}: {one.answers_for}" for one in found)
