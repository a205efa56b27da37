"""The twelve tables of the SSDA903 return, collections 2025-26 and 2026-27.

Facts of the department's collection in our own words; where its current guide says otherwise, the guide wins.
"""

from keepwell.returns.tables import Column, Table, declared

CHILD = Column("CHILD", "text", key=True, label="Child's local number")
# The birth date of every table but Header repeats Header's and has no rule of its own.
DOB = Column("DOB", "date", label="Date of birth")


def _date(name, label, rule=None, required=False):
    return Column(name, "date", required=required, rule=rule, label=label)


def _code(name, label, rule=None, required=False, since=None):
    return Column(name, "code", f"ssda903.{name}", required=required, rule=rule, label=label, since=since)


def _flag(name, label, rule=None):
    return Column(name, "flag", rule=rule, label=label)


HEADER = Table(
    "Header",
    (
        CHILD,
        _code("SEX", "Sex", "101"),
        _date("DOB", "Date of birth", "102", required=True),
        _code("ETHNIC", "Ethnicity", "103", required=True),
        # A number or, in its place, the reason why there is none (UN1 to UN5).
        Column("UPN", "text", "ssda903.UPN", rule="168", label="Unique pupil number"),
        _flag("MOTHER", "Is a mother", "165"),
        _date("MC_DOB", "Date of birth of her child", "171"),
    ),
    usual_name="header.csv",
    title="Children",
    about="One row for each child: who they are.",
    derived=(Column("UASC", "flag", rule="105", label="Unaccompanied asylum-seeking child"),),
)

EPISODES = Table(
    "Episodes",
    (
        CHILD,
        _date("DECOM", "Episode started", "141"),
        _code("RNE", "Reason for the new episode", "143"),
        _code("LS", "Legal status", "144"),
        _code("CIN", "Category of need", "145"),
        _code("PLACE", "Placement type", "146"),
        _code("PLACE_PROVIDER", "Placement provider", "178"),
        _date("DEC", "Episode ended", "147"),
        _code("REC", "Reason the episode ended", "149"),
        _code("REASON_PLACE_CHANGE", "Reason for the change of placement", "1009"),
        Column("HOME_POST", "postcode", rule="392c", label="Home postcode"),
        Column("PL_POST", "postcode", rule="392c", label="Placement postcode"),
        # XXXXXXX stands for a carer who has no number.
        Column("URN", "text", "ssda903.URN", rule="1008", label="Provider's registration number"),
    ),
    usual_name="episodes.csv",
    title="Episodes of care",
    about="One row for each stretch of time in one placement under one legal status.",
    derived=(
        Column("PL_LA", "text", rule="169", label="Authority of the placement"),
        Column("PL_LOCATION", "code", rule="179", label="Inside or outside the authority"),
        Column("PL_DISTANCE", "number", rule="164", label="Miles from home to placement"),
    ),
)

REVIEWS = Table(
    "Reviews",
    (
        CHILD,
        DOB,
        _date("REVIEW", "Date of the review", "166", required=True),
        _code("REVIEW_CODE", "How the child took part", "167", required=True),
    ),
    usual_name="reviews.csv",
    title="Reviews",
    about="One row for each review of a looked-after child's care plan.",
)

UASC = Table(
    "UASC",
    (
        CHILD,
        _code("SEX", "Sex"),
        DOB,
        _date("DUC", "Unaccompanied status ended", "104"),
    ),
    usual_name="uasc.csv",
    title="Unaccompanied asylum-seeking children",
    about="One row for each child who is or was in the year an unaccompanied asylum-seeking child.",
)

OC2 = Table(
    "OC2",
    (
        CHILD,
        DOB,
        Column("SDQ_SCORE", "integer", rule="180", label="Strengths and difficulties score"),
        _code("SDQ_REASON", "Reason for no score", "196"),
        _flag("CONVICTED", "Convicted or cautioned in the year", "181"),
        _flag("HEALTH_CHECK", "Development check up to date", "181"),
        _flag("IMMUNISATIONS", "Immunisations up to date", "181"),
        _flag("TEETH_CHECK", "Teeth checked in the year", "181"),
        _flag("HEALTH_ASSESSMENT", "Health assessed in the year", "181"),
        _flag("SUBSTANCE_MISUSE", "Substance misuse problem", "181"),
        _flag("INTERVENTION_RECEIVED", "Received help for substance misuse", "181"),
        _flag("INTERVENTION_OFFERED", "Was offered help for substance misuse", "181"),
    ),
    usual_name="oc2.csv",
    title="Health and offending",
    about="One row for each child looked after for the whole year.",
)

OC3 = Table(
    "OC3",
    (
        CHILD,
        DOB,
        _code("IN_TOUCH", "Whether the authority is in touch", "131", required=True),
        _code("ACTIV", "Main activity", "132", required=True),
        _code("ACCOM", "Accommodation", "133", required=True),
    ),
    usual_name="oc3.csv",
    title="Care leavers",
    about="One row for each young person asked after around a birthday once they have left care.",
)

AD1 = Table(
    "AD1",
    (
        CHILD,
        DOB,
        _date("DATE_INT", "Adoption decided to be best", "112"),
        _date("DATE_MATCH", "Matched with adopters", "113"),
        _flag("FOSTER_CARE", "Adopted by the foster carer", "114"),
        _code("NB_ADOPTR", "Number of adopters", "175"),
        _code("SEX_ADOPTR", "Sex of the adopters", "176"),
        _code("LS_ADOPTR", "Legal status of the adopters", "177"),
    ),
    usual_name="ad1.csv",
    title="Adoptions",
    about="One row for each child adopted in the year.",
)

PLACED_ADOPTION = Table(
    "PlacedAdoption",
    (
        CHILD,
        DOB,
        _date("DATE_PLACED", "Decided to place for adoption", "115"),
        _date("DATE_PLACED_CEASED", "No longer to be placed", "116"),
        _code("REASON_PLACED_CEASED", "Why no longer to be placed", "120"),
    ),
    usual_name="placed_for_adoption.csv",
    title="Decisions to place for adoption",
    about="One row for each decision that a child should be placed for adoption.",
)

PREV_PERM = Table(
    "PrevPerm",
    (
        CHILD,
        DOB,
        _code("PREV_PERM", "Earlier permanent arrangement", "631"),
        # Authority numbers, and WAL, SCO, NIR, NUK for other countries; often blank.
        _code("LA_PERM", "Authority of that arrangement", "633"),
        Column("DATE_PERM", "partial date", rule="632", label="Date of that order, as far as known"),
    ),
    usual_name="previous_permanence.csv",
    title="Earlier permanence",
    about="One row for each child who starts to be looked after again after adoption or another permanent order.",
)

MISSING = Table(
    "Missing",
    (
        CHILD,
        DOB,
        _code("MISSING", "Missing, or away without agreement", "1006"),
        _date("MIS_START", "Missing from", "1004", required=True),
        _date("MIS_END", "Found or returned", "1005"),
    ),
    usual_name="missing.csv",
    title="Missing from care",
    about="One row for each time a child was missing or away from placement without agreement.",
)

SW_EPISODES = Table(
    "SWEpisodes",
    (
        CHILD,
        DOB,
        Column("SW_ID", "text", required=True, rule="SW02STG1", label="Social worker's number"),
        _date("SW_DECOM", "Social worker started", "SW04STG1"),
        _date("SW_DEC", "Social worker ended", "SW05STG1"),
        _code("SW_REASON", "Reason for the change of social worker", "SW13STG1"),
    ),
    usual_name="sw_episodes.csv",
    title="Social workers",
    since=2024,
    about="One row for each social worker of a child; covers the collection year and the year before.",
)

DOLO = Table(
    "DoLo",
    (
        CHILD,
        DOB,
        _date("DOLO_START", "Order started", "700", required=True),
        _date("DOLO_END", "Order ended", "701"),
    ),
    usual_name="DoLo.csv",
    title="Deprivation of liberty orders",
    since=2027,
    about="One row for each order of the High Court that deprives a child of liberty.",
)

TABLES: dict[str, Table] = declared(
    HEADER, EPISODES, REVIEWS, UASC, OC2, OC3, AD1, PLACED_ADOPTION, PREV_PERM, MISSING, SW_EPISODES, DOLO
)
