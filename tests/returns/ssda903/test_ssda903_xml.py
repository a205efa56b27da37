import pytest

from keepwell.returns.reading import read


@pytest.fixture
def ssda903(folder):
    def make(*children):
        inside = "".join(f"<CHILD>{child}</CHILD>" for child in children)
        [ret] = read(folder(x__xml=f"<ANY>{inside}</ANY>") / "x.xml")
        return ret

    return make


def header(inside="", number="A1"):
    return f"<HEADER><CHILDID>{number}</CHILDID><SEX>M</SEX><DOB>05/12/2010</DOB>{inside}</HEADER>"


def row(ret, table):
    [found] = ret.tables[table].raw.select(ret.tables[table].table.names).rows()
    return found


def test_ssda903_header_and_episodes(ssda903):
    episode = "<EPISODE><DECOM>01/05/2025</DECOM><PL>U1</PL><CIN>N1</CIN></EPISODE>"
    ret = ssda903(header("<UPN>UN1</UPN>") + episode + episode)
    assert row(ret, "Header") == ("A1", "M", "05/12/2010", None, "UN1", None, None)
    assert (
        ret.tables["Episodes"].raw.select("CHILD", "DECOM", "PLACE", "CIN").rows()
        == [("A1", "01/05/2025", "U1", "N1")] * 2
    )
    assert ret.findings == []


@pytest.mark.parametrize(
    ("element", "inside", "table", "cells"),
    [
        ("AREVIEW", "<REVIEW>01/06/2025</REVIEW>", "Reviews", ("01/06/2025", None)),
        ("OC2", "<SDQ_SCORE>9</SDQ_SCORE>", "OC2", ("9", *[None] * 9)),
        ("AD_PLACED", "<DATE_PLACED>01/06/2025</DATE_PLACED>", "PlacedAdoption", ("01/06/2025", None, None)),
        ("PERMANENCE", "<PREV_PERM>Z1</PREV_PERM>", "PrevPerm", ("Z1", None, None)),
        ("AMISSING", "<MISSING>M</MISSING>", "Missing", ("M", None, None)),
        ("SWEPISODE", "<SW_ID>SW12</SW_ID>", "SWEpisodes", ("SW12", None, None, None)),
        ("DOLO", "<DOLO_END>01/06/2025</DOLO_END>", "DoLo", (None, "01/06/2025")),
    ],
)
def test_ssda903_repeated_elements_take_the_birth_date_of_the_header(ssda903, element, inside, table, cells):
    ret = ssda903(header(f"<{element}>{inside}</{element}>"))
    assert row(ret, table) == ("A1", "05/12/2010", *cells)


@pytest.mark.parametrize(("own", "read_as"), [("<DOB>06/12/2010</DOB>", "06/12/2010"), ("<DOB/>", None)])
def test_ssda903_own_birth_date_comes_first(ssda903, own, read_as):
    assert row(ssda903(header(f"<OC2>{own}</OC2>")), "OC2")[1] == read_as


@pytest.mark.parametrize(
    ("inside", "table", "cells"),
    [
        ("<UASC>1</UASC>", "UASC", ("A1", "M", "05/12/2010", None)),
        ("<UASC>0</UASC><DUC>01/06/2025</DUC>", "UASC", ("A1", "M", "05/12/2010", "01/06/2025")),
        ("<IN_TOUCH>YES</IN_TOUCH>", "OC3", ("A1", "05/12/2010", "YES", None, None)),
        ("<ACTIV>F1</ACTIV>", "OC3", ("A1", "05/12/2010", None, "F1", None)),
        ("<DATE_INT>x</DATE_INT>", "AD1", ("A1", "05/12/2010", "x", None, None, None, None, None)),
    ],
)
def test_ssda903_items_of_the_header_make_rows_of_their_own(ssda903, inside, table, cells):
    ret = ssda903(header(inside))
    assert row(ret, table) == cells
    assert len(ret.tables) == 2


def test_ssda903_items_that_say_no_make_no_row_and_are_told(ssda903):
    ret = ssda903(header("<UASC>0</UASC><FOSTER_CARE>0</FOSTER_CARE>"), header("<FOSTER_CARE>0</FOSTER_CARE>"))
    assert list(ret.tables) == ["Header"]
    assert ret.tables["Header"].extra["UASC"].to_list() == ["0", None]
    assert [finding.text for finding in ret.findings] == [
        "AD1 items that say only 0 or false were left out for 2 children; no row was made of them."
    ]


def test_ssda903_header_with_a_number_alone_is_a_row_only_when_there_is_no_other(ssda903):
    alone = "<HEADER><CHILDID>A1</CHILDID></HEADER>"
    assert row(ssda903(alone), "Header")[0] == "A1"
    assert list(ssda903(alone + "<EPISODE><RNE>S</RNE></EPISODE>").tables) == ["Episodes"]
    assert list(ssda903("<HEADER><CHILDID>A1</CHILDID><IN_TOUCH>YES</IN_TOUCH></HEADER>").tables) == ["OC3"]


def test_ssda903_unknown_elements_are_told_and_set_aside(ssda903):
    ret = ssda903(header("<PET>Rex</PET>") + "<HOUSE/><EPISODE><DOG>1</DOG></EPISODE>")
    assert [finding.kind for finding in ret.findings] == ["unknown element"] * 3
    assert sorted(row.text for row in ret.aside) == ["<DOG>1</DOG>", "<HOUSE/>", "<PET>Rex</PET>"]
    assert {finding.child for finding in ret.findings} == {"A1"}


def test_ssda903_item_given_twice_keeps_the_first(ssda903):
    ret = ssda903(header("<SEX>F</SEX>"))
    assert row(ret, "Header")[1] == "M"
    assert [row.text for row in ret.aside] == ["<SEX>F</SEX>"]


def test_ssda903_child_without_number(ssda903):
    ret = ssda903("<HEADER><SEX>M</SEX></HEADER><EPISODE><RNE>S</RNE></EPISODE>")
    assert row(ret, "Header")[0] is None
    assert row(ret, "Episodes")[0] is None


def test_ssda903_derived_items_are_kept_beside_the_row(ssda903):
    ret = ssda903(header() + "<EPISODE><PL_LA>E06000001</PL_LA></EPISODE>")
    assert ret.tables["Episodes"].extra["PL_LA"].to_list() == ["E06000001"]
    assert ret.findings == []
