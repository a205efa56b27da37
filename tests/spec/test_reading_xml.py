"""Reading XML files: which element is a row of which table, and what happens to what does not belong."""

import pytest

from keepwell.returns.reading import ReadingError, read


@pytest.fixture
def given(tmp_path):
    def write(text):
        (tmp_path / "file.xml").write_text(text)
        return read(tmp_path / "file.xml")[0]

    return write


CHILD = """
<Message><Children><Child>
  <ChildIdentifiers><LAchildID>101</LAchildID></ChildIdentifiers>
  <ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
  <CINdetails>{}</CINdetails>
</Child></Children></Message>
"""


def test_an_episode_of_need_and_what_is_inside_it_share_the_number_of_the_episode(given):
    ret = given(CHILD.format("<Section47/></CINdetails><CINdetails><Section47/><Section47/>"))
    assert ret.tables["CINdetails"].values.select("LAchildID", "CINdetailsID").rows() == [("101", 1), ("101", 2)]
    assert ret.tables["Section47"].values["CINdetailsID"].to_list() == [1, 2, 2]


def test_a_review_element_with_several_dates_is_several_reviews(given):
    reviews = "<Reviews><CPPreviewDate>2025-06-01</CPPreviewDate><CPPreviewDate>2025-09-01</CPPreviewDate></Reviews>"
    ret = given(CHILD.format(f"<ChildProtectionPlans>{reviews}</ChildProtectionPlans>"))
    assert ret.tables["Reviews"].raw["CPPreviewDate"].to_list() == ["2025-06-01", "2025-09-01"]


def test_a_review_element_without_a_date_is_one_review_without_a_date(given):
    ret = given(CHILD.format("<ChildProtectionPlans><Reviews/></ChildProtectionPlans>"))
    assert ret.tables["Reviews"].raw["CPPreviewDate"].to_list() == [None]


def test_what_does_not_belong_is_told_and_set_aside_and_the_child_is_read(given):
    ret = given(CHILD.format("<Pet>Rex</Pet>see file<ReferralNFA>0</ReferralNFA>"))
    assert {finding.kind for finding in ret.findings if finding.child} == {"unknown element", "stray text"}
    assert sorted(row.text for row in ret.aside) == ["<Pet>Rex</Pet>", "see file"]
    assert ret.tables["CINdetails"].values["ReferralNFA"].to_list() == [False]


def test_a_file_that_breaks_off_keeps_the_children_before(given):
    ret = given(CHILD.format("").replace("</Children></Message>", "<Child><ChildIdentifiers>"))
    assert ret.tables["ChildIdentifiers"].height == 1
    assert "broken file" in [finding.kind for finding in ret.findings]


def test_a_document_type_is_refused(given):
    with pytest.raises(ReadingError, match="document type"):
        given('<!DOCTYPE m [<!ENTITY a "aaaa">]><Message>&a;</Message>')


def test_tables_of_the_looked_after_return_take_what_they_share_from_the_header(given):
    ret = given(
        """
        <ANY><CHILD>
          <HEADER>
            <CHILDID>101</CHILDID><DOB>05/12/2010</DOB><IN_TOUCH>YES</IN_TOUCH>
            <AREVIEW><REVIEW>01/06/2025</REVIEW></AREVIEW>
          </HEADER>
          <EPISODE><DECOM>01/05/2025</DECOM><PL>U1</PL></EPISODE>
        </CHILD></ANY>
        """
    )
    assert ret.tables["Reviews"].raw.row(0)[:3] == ("101", "05/12/2010", "01/06/2025")
    assert ret.tables["OC3"].raw.row(0)[:3] == ("101", "05/12/2010", "YES")
    assert ret.tables["Episodes"].values.select("CHILD", "PLACE").rows() == [("101", "U1")]
