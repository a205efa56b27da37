"""Rules that report rows of several tables, and tables whose words need each other."""

from keepwell.returns.checking import Outcome, check, each_rule, fields_of, rule
from keepwell.returns.ssda903.tables import TABLES

from .tables import assert_reports, case

Header, Episodes, OC3 = (fields_of(TABLES[n]) for n in ("Header", "Episodes", "OC3"))


def open_ended(e):
    return e.DEC.is_null()


@rule("a", Header.SEX, also={"Episodes": open_ended, "OC3": None}, optional=("OC3",))
def unsaid(h):
    """The sex of a child with an episode is not said."""
    return h.SEX.is_null() & h.any("Episodes")


def test_rows_of_the_same_child_are_reported_beside_the_failing_row():
    tables = {"Header": """
        | CHILD | SEX | ! |
        | 1     |     | ! |
        | 2     | F   |   |
        | 3     |     |   |
        |       |     |   |
    """, "Episodes": """
        | CHILD | DEC        | ! |
        | 1     | 01/05/2026 |   |
        | 1     |            | ! |
        | 2     |            |   |
        |       |            |   |
    """}  # fmt: skip
    assert_reports(unsaid, TABLES, **tables)
    assert_reports(unsaid, TABLES, **tables, OC3="| CHILD | ! |\n| 1 | ! |\n| 2 | |\n| 1 | ! |")


@each_rule("b", Episodes.CHILD, OC3.CHILD, optional=("OC3",))
def unlisted(row):
    """The child is not in the list."""
    return ~row.any("Header") & (row.table == "OC3" or row.DEC.is_null())


def test_a_rule_is_asked_alike_of_each_table_that_is_there():
    tables = {
        "Header": "| CHILD |\n| 1 |",
        "Episodes": "| CHILD | DEC | ! |\n| 1 | | |\n| 2 | | ! |\n| 2 | 01/05/2026 | |",
    }
    assert_reports(unlisted, TABLES, **tables)
    assert_reports(unlisted, TABLES, **tables, OC3="| CHILD | ! |\n| 1 | |\n| 2 | ! |")


@rule("c", Header.CHILD)
def episode_of_a_girl_in_the_list(h):
    """An episode is of a child whom the list calls a girl."""
    return h.any("Episodes", lambda e: e.any("Header", lambda h: (h.SEX == "F") & h.any("Episodes", open_ended)))


@rule("d", Episodes.CHILD)
def girl_of_an_episode(e):
    """A row of the list is of a child with an open episode."""
    return e.any("Header", lambda h: h.any("Episodes", lambda e: e.child.SEX == "F"))


def test_words_of_two_tables_may_need_each_other():
    tables = {"Header": "| CHILD | SEX |\n| 1 | F |\n| 2 | M |", "Episodes": "| CHILD |\n| 1 |\n| 2 |"}
    report = check(case(TABLES, **tables), [episode_of_a_girl_in_the_list, girl_of_an_episode], TABLES)
    assert report.failing.rows() == [("c", "Header", 0), ("d", "Episodes", 0)]


def same_name(e):
    return e.DEC.is_null()


def test_two_conditions_of_one_name_in_two_modules_are_two():
    other = eval("lambda e: e.DEC.is_not_null()")
    other.__qualname__, other.__module__ = "same_name", "another.module"

    @rule("e", Header.CHILD)
    def differs(h):
        """There is an open episode and no other."""
        return h.any("Episodes", same_name) & ~h.any("Episodes", other)

    assert_reports(differs, TABLES, Header="| CHILD | ! |\n| 1 | ! |", Episodes="| CHILD |\n| 1 |")


def test_a_rule_may_find_that_it_lacks_an_input():
    @rule("f", Header.CHILD)
    def lacking(h):
        """This rule needs a register."""
        h.lack("provider register")
        return h.SEX.is_null()

    report = check(case(TABLES, Header="| CHILD |\n| 1 |"), [lacking], TABLES)
    assert report.outcomes["f"] == Outcome("not run", "no provider register was given")
