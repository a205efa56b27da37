import pytest

REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"
ROW = "A1,05/12/2010,01/06/2025,PN1\n"


def told(ret, kind):
    return [(finding.line, finding.column, finding.text) for finding in ret.findings if finding.kind == kind]


def test_header_in_any_case_and_order_with_spaces(read_one):
    ret = read_one(x__csv=" review ,Review_Code,dob,child\n01/06/2025,PN1,05/12/2010,A1\n")
    assert ret.tables["Reviews"].raw.row(0) == ("A1", "05/12/2010", "01/06/2025", "PN1", "x.csv", 2)
    assert ret.findings == []


def test_cells_keep_every_space_and_case(read_one):
    ret = read_one(x__csv=REVIEWS + ' a1 ,,"01/06/2025\r\n",pn1\n')
    assert ret.tables["Reviews"].raw.row(0)[:4] == (" a1 ", None, "01/06/2025\r\n", "pn1")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_encodings_give_the_same_cells(read_one, encoding, name):
    ret = read_one(x__csv=(REVIEWS + ROW.replace("A1", "Zoë")).encode(encoding))
    assert ret.tables["Reviews"].values["CHILD"].to_list() == ["ZOË"]
    assert ret.files[0].encoding == name
    assert bool(told(ret, "note")[:-1]) == (encoding == "cp1252")


def test_encoding_big_endian_mark(read_one):
    ret = read_one(x__csv=b"\xfe\xff" + (REVIEWS + ROW).encode("utf-16-be"))
    assert ret.tables["Reviews"].height == 1


def test_encoding_bytes_that_windows_leaves_undefined_are_kept(read_one):
    ret = read_one(x__csv=(REVIEWS + ROW).encode().replace(b"A1", b"A\x81\xe9"))
    assert ret.tables["Reviews"].raw["CHILD"].to_list() == ["A\x81é"]


@pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_separators_are_told(read_one, separator, word):
    ret = read_one(x__csv=(REVIEWS + ROW).replace(",", separator))
    assert ret.tables["Reviews"].raw.row(0)[:4] == tuple(ROW.strip().split(","))
    assert word in told(ret, "note")[0][2]


def test_separator_hint_of_spreadsheets_is_no_row(read_one):
    ret = read_one(x__csv="sep=;\n" + (REVIEWS + ROW).replace(",", ";"))
    assert ret.tables["Reviews"].raw["_line"].to_list() == [3]


def test_unknown_columns_are_told_and_kept(read_one):
    ret = read_one(x__csv="CHILD,DOB,TEAM,REVIEW,REVIEW_CODE\nA1,,North,01/06/2025,PN1\nA2,,,01/06/2025,PN1\n")
    assert ret.tables["Reviews"].extra.rows() == [("North", "x.csv", 2), (None, "x.csv", 3)]
    assert told(ret, "unknown column") == [
        (1, "TEAM", "Reviews has no column TEAM; what it holds is kept beside the table.")
    ]


def test_column_given_twice_is_read_once_and_kept(read_one):
    ret = read_one(x__csv="CHILD,DOB,REVIEW,REVIEW_CODE,child\nA1,,01/06/2025,PN1,B2\n")
    assert ret.tables["Reviews"].raw["CHILD"].to_list() == ["A1"]
    assert ret.tables["Reviews"].extra["child"].to_list() == ["B2"]


def test_columns_without_name_matter_only_when_filled(read_one):
    empty = read_one(x__csv="CHILD,DOB,REVIEW,REVIEW_CODE,\nA1,,01/06/2025,PN1,\n")
    assert empty.findings == []
    filled = read_one(x__csv="CHILD,DOB,REVIEW,REVIEW_CODE,\nA1,,01/06/2025,PN1,x\n")
    assert filled.tables["Reviews"].extra["column 5"].to_list() == ["x"]
    assert [column for _, column, _ in told(filled, "unknown column")] == ["column 5"]


def test_column_named_like_ours_does_not_hide_it(read_one):
    ret = read_one(x__csv="CHILD,DOB,REVIEW,REVIEW_CODE,_line\nA1,,01/06/2025,PN1,x\n")
    assert ret.tables["Reviews"].extra.row(0, named=True) == {"_line (2)": "x", "_file": "x.csv", "_line": 2}


def test_derived_column_is_kept_without_finding(read_one):
    ret = read_one(x__csv="CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,uasc\nA1,M,,WBRI,UN1,,,1\n")
    assert ret.tables["Header"].extra["UASC"].to_list() == ["1"]
    assert ret.findings == []


def test_missing_columns_are_empty_and_told_once(read_one):
    ret = read_one(x__csv="CHILD,REVIEW\nA1,01/06/2025\nA2,02/06/2025\n")
    assert ret.tables["Reviews"].raw["DOB"].to_list() == [None, None]
    assert told(ret, "note") == [(1, None, "x.csv has no columns DOB, REVIEW_CODE; they count as empty.")]


def test_short_row_has_empty_cells(read_one):
    ret = read_one(x__csv=REVIEWS + "A1,05/12/2010\n" + ROW)
    assert ret.tables["Reviews"].raw.rows()[0][:4] == ("A1", "05/12/2010", None, None)
    assert [line for line, _, _ in told(ret, "unreadable row")] == [2]


def test_long_row_keeps_row_and_sets_surplus_aside(read_one):
    ret = read_one(x__csv=REVIEWS + ROW.strip() + ',"x,y",z\n' + ROW.strip() + ",,\n")
    assert ret.tables["Reviews"].height == 2
    assert [(row.line, row.table, row.text) for row in ret.aside] == [(2, "Reviews", '"x,y",z')]
    assert [line for line, _, _ in told(ret, "unreadable row")] == [2]


def test_rows_without_text_are_passed_over_and_counted(read_one):
    ret = read_one(x__csv=REVIEWS + ",,,\n" + ROW + " ,,,\n\n")
    assert ret.tables["Reviews"].raw["_line"].to_list() == [3]
    assert told(ret, "note") == [(None, None, "2 rows of x.csv without any text were passed over.")]


def test_forgotten_quote_mark_is_told_and_rows_kept(read_one):
    ret = read_one(x__csv=REVIEWS + 'A1,"05/12/2010,01/06/2025,PN1\n' + ROW + 'A3,,01/06/2025,"PN1"\n')
    assert ret.tables["Reviews"].raw["CHILD"].to_list() == ["A1", "A1", "A3"]
    assert [line for line, _, _ in told(ret, "unreadable row")] == [2]


def test_header_without_rows_is_an_empty_table(read_one):
    ret = read_one(x__csv=REVIEWS)
    assert ret.tables["Reviews"].height == 0
    assert ret.tables["Reviews"].values.columns == ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"]


def test_many_rows_cross_portions_in_order(read_one, monkeypatch):
    monkeypatch.setattr("keepwell.returns.csv_files._PORTION", 3)
    ret = read_one(x__csv=REVIEWS + "".join(f"A{n},,01/06/2025,PN1\n" for n in range(10)))
    assert ret.tables["Reviews"].raw["CHILD"].to_list() == [f"A{n}" for n in range(10)]
    assert ret.tables["Reviews"].raw["_line"].to_list() == list(range(2, 12))


def test_people_files_keep_notes_of_several_lines(read_one):
    rows = 'P1,visit,2025-06-01,T,"first\nsecond, third, fourth, fifth, sixth"\nP2,visit,1/6/2025,T,x\n'
    ret = read_one(notes__csv="child_id,kind,on,title,text\n" + rows)
    assert ret.collection == "people"
    assert ret.tables["Notes"].raw["text"].to_list() == ["first\nsecond, third, fourth, fifth, sixth", "x"]
    assert ret.tables["Notes"].raw["_line"].to_list() == [2, 4]
