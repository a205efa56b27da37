import hashlib
import zipfile

import pytest

from keepwell.returns.reading import ReadingError, read

REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,05/12/2010,01/06/2025,PN1\n"
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\nA1,05/12/2010,M,01/06/2025,02/06/2025\n"
NAMES = "person_id,kind,given,family,starts_on,ends_on\nA1,legal,Ada,Example,,\n"
CIN = (
    "<Message><Header><CollectionDetails><Year>2026</Year></CollectionDetails></Header><Children><Child>"
    "<ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers></Child></Children></Message>"
)
SSDA903 = "<DATA><CHILD><HEADER><CHILDID>A1</CHILDID><SEX>M</SEX></HEADER></CHILD></DATA>"


def zipped(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", ".").replace("_in_", "/"), content)
    return path


def test_read_folder_gives_one_return_for_each_collection_and_xml_file(folder):
    home = folder(a__csv=REVIEWS, b__csv=MISSING, n__csv=NAMES, c__xml=CIN, d__xml=SSDA903)
    returns = read(home)
    assert [(ret.collection, ret.format, list(ret.tables)) for ret in returns] == [
        ("ssda903", "csv", ["Reviews", "Missing"]),
        ("people", "csv", ["Names"]),
        ("cin", "xml", ["Header", "ChildIdentifiers"]),
        ("ssda903", "xml", ["Header"]),
    ]
    assert [ret.source for ret in returns] == [str(home), str(home), f"{home}/c.xml", f"{home}/d.xml"]


def test_read_one_file(folder):
    home = folder(a__csv=REVIEWS, c__xml=CIN)
    assert read(home / "a.csv")[0].collection == "ssda903"
    assert read(str(home / "c.xml"))[0].source == str(home / "c.xml")


def test_read_tables_in_declared_order_whatever_the_files_are_called(read_one):
    assert list(read_one(a__csv=MISSING, b__csv=REVIEWS).tables) == ["Reviews", "Missing"]


def test_read_names_files_with_digest_and_size(read_one):
    [file] = read_one(a__txt=REVIEWS).files
    data = REVIEWS.encode()
    assert (file.name, file.table, file.bytes, file.sha256) == (
        "a.txt", "Reviews", len(data), hashlib.sha256(data).hexdigest(),
    )  # fmt: skip


def test_digest_does_not_depend_on_names_or_order(read_one, tmp_path):
    first = read_one(a__csv=REVIEWS, b__csv=MISSING).digest()
    (tmp_path / "return/b.csv").rename(tmp_path / "return/0.csv")
    assert read(tmp_path / "return")[0].digest() == first
    assert read_one(a__csv=REVIEWS + "\n").digest() != first


def test_read_two_files_for_one_table_keeps_first_and_sets_second_aside(read_one):
    ret = read_one(a__csv=REVIEWS, b__csv=REVIEWS.replace("A1", "B2"))
    assert ret.tables["Reviews"].raw["CHILD"].to_list() == ["A1"]
    [finding] = ret.findings
    assert finding.kind == "duplicate table"
    assert "a.csv" in finding.text
    assert "b.csv" in finding.text
    assert [(row.file, row.line, row.text) for row in ret.aside] == [("b.csv", 2, "B2,05/12/2010,01/06/2025,PN1")]


def test_read_unknown_file_names_it_and_the_nearest_table(read_one):
    ret = read_one(a__csv=REVIEWS, odd__csv="REVIEW,REVIEW_CODE\n01/06/2025,PN1\n")
    [finding] = ret.findings
    assert (finding.kind, finding.file) == ("unknown file", "odd.csv")
    assert "Reviews" in finding.text
    assert "CHILD" in finding.text


@pytest.mark.parametrize(
    ("data", "seems"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"PK\x03\x04 xl/workbook.xml", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0 old", "Office"),
        (b"abc\0def", "not text"),
        (b" \r\n ", "empty"),
        (b"", "empty"),
    ],
)
def test_read_what_is_no_table_says_what_it_is(folder, data, seems):
    home = folder(a__csv=REVIEWS, odd__csv=data)
    [finding] = read(home)[0].findings
    assert finding.kind == "unknown file"
    assert seems in finding.text
    with pytest.raises(ReadingError, match=seems):
        read(home / "odd.csv")


def test_read_path_that_is_not_there(tmp_path):
    with pytest.raises(ReadingError, match="does not exist"):
        read(tmp_path / "nowhere")


def test_read_folder_without_files(tmp_path):
    with pytest.raises(ReadingError, match="holds no file to read"):
        read(tmp_path)


def test_read_folder_without_a_return(folder):
    with pytest.raises(ReadingError, match=r"None of the 2 files .* is part of a return"):
        read(folder(a__csv="x,y\n", b__csv="z\n"))


def test_read_leaves_sub_folders_and_says_so(folder):
    home = folder(a__csv=REVIEWS)
    for name in ("previous", "old", ".git"):
        (home / name).mkdir()
        (home / name / "b.csv").write_text(MISSING)
    [ret] = read(home)
    assert list(ret.tables) == ["Reviews"]
    assert [(f.file, f.kind, "last year" in f.text) for f in ret.findings] == [
        ("old", "note", False),
        ("previous", "note", True),
    ]
    assert list(read(home / "previous")[0].tables) == ["Missing"]


def test_read_settings(read_one):
    ret = read_one(a__csv=REVIEWS, return__json='{"collection_end": "2026-03-31"}')
    assert ret.settings == {"collection_end": "2026-03-31"}
    assert ret.findings == []


@pytest.mark.parametrize("text", ["{", "[1]", "[" * 100_000])
def test_read_settings_that_make_no_sense_are_told_and_ignored(read_one, text):
    ret = read_one(a__csv=REVIEWS, return__json=text)
    assert ret.settings == {}
    assert [(f.file, f.kind) for f in ret.findings] == [("return.json", "unknown file")]


def test_read_zip_with_or_without_a_folder_inside(tmp_path):
    for files in ({"a__csv": REVIEWS, "b__csv": MISSING}, {"r_in_a__csv": REVIEWS, "r_in_b__csv": MISSING}):
        [ret] = read(zipped(tmp_path / "r.zip", **files))
        assert [(file.name, file.table) for file in ret.files] == [("a.csv", "Reviews"), ("b.csv", "Missing")]


def test_read_zip_leaves_sub_folders_and_says_so(tmp_path):
    [ret] = read(zipped(tmp_path / "r.zip", a__csv=REVIEWS, previous_in_b__csv=MISSING))
    assert list(ret.tables) == ["Reviews"]
    assert [finding.file for finding in ret.findings] == ["previous"]


def test_read_zip_with_xml(tmp_path):
    assert read(zipped(tmp_path / "r.zip", c__xml=CIN))[0].collection == "cin"


def test_read_zip_cut_short(tmp_path):
    path = zipped(tmp_path / "r.zip", a__csv=REVIEWS * 50)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ReadingError, match=r"r\.zip is cut short or damaged"):
        read(path)


def test_read_zip_with_damaged_files_keeps_the_others(tmp_path):
    path = tmp_path / "r.zip"
    long = CIN.replace("</Children>", "<Child><ChildIdentifiers/></Child>\n" * 3000 + "</Children>")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", REVIEWS)
        archive.writestr("b.csv", MISSING)
        archive.writestr("c.xml", long)
    data = path.read_bytes().replace(b"02/06/2025", b"02/07/2025", 1).replace(b"<Year>2026", b"<Year>2027", 1)
    path.write_bytes(data)
    tables, census = read(path)
    assert list(tables.tables) == ["Reviews"]
    assert [(f.file, f.kind) for f in tables.findings] == [("b.csv", "unknown file")]
    assert census.tables["ChildIdentifiers"].height > 1
    assert "broken file" in {finding.kind for finding in census.findings}


def test_read_what_is_named_zip_and_is_none(tmp_path):
    (tmp_path / "r.zip").write_text(REVIEWS)
    with pytest.raises(ReadingError, match="is not a zip file"):
        read(tmp_path / "r.zip")


@pytest.mark.parametrize("name", ["../a.csv", "/etc/a.csv", "x/../../a.csv", "..\\a.csv", "C:\\a.csv"])
def test_read_zip_that_points_outside_is_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "r.zip", "w") as archive:
        archive.writestr(name, REVIEWS)
    with pytest.raises(ReadingError, match="points outside"):
        read(tmp_path / "r.zip")


def test_read_zip_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("keepwell.returns.sources.LARGEST_ZIP", 1000)
    with pytest.raises(ReadingError, match="unpack to more than"):
        read(zipped(tmp_path / "r.zip", a__csv=REVIEWS + " " * 2000))


def test_read_zip_with_password_is_refused(tmp_path):
    path = zipped(tmp_path / "r.zip", a__csv=REVIEWS)
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)
    with pytest.raises(ReadingError, match="password"):
        read(path)


def test_read_tells_progress_up_to_the_total(folder):
    home = folder(a__csv=REVIEWS + 'A1,,01/06/2025,"PN1"\n' * 200_000, c__xml=CIN)
    total = sum(path.stat().st_size for path in home.iterdir())
    calls = []
    read(home, progress=lambda done, whole: calls.append((done, whole)))
    assert {whole for _, whole in calls} == {total}
    done = [done for done, _ in calls]
    assert done == sorted(done)
    assert len(done) > 3
    assert done[-1] == total


def test_read_xml_that_is_no_return(folder):
    with pytest.raises(ReadingError, match="neither a CIN census nor an SSDA903 return"):
        read(folder(x__xml="<html><body/></html>") / "x.xml")


BOMB = '<!DOCTYPE m [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Message>&b;</Message>'


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        '<?xml version="1.0"?>\n<!-- x -->' + BOMB,
        '<!DOCTYPE m SYSTEM "file:///etc/passwd"><Message/>',
        "<!doctype html><html></html>",
        "<!-- " + "x" * 100_000 + " -->" + CIN.replace("<Message>", '<!DOCTYPE m [<!ENTITY a "b">]><Message>'),
    ],
)
def test_read_document_type_is_refused(folder, text):
    home = folder(x__xml=text, a__csv=REVIEWS)
    with pytest.raises(ReadingError, match="document type"):
        read(home / "x.xml")
    [ret] = read(home)
    assert [finding.kind for finding in ret.findings] == ["unknown file"]


def test_read_document_type_in_utf_16_is_refused(folder):
    with pytest.raises(ReadingError, match="document type"):
        read(folder(x__xml=BOMB.encode("utf-16")) / "x.xml")


def test_read_xml_with_a_comment_about_document_types(folder):
    text = "<!-- no <!DOCTYPE here --><?p <!DOCTYPE ?>" + CIN
    assert read(folder(x__xml=text))[0].collection == "cin"


def test_read_reads_from_what_python_can_open_only(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text(REVIEWS)

    def refuse(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(ReadingError, match=r"a\.csv cannot be opened"):
        read(tmp_path / "a.csv")
