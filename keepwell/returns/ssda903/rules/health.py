"""Health, convictions and the strengths and difficulties score (SDQ) of children looked after for twelve months."""

from keepwell.returns.checking import Rule, each_rule, fields_of, rule
from keepwell.returns.checking.words import years_after
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import looked_after_all_year

OC2, Episodes = fields_of(TABLES["OC2"]), fields_of(TABLES["Episodes"])

HEALTH = ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")  # asked of every child
HELP = ("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")
FLAGS = ("CONVICTED", "HEALTH_CHECK", *HEALTH, *HELP)
SDQ = ("SDQ_SCORE", "SDQ_REASON")


def _marks(*columns):
    return [getattr(OC2, column) for column in columns]


# The score and the reason for having none


@rule("180", OC2.SDQ_SCORE)
def score_out_of_range(o):
    """The SDQ score is not a whole number from 0 to 40. Check the score."""
    return o.unreadable.SDQ_SCORE | ~o.SDQ_SCORE.is_between(0, 40)


@rule("196", OC2.SDQ_REASON)
def reason_not_listed(o):
    """The reason for not giving an SDQ score is not a code from SDQ1 to SDQ5. Check the code."""
    return o.unknown.SDQ_REASON


@rule("197a", *_marks(*SDQ))
def score_and_reason(o):
    """There is an SDQ score and also a reason for having none. Keep the one that is right."""
    return o.any_filled("SDQ_SCORE") & o.any_filled("SDQ_REASON")


@rule("157", OC2.SDQ_REASON, OC2.DOB)
def wrong_age_reason(o):
    """The reason for having no SDQ score is the child's age, but a child of this age should have one.

    Give the score or another reason, and check the date of birth.
    """
    of_age = (years_after(o.DOB, 4) <= o.year.start) & (years_after(o.DOB, 16) >= o.year.end)
    return looked_after_all_year(o) & of_age & ~o.any_filled("SDQ_SCORE") & (o.SDQ_REASON == "SDQ1")


@rule("186", OC2.SDQ_SCORE)
def no_score_from_4_to_16(o):
    """The child, aged 4 to 16 and looked after all year, has neither an SDQ score nor a reason. Give one of the two."""
    of_age = (years_after(o.DOB, 4) <= o.year.start) & (years_after(o.DOB, 17) > o.year.end)
    return looked_after_all_year(o) & of_age & ~o.any_filled(*SDQ)


@rule("197B", OC2.SDQ_REASON, OC2.DOB)
def no_score_when_turning_4_or_17(o):
    """This child, looked after all year, turned 4 or 17 in the year and has neither an SDQ score nor a reason.

    Give the score, or say why there is none.
    """
    turned = o.year.holds(years_after(o.DOB, 4)) | o.year.holds(years_after(o.DOB, 17))
    return looked_after_all_year(o) & turned & ~o.any_filled(*SDQ)


@rule("188", *_marks(*SDQ))
def score_under_4(o):
    """The child was under 4 at the end of the year, so no SDQ score or reason is asked for. Remove it."""
    return (years_after(o.DOB, 4) > o.year.end) & o.any_filled(*SDQ)


@rule("189", *_marks("DOB", *SDQ))
def score_over_17(o):
    """The child was over 17 when the year began, so no SDQ score or reason is asked for.

    Remove it, or mend the date of birth.
    """
    return (years_after(o.DOB, 17) < o.year.start) & o.any_filled(*SDQ)


@rule("185", OC2.SDQ_SCORE)
def score_not_all_year(o):
    """There is an SDQ score for a child who was not looked after all year. Check the score and the episodes."""
    return o.any_filled("SDQ_SCORE") & ~looked_after_all_year(o)


@rule("198", OC2.SDQ_REASON)
def reason_not_all_year(o):
    """There is a reason for having no SDQ score for a child who was not looked after all year.

    Check the reason and the episodes.
    """
    return o.any_filled("SDQ_REASON") & ~looked_after_all_year(o)


# Health and convictions


@rule("181", *_marks(*FLAGS))
def not_yes_or_no(o):
    """One of the answers about health, convictions or substance misuse is neither yes (1) nor no (0)."""
    wrong = o.unreadable.CONVICTED
    for column in FLAGS[1:]:
        wrong = wrong | getattr(o.unreadable, column)
    return wrong


@rule("182", *_marks(*HEALTH, "CONVICTED", "HEALTH_CHECK", *HELP))
def health_answers_incomplete(o):
    """Some answers are given, but not all of immunisations, teeth, health assessment and substance misuse.

    Fill in the missing ones.
    """
    return o.any_empty(*HEALTH) & o.any_filled("CONVICTED", "HEALTH_CHECK", *HELP)


@rule("190", *_marks(*FLAGS))
def answers_not_all_year(o):
    """There are answers about health or convictions for a child who was not looked after for the whole year.

    Remove the answers, or check the episodes.
    """
    return ~looked_after_all_year(o) & o.any_filled(*FLAGS)


@each_rule("191", *_marks(*HEALTH, "CHILD"), Episodes.CHILD)
def answers_missing(row):
    """The child was looked after for the whole year, but answers about their health are missing.

    Give immunisations, teeth, health assessment and substance misuse, or check the episodes.
    """
    if row.table == "OC2":
        return looked_after_all_year(row) & row.any_empty(*HEALTH)
    return looked_after_all_year(row) & row.first() & ~row.any("OC2")


@rule("542", OC2.CONVICTED)
def conviction_under_10(o):
    """The child was under 10 at the end of the year, so the question about convictions should be left empty."""
    return (years_after(o.DOB, 10) > o.year.end) & o.any_filled("CONVICTED")


@rule("543", OC2.DOB, OC2.CONVICTED)
def conviction_missing(o):
    """The child was 10 or over at the end of the year and looked after all year: say whether they were convicted."""
    return looked_after_all_year(o) & (years_after(o.DOB, 10) <= o.year.end) & ~o.any_filled("CONVICTED")


@rule("544", *_marks("CONVICTED", *HEALTH))
def convicted_without_health(o):
    """The child is said to have been convicted, but not every answer about their health is given. Fill in the rest."""
    return o.CONVICTED & o.any_empty(*HEALTH)


@rule("545", OC2.DOB, OC2.HEALTH_CHECK)
def development_check_missing(o):
    """The child was under 5 at the end of the year and looked after all year.

    Say whether development checks are up to date.
    """
    return looked_after_all_year(o) & (years_after(o.DOB, 5) > o.year.end) & ~o.any_filled("HEALTH_CHECK")


@rule("546", OC2.DOB, OC2.HEALTH_CHECK)
def development_check_from_5(o):
    """The child was 5 or over at the end of the year, so the answer about development checks should be left empty."""
    return looked_after_all_year(o) & (years_after(o.DOB, 5) <= o.year.end) & o.any_filled("HEALTH_CHECK")


@rule("547", *_marks("HEALTH_CHECK", *HEALTH))
def development_check_without_health(o):
    """Development checks are said to be up to date, but not every other answer about health is given.

    Fill in the rest.
    """
    return o.HEALTH_CHECK & o.any_empty(*HEALTH)


# Substance misuse


@rule("158", *_marks(*HELP))
def received_and_offered(o):
    """The child received help for substance misuse, so whether it was offered should be left empty."""
    return o.INTERVENTION_RECEIVED & o.any_filled("INTERVENTION_OFFERED")


@rule("159", *_marks("SUBSTANCE_MISUSE", *HELP))
def offer_not_told(o):
    """The child has a substance misuse problem and received no help. Say whether help was offered."""
    return o.SUBSTANCE_MISUSE & ~o.INTERVENTION_RECEIVED & ~o.any_filled("INTERVENTION_OFFERED")


@rule("192", OC2.SUBSTANCE_MISUSE, OC2.INTERVENTION_RECEIVED)
def help_not_told(o):
    """The child has a substance misuse problem. Say whether they received help for it."""
    return o.SUBSTANCE_MISUSE & ~o.any_filled("INTERVENTION_RECEIVED")


@rule("193", *_marks("SUBSTANCE_MISUSE", *HELP))
def help_without_problem(o):
    """Help for substance misuse is filled in, but no such problem is recorded. Check the three answers."""
    no_problem = ~o.SUBSTANCE_MISUSE | ~o.any_filled("SUBSTANCE_MISUSE")
    return no_problem & o.any_filled(*HELP)


RULES = [v for v in globals().values() if isinstance(v, Rule)]
