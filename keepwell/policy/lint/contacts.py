"""Who answers: the officer, the register, contacts, and the Commissioner as an equal way."""

import re

from keepwell.policy.lint.finding import rule


@rule("L18", "A public authority names its data protection officer", "UK GDPR, Articles 13(1)(b) and 37")
def officer(draft):
    one = draft.controller
    if not (one.officer and (one.officer_email or one.officer_phone or one.officer_address)):
        yield (
            "controller.officer",
            "No data protection officer is named, or none can be reached.",
            "fill in officer, officer_email, officer_phone and officer_address.",
        )


@rule(
    "L19",
    "Contacts of two organisations mean two controllers, and who does what is said",
    "UK GDPR, Articles 13(1)(a) and 26",
)
def split_controllers(draft):
    organisations = {one.organisation or draft.controller.name: one for one in draft.all("contact")}
    if len(organisations) > 1 and not draft.all("joint-controller"):
        other = next(one for name, one in organisations.items() if name != draft.controller.name)
        yield (
            f"contact.{other.id}",
            f"People are sent to {' and to '.join(sorted(organisations))}, and nothing says which of them answers for"
            " the information.",
            "send people to the controller, or declare the other as [joint-controller.…] with the arrangement.",
        )


@rule("L20", "A request for a council's record does not pass through another's office", "UK GDPR, Articles 24 and 32")
def open_request(draft):
    for one in draft.all("contact"):
        elsewhere = one.organisation and one.organisation != draft.controller.name
        if "requests" in one.answers and elsewhere and not one.private:
            yield (
                f"contact.{one.id}",
                f"Requests for the record go to {one.organisation}, where people open them who may not see it. There is"
                " no confidential way, and none for sealed records.",
                "give a contact of the controller's own, or one with private = true.",
            )


@rule(
    "K17",
    "The controller gives its number in the Commissioner's register",
    "Data Protection (Charges and Information) Regulations 2018",
)
def no_number(draft):
    if not draft.controller.ico_number:
        yield (
            "controller.ico_number",
            "The number in the Information Commissioner's register is missing.",
            "look it up in the Commissioner's public register and fill it in.",
        )


@rule("K19", "The notice says that people can go to the Commissioner", "UK GDPR, Article 13(2)(d)")
def no_commissioner(draft):
    if not draft.saying(r"Information Commissioner"):
        yield (
            "notice",
            "The notice does not say that people can complain to the Information Commissioner.",
            "add it, with the telephone number or the address of the page.",
        )


@rule("K22", "People need not come to us before the Commissioner", "Data Protection Act 2018, section 165")
def us_first(draft):
    for key, _, words in draft.saying(r"first instance|come to us first|contact us first"):
        if not re.search(r"(need not|do not have to|don't have to) (come|contact)", words, re.IGNORECASE):
            yield (
                key,
                "People are asked to come to us in the first instance. The Commissioner is open to them at once.",
                "say that they may complain to us, to the Commissioner, or to both, in any order.",
            )


@rule("K26", "The address of the Commissioner's page or telephone is given with it", "UK GDPR, Article 13(2)(d)")
def commissioner_unreachable(draft):
    told = draft.saying(r"Information Commissioner")
    if told and not any(re.search(r"ico\.org\.uk|0303 123 1113", words) for _, _, words in draft.blocks()):
        yield (
            told[0][0],
            "The notice names the Information Commissioner and not how to reach the office.",
            "add https://ico.org.uk/make-a-complaint or the telephone number 0303 123 1113.",
        )
