"""The SSDA903 return and the record."""

from ..models import (
    Adoption,
    CareLeaverContact,
    DeprivationOfLiberty,
    MissingEpisode,
    PlacedForAdoption,
    PreviousPermanence,
    Review,
    SocialWorkerInvolvement,
    UnaccompaniedStatus,
    YearlyOutcomes,
)
from .child import ChildShelf
from .episodes import EpisodeShelf
from .shelf import YEAR, Shelf
from .table import TableMap

BORN = {"DOB": "born_on"}
FIRST_DOLO_YEAR = 2027  # deprivation of liberty joined the return in 2026-27


def overlaps(start="starts_on", end="ends_on", *, back=0):
    """Is any day of the row in the collection year (or, with `back`, in the years before it that the table covers)?"""

    def within(facts, year):
        first = year.start.replace(year=year.start.year - back)
        starts, ends = facts[start], facts[end]
        return bool(starts and starts <= year.end and (ends is None or ends >= first))

    return within


def on_a_day(fact):
    return lambda facts, year: bool(facts[fact] and year.start <= facts[fact] <= year.end)


def of_year(facts, year):
    return True  # the shelf only hands out rows of that year


def never(facts, year):
    return False  # decided by the other tables: see `record.queries.returned`


MAPS = {m.name: m for m in (
    TableMap(
        "Header", ChildShelf(),
        {"SEX": "sex", "DOB": "born_on", "ETHNIC": "ethnicity", "UPN": "upn_or_reason",
         "MOTHER": "is_mother", "MC_DOB": "own_child_born_on"},
        once=True, keeps=True, makes_owner=True, in_year=never,
    ),
    TableMap(
        "Episodes", EpisodeShelf(),
        {"DECOM": "starts_on", "RNE": "reason_started", "LS": "legal_status", "CIN": "category_of_need",
         "PLACE": "placement_kind", "PLACE_PROVIDER": "provider", "DEC": "ends_on", "REC": "reason_ended",
         "REASON_PLACE_CHANGE": "reason_place_change", "HOME_POST": "home_postcode", "PL_POST": "postcode",
         "URN": "urn"},
        key=("starts_on",), until={"DEC": ("DEC", "REC", "REASON_PLACE_CHANGE")}, in_year=overlaps(),
    ),
    TableMap(
        "Reviews", Shelf(Review, ("held_on", "participation")),
        {"REVIEW": "held_on", "REVIEW_CODE": "participation"},
        key=("held_on",), shown=BORN, in_year=on_a_day("held_on"),
    ),
    TableMap(
        "UASC", Shelf(UnaccompaniedStatus, ("ceased_on",)), {"DUC": "ceased_on"},
        shown={"SEX": "sex", **BORN},
        in_year=lambda facts, year: facts["ceased_on"] is None or facts["ceased_on"] >= year.start,
    ),
    TableMap(
        "OC2",
        Shelf(YearlyOutcomes, ("sdq_score", "sdq_reason", "convicted", "development_checked", "immunised",
                               "teeth_checked", "health_assessed", "substance_misuse", "intervention_received",
                               "intervention_offered"), fixed={"year": YEAR}),
        {"SDQ_SCORE": "sdq_score", "SDQ_REASON": "sdq_reason", "CONVICTED": "convicted",
         "HEALTH_CHECK": "development_checked", "IMMUNISATIONS": "immunised", "TEETH_CHECK": "teeth_checked",
         "HEALTH_ASSESSMENT": "health_assessed", "SUBSTANCE_MISUSE": "substance_misuse",
         "INTERVENTION_RECEIVED": "intervention_received", "INTERVENTION_OFFERED": "intervention_offered"},
        shown=BORN, in_year=of_year,
    ),
    TableMap(
        "OC3", Shelf(CareLeaverContact, ("in_touch", "activity", "accommodation"), fixed={"year": YEAR}),
        {"IN_TOUCH": "in_touch", "ACTIV": "activity", "ACCOM": "accommodation"},
        shown=BORN, in_year=of_year,
    ),
    TableMap(
        "AD1",
        Shelf(Adoption, ("decided_on", "matched_on", "by_foster_carer", "adopters", "adopters_sex",
                         "adopters_status")),
        {"DATE_INT": "decided_on", "DATE_MATCH": "matched_on", "FOSTER_CARE": "by_foster_carer",
         "NB_ADOPTR": "adopters", "SEX_ADOPTR": "adopters_sex", "LS_ADOPTR": "adopters_status"},
        key=("decided_on",), shown=BORN, in_year=never,
    ),
    TableMap(
        "PlacedAdoption", Shelf(PlacedForAdoption, ("starts_on", "ends_on", "reason_ended")),
        {"DATE_PLACED": "starts_on", "DATE_PLACED_CEASED": "ends_on", "REASON_PLACED_CEASED": "reason_ended"},
        key=("starts_on",), shown=BORN, in_year=overlaps(),
        until={"DATE_PLACED_CEASED": ("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")},
    ),
    TableMap(
        "PrevPerm", Shelf(PreviousPermanence, ("kind", "authority", "on")),
        {"PREV_PERM": "kind", "LA_PERM": "authority", "DATE_PERM": "on"},
        key=("kind", "on"), shown=BORN, in_year=never,
    ),
    TableMap(
        "Missing", Shelf(MissingEpisode, ("starts_on", "ends_on", "kind")),
        {"MISSING": "kind", "MIS_START": "starts_on", "MIS_END": "ends_on"},
        key=("starts_on",), shown=BORN, until={"MIS_END": ("MIS_END",)}, in_year=overlaps(),
    ),
    TableMap(
        "SWEpisodes", Shelf(SocialWorkerInvolvement, ("worker", "starts_on", "ends_on", "reason_ended")),
        {"SW_ID": "worker", "SW_DECOM": "starts_on", "SW_DEC": "ends_on", "SW_REASON": "reason_ended"},
        key=("starts_on", "worker"), shown=BORN, until={"SW_DEC": ("SW_DEC",)},
        in_year=overlaps(back=1),
    ),
    TableMap(
        "DoLo", Shelf(DeprivationOfLiberty, ("starts_on", "ends_on")),
        {"DOLO_START": "starts_on", "DOLO_END": "ends_on"},
        key=("starts_on",), shown=BORN, until={"DOLO_END": ("DOLO_END",)},
        in_year=lambda facts, year: year.end.year >= FIRST_DOLO_YEAR and overlaps()(facts, year),
    ),
)}  # fmt: skip
