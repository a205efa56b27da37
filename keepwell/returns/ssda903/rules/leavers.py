"""Care leavers: young people asked after around their 17th to 21st birthdays once they have left care."""

import polars as pl

from keepwell.returns.checking import Rule, each_rule, fields_of, pair_rule, rule
from keepwell.returns.checking.words import years_after, yes
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import ADOPTED, RESPITE, looked_after_all_year

OC2, OC3, AD1 = (fields_of(TABLES[name]) for name in ("OC2", "OC3", "AD1"))

LEAVER = ("IN_TOUCH", "ACTIV", "ACCOM")
HEALTH = (
    "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED",
)  # fmt: skip
ADOPTION = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
FOYER = ["T", "T1", "T2"]  # T is the older code
LEAVER_MARKS = [getattr(OC3, column) for column in LEAVER]
ADOPTION_MARKS = [getattr(AD1, column) for column in ADOPTION]
DAYS_FROM_14, DAYS_FROM_16 = 91, 1  # 13 weeks in care from the 14th birthday, some of it from the 16th


# The three answers


@rule("131", OC3.IN_TOUCH)
def in_touch_not_listed(o):
    """Whether the authority is in touch with the young person is missing or not a known code."""
    return o.unknown.IN_TOUCH | o.IN_TOUCH.is_null()


@rule("132", OC3.ACTIV)
def activity_not_listed(o):
    """The young person's activity is missing or not a known code."""
    return o.unknown.ACTIV | o.ACTIV.is_null()


@rule("133", OC3.ACCOM)
def accommodation_not_listed(o):
    """The young person's accommodation is missing or not a known code."""
    return o.unknown.ACCOM | o.ACCOM.is_null()


@rule("153", *LEAVER_MARKS)
def leaver_incomplete(o):
    """Contact, activity and accommodation belong together, but only some of them are given. Fill in the rest."""
    return o.any_filled(*LEAVER) & o.any_empty(*LEAVER)


@rule("344", *LEAVER_MARKS)
def answers_after_death_or_return_home(o):
    """The young person died or went home to their parents, so activity and accommodation should both be 0."""
    return o.IN_TOUCH.is_in(["DIED", "RHOM"]) & (o.ACTIV.ne_missing("0") | o.ACCOM.ne_missing("0"))


@rule("345", *LEAVER_MARKS)
def in_touch_without_answers(o):
    """The authority is in touch with the young person, so neither activity nor accommodation can be 0."""
    return (o.IN_TOUCH == "YES") & ((o.ACTIV == "0") | (o.ACCOM == "0"))


@rule("348", OC3.IN_TOUCH, needs={"previous year"})
def alive_again(o):
    """Last year's return says that this young person died, this year's does not. Check which of the two is right."""
    return o.any("OC3_last", lambda last: last.IN_TOUCH == "DIED") & o.IN_TOUCH.ne_missing("DIED")


# Ages


@rule("347", OC3.ACCOM, OC3.DOB)
def foyer_under_18(o):
    """The young person is placed in a foyer but was under 18 when the year began. Check the birth date."""
    return o.ACCOM.is_in(FOYER) & (years_after(o.DOB, 18) > o.year.start)


@rule("391", OC3.DOB, *LEAVER_MARKS)
def leaver_under_17(o):
    """The young person was under 17 at the end of the year, too young for the questions about care leavers."""
    return (years_after(o.DOB, 17) > o.year.end) & o.any_filled(*LEAVER)


@rule("3001", OC3.ACCOM, OC3.DOB)
def not_with_us_at_17(o):
    """The young person turned 17 in the year, too young to have stayed on with former foster carers (Z1 or Z2).

    Check accommodation and birth date.
    """
    turned_17 = o.any("Header", lambda h: h.year.holds(years_after(h.DOB, 17)))
    return o.ACCOM.is_in(["Z1", "Z2"]) & turned_17


# Beside other parts of the return


@rule("134", *ADOPTION_MARKS)
def leaver_and_adopted(a):
    """The child has details of an adoption and also answers about a care leaver. Remove those that do not belong."""
    return a.any("OC3", _answered) & a.any_filled(*ADOPTION)


@each_rule("187", *LEAVER_MARKS, *ADOPTION_MARKS)
def looked_after_yet_left(row):
    """The child was looked after for the whole year, so there can be no answers about leaving care or adoption.

    Remove them, or check the episodes.
    """
    return looked_after_all_year(row) & row.any_filled(*(LEAVER if row.table == "OC3" else ADOPTION))


@pair_rule("215", *LEAVER_MARKS, *(getattr(OC2, column) for column in HEALTH), pairs=("OC3", "OC2"))
def leaver_and_looked_after(leaver, health):
    """The child has answers about a care leaver and about the health of a looked-after child. Only one can apply."""
    return leaver.any_filled(*LEAVER) & health.any_filled(*HEALTH)


# Beside the episodes


@rule("1000", *LEAVER_MARKS, optional=("Episodes_last",))
def leaver_who_died(o):
    """The child's episodes say that they died in care, so there should be no answers about a care leaver."""
    return o.any("Episodes", _died) | o.any("Episodes_last", _died)


@rule("1001", *LEAVER_MARKS, needs={"previous year"})
def not_a_care_leaver(o):
    """The episodes of two years do not make this young person a care leaver, or they were adopted.

    A care leaver under 20 was looked after for 13 weeks from the age of 14, some of it from the age of 16.
    """
    over_20 = yes(years_after(o.child.DOB, 20) <= o.year.end)  # two years cannot show their history
    in_care = o.any("Episodes") | o.any("Episodes_last")
    return ~over_20 & ~(in_care & care_leaver(o))


@rule("1002", *LEAVER_MARKS, needs={"previous year"})
def leaver_never_in_care(o):
    """There are no episodes for this young person, in this year's return or in last year's. Check who it is."""
    return ~o.any("Episodes") & ~o.any("Episodes_last")


@pair_rule("1007", *LEAVER_MARKS, pairs=("OC3", "Episodes"), reports=("OC3",))
def in_care_on_birthday(o, e):
    """The young person was still looked after on their 17th or 18th birthday, so they are no care leaver this year."""
    at_17, at_18 = years_after(o.DOB, 17), years_after(o.DOB, 18)
    of_age = (at_17 <= o.year.end) & (years_after(o.DOB, 19) > o.year.end)
    birthday = pl.when(at_18 <= o.year.end).then(at_18).otherwise(at_17)
    return of_age & (birthday >= e.DECOM) & ((birthday < e.DEC) | e.DEC.is_null()) & o.any_filled(*LEAVER)


@rule("1010", *LEAVER_MARKS, needs={"previous year"})
def leaver_without_end(o):
    """Last year's return left this young person in care, and this year's has no episodes that say when they left."""
    return ~o.any("Episodes") & o.any("Episodes_last", _last_and_open)


@rule("1011", *LEAVER_MARKS)
def leaver_moved_authority(o):
    """The young person's care passed to another authority, which asks after them: answers do not belong here."""
    return (o.partner("Episodes", latest=True).REC == "E3") & o.any_filled(*LEAVER)


@pair_rule("1016", *LEAVER_MARKS, pairs=("OC3", "Episodes"), reports=("OC3",))
def left_after_birthday(o, e):
    """The young person left care on or after the birthday of the year, so they are not asked after this year.

    Check the answers and when the last episode ended.
    """

    def left_at(age):
        reached = years_after(o.DOB, age)
        return (reached <= o.year.end) & (years_after(o.DOB, age + 1) > o.year.end) & (reached <= e.DEC)

    return (left_at(17) | left_at(18)) & o.any_filled(*LEAVER)


def _answered(o):
    return o.any_filled(*LEAVER)


def _died(e):
    return e.REC == "E2"


def _last_and_open(e):
    """Is this the child's latest dated episode, the last in the file of equals, and without an end?"""
    return e.DECOM.is_not_null() & e.next.DECOM.is_null() & e.DEC.is_null()


def care_leaver(o):
    """Has the child of each row been in care for long enough, and was not adopted? (rule 1001)"""
    born_on = o.child.DOB
    return o.prepared("care leaver", None, lambda bench: _is_care_leaver(bench, born_on), o.CHILD, born_on)


def _is_care_leaver(bench, born_on):
    children = bench.frame("OC3").select("CHILD", born_on.alias("DOB"))
    episodes = _two_years(bench)
    latest = episodes.unique("CHILD", keep="last", maintain_order=True)
    adopted = latest.filter(pl.col("REC").is_in(ADOPTED))["CHILD"]
    is_latest = pl.col("CHILD").ne_missing(pl.col("CHILD").shift(-1))
    ended = pl.when(is_latest).then(pl.col("DEC").fill_null(bench.case.end)).otherwise(pl.col("DEC"))
    spells = episodes.with_columns(ended.alias("DEC")).filter(~pl.col("LS").is_in(RESPITE) | pl.col("LS").is_null())
    days = spells.join(children.unique(maintain_order=True), on="CHILD").group_by("CHILD").agg(_days(14), _days(16))
    found = children.join(days, on="CHILD", how="left", maintain_order="left")
    long_enough = (pl.col("from 14") >= DAYS_FROM_14) & (pl.col("from 16") >= DAYS_FROM_16)
    return found.select((long_enough & ~pl.col("CHILD").is_in(adopted.implode())).fill_null(False))["from 14"]


def _two_years(bench):
    """Episodes of both years with a start date, one for each start: the earliest to end, this year's of equals."""
    columns = ["CHILD", "DECOM", "DEC", "LS", "REC"]
    both = pl.concat([bench.frame("Episodes").select(columns), bench.frame("Episodes_last").select(columns)])
    dated = both.drop_nulls(["CHILD", "DECOM"]).sort("CHILD", "DECOM", "DEC", nulls_last=True, maintain_order=True)
    return dated.unique(["CHILD", "DECOM"], keep="first", maintain_order=True)


def _days(age):
    """Days in care from that birthday on, by child."""
    since = pl.max_horizontal(pl.col("DECOM"), years_after(pl.col("DOB"), age))
    days = (pl.col("DEC") - since).dt.total_days().clip(lower_bound=0)
    return pl.when(pl.col("DOB").is_not_null()).then(days).sum().alias(f"from {age}")


RULES = [v for v in globals().values() if isinstance(v, Rule)]
