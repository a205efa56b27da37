"""What the rules know of the law: how enactments are recognised by their titles, and figures with their source.

Checked on 21 November 2026. A figure that changes is changed here, and the rules that use it follow.
"""

import re

SECTION_83 = r"^(?=.*\b83\b)(?=.*(Children.?s? Act|1989))(?=.*1989)"
YOUNG_PERSONS_7 = r"^(?=.*(Young Pe(ople|rsons).?s?.? Act))(?=.*2008)"
PUPIL_REGULATIONS = r"Education \(Information About Individual Pupils\)"
DUTY_TO_SHARE = r"\b16LA\b"
EDUCATIONAL_RECORD = r"Education \(Pupil Information\)|SI 2005/1437"
# Data protection law itself tells nobody to hold a child's record: it gives no task and no obligation of that kind.
NO_ENACTMENT = (
    r"^(the )?((UK )?GDPR|General Data Protection Regulation)([,:]? Articles? [69]\b.*)?$"
    r"|^(the )?Data Protection Act (1998|2018)$"
)

# Statutory times: enactment, trigger, years. Care records (SI 2010/959 reg 50), adoption (SI 2005/888 reg 6), foster
# carers (SI 2011/581 reg 32), registers of pupils (SI 2024/208 reg 7).
TIMES = (
    (r"Care Planning, Placement and Case Review|2010/959", "birth", 75),
    (r"Care Planning, Placement and Case Review|2010/959", "death-under-18", 15),
    (r"Disclosure of Adoption Information|2005/888", "adoption-order", 100),
    (r"Fostering Services \(England\) Regulations|2011/581", "case-closed", 10),
    (r"School Attendance \(Pupil Registration\)|2024/208", "entry", 6),
)

# The last edition known: Keeping Children Safe in Education of September 2025, Working Together of December 2023.
EDITIONS = {"L13": ("Keeping Children Safe in Education", 2025), "L14": ("Working Together", 2023)}

# Bodies that such a controller tells things to by law or as a routine; each is looked for in the titles of recipients,
# roles and processors.
EXPECTED = {
    "local-authority": {
        "health services": r"health|nurse|doctor|hospital",
        "the police": r"police",
        "Ofsted": r"ofsted",
        "reviewing officers": r"reviewing",
        "the courts": r"court",
        "Cafcass": r"cafcass",
        "other councils": r"other (councils|local authorities)|placing (councils|authorities)",
    },
    "school": {
        "the police": r"police",
        "Ofsted": r"ofsted",
        "the Channel panel (Prevent)": r"channel|prevent",
        "the virtual school": r"virtual school",
        "exam boards": r"exam|awarding",
        "the supplier of the school's information system": r"information system|software|supplier|hosting",
    },
}


def names(source, pattern: str) -> bool:
    """Is this the enactment, by its title and version?"""
    return bool(re.search(pattern, f"{source.title} {source.version}", re.IGNORECASE))
