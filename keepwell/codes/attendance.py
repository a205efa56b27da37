"""The attendance and absence codes of England's schools, in force since 19 August 2024, in our own words.

A code is what a register has for one pupil in one session: a morning or an afternoon.

Source: School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208), regulation 10, and the
statutory guidance "Working together to improve school attendance" (August 2024), which adds Z and # for the use of
programs and says how each code is counted. The text of regulation 10 was read in part; what each code counts as is
repeated by councils' pages. Checked on 22 November 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

IN_FORCE = date(2024, 8, 19)
REGULATIONS = "School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208), regulation 10"
GUIDANCE = "Working together to improve school attendance (August 2024)"

# What a session counts as.
PRESENT = "present"
ACTIVITY = "activity"
AUTHORISED = "authorised"
UNAUTHORISED = "unauthorised"
NOT_POSSIBLE = "not possible"
MEANINGS = {
    PRESENT: "Present",
    ACTIVITY: "At an approved educational activity, which counts as attending",
    AUTHORISED: "Authorised absence",
    UNAUTHORISED: "Unauthorised absence",
    NOT_POSSIBLE: "Not a possible session, so it is not counted",
}


@dataclass(frozen=True)
class Code:
    """One code: its words, what it counts as, where it is laid down and how sure that is.

    new       was there no such code before 19 August 2024?
    standing  read (on an official page), repeated (by others), known (not looked up again), uncertain
    """

    code: str
    words: str
    meaning: str
    new: bool = False
    since: date = IN_FORCE
    source: str = REGULATIONS
    standing: str = "repeated"
    note: str = ""

    @property
    def counts_as(self) -> str:
        return MEANINGS[self.meaning]


_ALL = (
    Code("/", "Present in the morning", PRESENT, standing="read"),
    Code("\\", "Present in the afternoon", PRESENT, standing="read"),
    Code("L", "Late, but before the register closed", PRESENT, standing="read"),
    Code("K", "Taught where the council arranged it", ACTIVITY, new=True, standing="read"),
    Code("V", "On an educational visit of the school", ACTIVITY, standing="read"),
    Code("P", "At a sporting activity", ACTIVITY),
    Code("W", "On work experience", ACTIVITY),
    Code("B", "At another educational activity away from school", ACTIVITY),
    Code("D", "At another school where the pupil is registered too", NOT_POSSIBLE,
         note="The other school counts the session."),
    Code("C1", "Leave for a licensed performance, or for work abroad", AUTHORISED, new=True),
    Code("C2", "Leave under a part-time timetable", AUTHORISED, new=True),
    Code("C", "Leave granted in exceptional circumstances", AUTHORISED),
    Code("J1", "Leave for an interview for a job or a place at a school or college", AUTHORISED, new=True),
    Code("M", "At a medical or dental appointment", AUTHORISED),
    Code("R", "Religious observance", AUTHORISED),
    Code("S", "Study leave for a public examination", AUTHORISED),
    Code("T", "Travelling with a parent whose trade or business needs it", AUTHORISED),
    Code("I", "Ill", AUTHORISED),
    Code("E", "Suspended or excluded, and taught nowhere else", AUTHORISED),
    Code("X", "Not yet, or no longer, of compulsory school age and not expected", NOT_POSSIBLE),
    Code("Q", "Kept away because the council made no access arrangements", NOT_POSSIBLE, new=True,
         note="Such as the transport that it must provide."),
    Code("Y1", "Kept away because the school’s usual transport was not there", NOT_POSSIBLE, new=True),
    Code("Y2", "Kept away by widespread disruption to travel", NOT_POSSIBLE, new=True),
    Code("Y3", "Kept away because part of the school was closed", NOT_POSSIBLE, new=True),
    Code("Y4", "Kept away because the school was closed without warning", NOT_POSSIBLE, new=True),
    Code("Y5", "In custody, or kept by the criminal justice system", NOT_POSSIBLE, new=True),
    Code("Y6", "Kept away by public health advice or law", NOT_POSSIBLE, new=True),
    Code("Y7", "Kept away by another cause that could not be avoided", NOT_POSSIBLE, new=True),
    Code("G", "Holiday without leave", UNAUTHORISED, standing="read"),
    Code("N", "No reason known yet", UNAUTHORISED, standing="read",
         note="To be replaced once the reason is known, five school days after the session at the latest."),
    Code("O", "Absent without leave, for no other reason of this list", UNAUTHORISED, standing="read"),
    Code("U", "Came after the register closed", UNAUTHORISED, standing="read"),
    Code("Z", "Not yet on the school’s roll", NOT_POSSIBLE, source=GUIDANCE),
    Code("#", "School closed to all as planned", NOT_POSSIBLE, source=GUIDANCE),
)  # fmt: skip

CODES = {one.code: one for one in _ALL}
# Codes that registers had until the summer of 2024, and what they became.
GONE = {
    "H": "an agreed holiday; now C where leave was granted",
    "J": "an interview; now J1",
    "Y": "an unavoidable cause; now Y1 to Y7 or Q",
    "F": "an extended holiday; now C where leave was granted",
}
ILL = "I"


def meaning_of(code: str) -> str:
    """What a code counts as; KeyError for what is no code."""
    return CODES[code].meaning
