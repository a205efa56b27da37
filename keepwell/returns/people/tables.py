"""Keepwell's own people files: parents, carers, addresses, schools, notes and the rest that neither return carries.

person_id and child_id are the council's own number of the person, the same as CHILD and LAchildID for a child. Dates
are written yyyy-mm-dd or d/m/yyyy.
"""

from keepwell.returns.tables import Column, Table, declared

PERSON = Column("person_id", "text", key=True, required=True, label="Person's number")
CHILD = Column("child_id", "text", key=True, required=True, label="Child's number")
STARTS = Column("starts_on", "date", label="From")
ENDS = Column("ends_on", "date", label="Until")
ON = Column("on", "date", required=True, label="Date")


def _text(name, label, required=False):
    return Column(name, "text", required=required, label=label)


def _kind(label):
    return _text("kind", label, required=True)


PEOPLE = Table(
    "People",
    (
        PERSON,
        _kind("child, parent, carer, sibling, professional or other"),
        _text("sex", "Sex"),
        Column("born_on", "date", label="Born"),
        Column("died_on", "date", label="Died"),
    ),
    usual_name="people.csv",
    title="People",
)

NAMES = Table(
    "Names",
    (
        PERSON,
        _kind("legal, preferred, former or alias"),
        _text("given", "Given names"),
        _text("family", "Family name"),
        STARTS,
        ENDS,
    ),
    usual_name="names.csv",
    title="Names",
)

ADDRESSES = Table(
    "Addresses",
    (
        PERSON,
        _kind("home, placement or correspondence"),
        _text("line_1", "First line"),
        _text("line_2", "Second line"),
        _text("town", "Town"),
        Column("postcode", "postcode", label="Postcode"),
        STARTS,
        ENDS,
        Column("sealed", "flag", label="Kept from other parties"),
    ),
    usual_name="addresses.csv",
    title="Addresses",
)

CONTACTS = Table(
    "Contacts",
    (
        PERSON,
        _kind("phone or email"),
        _text("value", "Number or address", required=True),
        _text("note", "Note"),
        Column("do_not_contact", "flag", label="Do not use"),
    ),
    usual_name="contacts.csv",
    title="Telephone and email",
)

IDENTIFIERS = Table(
    "Identifiers",
    (
        PERSON,
        _kind("upn, former_upn, uln, nhs_number, home_office or other"),
        _text("value", "Number", required=True),
        STARTS,
        ENDS,
    ),
    usual_name="identifiers.csv",
    title="Identifiers",
)

RELATIONSHIPS = Table(
    "Relationships",
    (
        PERSON,
        _text("other_id", "The other person's number", required=True),
        _text("relationship", "What the other person is to this one", required=True),
        Column("parental_responsibility", "flag", label="Has parental responsibility"),
        STARTS,
        ENDS,
    ),
    usual_name="relationships.csv",
    title="Relationships",
    about="One row says that the other person is the mother, carer, sibling and so on of this person.",
)

PROFESSIONALS = Table(
    "Professionals",
    (PERSON, _text("role", "Role"), _text("organisation", "Organisation"), _text("team", "Team")),
    usual_name="professionals.csv",
    title="Professionals",
)

INVOLVEMENTS = Table(
    "Involvements",
    (CHILD, Column("person_id", "text", required=True, label="Professional's number"), _text("role", "Role"), STARTS,
     ENDS),
    usual_name="involvements.csv",
    title="Professionals involved with a child",
)  # fmt: skip

ALERTS = Table(
    "Alerts",
    (CHILD, _kind("Kind of alert"), _text("text", "Alert"), STARTS, Column("review_on", "date", label="Review"), ENDS),
    usual_name="alerts.csv",
    title="Alerts",
)

NOTES = Table(
    "Notes",
    (
        CHILD,
        _kind("concern, visit, case note, supervision or child's words"),
        ON,
        _text("at_time", "Time, hours and minutes"),
        _text("written_by", "Writer's number"),
        _text("title", "Title"),
        _text("text", "Text"),
        _text("child_words", "What the child said"),
        Column("significant", "flag", label="Significant event"),
    ),
    usual_name="notes.csv",
    title="Notes",
)

SDQS = Table(
    "Sdqs",
    (
        CHILD,
        ON,
        Column("score", "integer", label="Total score, 0 to 40"),
        _text("completed_by", "carer, teacher or young person"),
    ),
    usual_name="sdqs.csv",
    title="Strengths and difficulties questionnaires",
)

HEALTH_EVENTS = Table(
    "HealthEvents",
    (
        CHILD,
        _kind("health assessment, dental check, immunisations or development check"),
        ON,
        _text("outcome", "Outcome"),
    ),
    usual_name="health_events.csv",
    title="Health events",
)

SCHOOLS = Table(
    "Schools",
    (
        CHILD,
        _text("school", "School"),
        _text("urn", "School's number"),
        STARTS,
        ENDS,
        _text("year_group", "Year group"),
    ),
    usual_name="schools.csv",
    title="Schools",
)

ATTENDANCE = Table(
    "Attendance",
    (
        CHILD,
        _text("school_year", "School year, such as 2025-26", required=True),
        _text("term", "autumn, spring or summer"),
        Column("possible", "integer", label="Sessions possible"),
        Column("present", "integer", label="Sessions present"),
        Column("authorised", "integer", label="Sessions missed with leave"),
        Column("unauthorised", "integer", label="Sessions missed without leave"),
    ),
    usual_name="attendance.csv",
    title="School attendance",
)

EDUCATION_PLANS = Table(
    "EducationPlans",
    (
        CHILD,
        _kind("EHCP, PEP or SEN support"),
        STARTS,
        ENDS,
        Column("reviewed_on", "date", label="Last reviewed"),
        _text("need", "Need"),
    ),
    usual_name="education_plans.csv",
    title="Education plans",
)

TABLES: dict[str, Table] = declared(
    PEOPLE, NAMES, ADDRESSES, CONTACTS, IDENTIFIERS, RELATIONSHIPS, PROFESSIONALS, INVOLVEMENTS, ALERTS, NOTES, SDQS,
    HEALTH_EVENTS, SCHOOLS, ATTENDANCE, EDUCATION_PLANS,
)  # fmt: skip
