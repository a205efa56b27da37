import pytest

from keepwell.returns.reading import read

HEADER = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate>"
    "</CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>201</LEA><DateTime>2026-05-01T10:00:00</DateTime>"
    "</Source></Header>"
)
WHO = "<ChildIdentifiers><LAchildID>{0}</LAchildID><Sex>M</Sex></ChildIdentifiers>"
WHAT = "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>"


def message(*children, header=HEADER):
    inside = "".join(f"<Child>{child}</Child>" for child in children)
    return f"<Message>{header}<Children>{inside}</Children></Message>"


def child(number="A1", *episodes):
    return WHO.format(number) + WHAT + "".join(f"<CINdetails>{episode}</CINdetails>" for episode in episodes)


@pytest.fixture
def census(folder):
    def make(text):
        [ret] = read(folder(c__xml=text) / "c.xml")
        return ret

    return make


def cells(ret, table, *columns):
    return ret.tables[table].raw.select(*columns).rows()


def kinds(ret):
    return [finding.kind for finding in ret.findings]


def test_cin_header_is_one_row(census):
    ret = census(message(child()))
    assert ret.tables["Header"].values.row(0, named=True)["Year"] == 2026
    assert cells(ret, "Header", "Collection", "LEA", "SoftwareCode", "_child") == [("CIN", "201", None, None)]
    assert ret.findings == []


def test_cin_numbers_count_inside_what_they_stand_in(census):
    assessment = "<Assessments><FactorsIdentifiedAtAssessment>{}</FactorsIdentifiedAtAssessment></Assessments>"
    factors = [assessment.format(f"<AssessmentFactors>{code}</AssessmentFactors>") for code in ("1A", "2B")]
    plan = "<ChildProtectionPlans><CPPstartDate>2025-05-01</CPPstartDate></ChildProtectionPlans>"
    ret = census(message(child("A1", factors[0] + factors[1], plan), child("B2", factors[0] + plan + plan)))
    assert cells(ret, "CINdetails", "_child", "LAchildID", "CINdetailsID") == [
        (1, "A1", "1"),
        (1, "A1", "2"),
        (2, "B2", "1"),
    ]
    assert cells(ret, "AssessmentFactorsList", "LAchildID", "CINdetailsID", "AssessmentID", "AssessmentFactors") == [
        ("A1", "1", "1", "1A"),
        ("A1", "1", "2", "2B"),
        ("B2", "1", "1", "1A"),
    ]
    assert cells(ret, "ChildProtectionPlans", "LAchildID", "CINdetailsID", "CPPID") == [
        ("A1", "2", "1"),
        ("B2", "1", "1"),
        ("B2", "1", "2"),
    ]


def test_cin_reviews_are_one_row_a_date_and_one_for_an_empty_element(census):
    reviews = [
        "<Reviews><CPPreviewDate>2025-06-01</CPPreviewDate><CPPreviewDate>2025-09-01</CPPreviewDate></Reviews>",
        "<Reviews/>",
        "<Reviews><CPPreviewDate>2025-12-01</CPPreviewDate></Reviews>",
    ]
    plan = f"<ChildProtectionPlans>{''.join(reviews)}</ChildProtectionPlans>"
    ret = census(message(child("A1", plan)))
    dates = [cell for (cell,) in cells(ret, "Reviews", "CPPreviewDate")]
    assert dates == ["2025-06-01", "2025-09-01", None, "2025-12-01"]


def test_cin_empty_factors_make_no_row(census):
    ret = census(message(child("A1", "<Assessments><FactorsIdentifiedAtAssessment/></Assessments>")))
    assert "AssessmentFactorsList" not in ret.tables
    assert ret.tables["Assessments"].height == 1


def test_cin_same_number_twice_stays_two_children(census):
    ret = census(message(child("A1"), child("A1")))
    assert cells(ret, "ChildIdentifiers", "_child", "LAchildID") == [(1, "A1"), (2, "A1")]


def test_cin_elements_match_with_a_namespace(census):
    text = message(child("A1", "")).replace("<Message>", '<c:Message xmlns:c="urn:x" xmlns="urn:y">')
    ret = census(text.replace("</Message>", "</c:Message>"))
    assert ret.tables["CINdetails"].height == 1
    assert ret.findings == []


def test_cin_lines_are_those_of_the_elements(census):
    ret = census(message(child("A1", "<CINreferralDate>2025-05-01</CINreferralDate>")).replace("><", ">\n<"))
    assert cells(ret, "ChildIdentifiers", "_line") == [(16,)]
    assert cells(ret, "CINdetails", "_line") == [(23,)]


def test_cin_lines_beyond_sixteen_bits(census):
    ret = census(
        message(child("A1"), child("A2", "")).replace("</Header>", "</Header>" + "\n" * 70_000).replace("><", ">\n<")
    )
    first, second = (line for (line,) in cells(ret, "ChildIdentifiers", "_line"))
    assert second - first == 9
    assert cells(ret, "CINdetails", "_line") == [(second + 7,)]


def test_cin_stray_text_is_told_with_its_line(census):
    ret = census(
        message(child("A1", "\n<CINreferralDate>2025-05-01</CINreferralDate>\n referred\n<ReferralNFA>0</ReferralNFA>"))
    )
    [finding] = ret.findings
    assert (finding.kind, finding.line, finding.child) == ("stray text", 3, "A1")
    assert [row.text for row in ret.aside] == ["referred"]
    assert cells(ret, "CINdetails", "CINreferralDate", "ReferralNFA") == [("2025-05-01", "0")]


@pytest.mark.parametrize(
    "where", ["Message", "Children", "Child", "CINdetails", "Section47", "S47ActualStartDate", "Source"]
)
def test_cin_unknown_element_is_told_and_set_aside_wherever_it_stands(census, where):
    text = message(child("A1", "<Section47><S47ActualStartDate>2025-05-01</S47ActualStartDate></Section47>"))
    ret = census(text.replace(f"</{where}>", f"<Pet>Rex</Pet></{where}>", 1))
    assert kinds(ret) == ["unknown element"]
    assert [row.text for row in ret.aside] == ["<Pet>Rex</Pet>"]
    assert cells(ret, "Section47", "S47ActualStartDate") == [("2025-05-01",)]


def test_cin_element_in_the_wrong_place_is_told(census):
    ret = census(message(child("A1", "<Ethnicity>WBRI</Ethnicity>")))
    assert kinds(ret) == ["unknown element"]
    assert "Ethnicity" in ret.findings[0].text


def test_cin_text_between_children_is_told(census):
    ret = census(message(child("A1"), child("A2")).replace("</Child><Child>", "</Child>and<Child>"))
    assert kinds(ret) == ["stray text"]
    assert ret.tables["ChildIdentifiers"].height == 2


def test_cin_field_given_twice_keeps_the_first(census):
    ret = census(message(child("A1").replace("<Sex>M</Sex>", "<Sex>M</Sex><Sex>F</Sex>")))
    assert cells(ret, "ChildIdentifiers", "Sex") == [("M",)]
    assert [row.text for row in ret.aside] == ["<Sex>F</Sex>"]


def test_cin_part_given_twice_keeps_the_first(census):
    ret = census(message(child("A1") + WHAT))
    assert ret.tables["ChildCharacteristics"].height == 1
    assert len(ret.aside) == 1


def test_cin_missing_parts_are_told_and_the_rest_read(census):
    ret = census(message("<CINdetails><ReferralNFA>0</ReferralNFA></CINdetails>", header=""))
    assert kinds(ret) == ["missing element"] * 3
    assert cells(ret, "CINdetails", "LAchildID", "_child", "ReferralNFA") == [(None, 1, "0")]


def test_cin_values_are_exact_and_trimmed_only_as_values(census):
    ret = census(message(child(" A1\n").replace("M</Sex>", "m</Sex>")))
    assert cells(ret, "ChildCharacteristics", "LAchildID") == [(" A1\n",)]
    assert ret.tables["ChildIdentifiers"].values["LAchildID"].to_list() == ["A1"]
    assert [(f.kind, f.column) for f in ret.findings if f.column == "Sex"] == [("unknown code", "Sex")]


def test_cin_attributes_are_counted_once(census):
    ret = census(
        message(child("A1").replace("<Sex>", '<Sex a="1" b="2">'), child("A2").replace("<Sex>", '<Sex a="1">'))
    )
    assert [f.text for f in ret.findings] == ["2 Sex elements have attributes, which were left out."]


def test_cin_file_cut_short_keeps_complete_children(census):
    text = message(*(child(f"A{n}", "<ReferralNFA>0</ReferralNFA>") for n in range(500))).replace("><", ">\n<")
    ret = census(text[: text.index("<LAchildID>A400") + 20])
    assert ret.tables["CINdetails"].height == 400
    [finding] = ret.findings
    assert finding.kind == "broken file"
    assert f"line {finding.line}" in finding.text
    assert "400 Child elements" in finding.text
    assert [row.text.startswith("<Child>") for row in ret.aside] == [True]


def test_cin_bad_character_part_way_keeps_what_came_before(census):
    ret = census(message(child("A1"), child("A2").replace("WBRI", "W&B"), child("A3")))
    assert cells(ret, "ChildIdentifiers", "LAchildID") == [("A1",)]
    assert kinds(ret) == ["broken file"]


def test_cin_entity_that_nobody_declared_is_not_well_formed(census):
    ret = census(message(child("A1"), child("&name;")))
    assert kinds(ret) == ["broken file"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_cin_encodings_give_the_same_cells(folder, encoding):
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + message(child("Zoë"))
    [ret] = read(folder(c__xml=text.encode(encoding)))
    assert cells(ret, "ChildIdentifiers", "LAchildID") == [("Zoë",)]
    assert ret.findings == []
    assert ret.files[0].encoding == encoding.removesuffix("-sig")


def test_cin_windows_letters_in_a_file_that_says_utf_8_are_mended_and_told(folder):
    data = message(*(child(f"Zo{n}ë€") for n in range(2000))).encode("utf-8")
    [ret] = read(folder(c__xml=data.replace("Zo7ë€".encode(), "Zo7ë€".encode("cp1252"))))
    assert cells(ret, "ChildIdentifiers", "LAchildID") == [(f"Zo{n}ë€",) for n in range(2000)]
    [finding] = ret.findings
    assert "2 letters" in finding.text


def test_cin_rows_cross_portions_in_order(census, monkeypatch):
    monkeypatch.setattr("keepwell.returns.xml_files._PORTION", 2)
    ret = census(message(*(child(f"A{n}") for n in range(5))))
    assert cells(ret, "ChildIdentifiers", "LAchildID") == [(f"A{n}",) for n in range(5)]


def test_cin_child_inside_a_child_is_not_read_as_another(census):
    ret = census(message(child("A1") + "<Child>" + child("B2") + "</Child>"))
    assert cells(ret, "ChildIdentifiers", "LAchildID") == [("A1",)]
    assert "unknown element" in kinds(ret)
    assert "B2" in ret.aside[0].text


def test_cin_without_children(census):
    ret = census(f"<Message>{HEADER}<Children/></Message>")
    assert list(ret.tables) == ["Header"]
    assert ret.findings == []
