"""What no policy file can show, and where it is caught instead."""

REGISTER = "the register of disclosures against the notice"

# The rule it belongs to, or "-"; what is meant; where it is caught.
ELSEWHERE = (
    ("L5", "an offence told in words that the rule does not know", "the person who declares the column's category"),
    ("L6", "whether one entry under an ordinary heading is about health", "the person who records it"),
    ("L19", "who in truth decides about the information", "the people who sign the notice"),
    ("L20", "who opens the post at a contact", "the test letter to each contact, which a person sends"),
    ("L23", "a link to another site that is broken or leads elsewhere", "opening the link: lint asks no network"),
    ("L25", "any slip but the few listed; a list whose order hides its meaning", "reading the built page aloud"),
    ("L27", "a body that did receive information and is not in the notice", REGISTER),
    ("L28", "a body that did receive information and is not in the notice", REGISTER),
    ("L30", "whether people were in fact told what is a duty and what a choice", "what is kept of what each was told"),
    ("-", "how a page reads aloud, its headings, contrast and language", "looking at the built pages in a browser"),
    ("-", "whether a company keeps to its contract", "the review of the contract; lint asks for a dated source (K16)"),
)
