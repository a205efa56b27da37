"""The postcode directory: taking it in as published, and what look-ups then find."""

import zipfile
from math import acos, cos, dist, radians, sin

import polars as pl
import pytest

from keepwell.returns.checking import check
from keepwell.returns.findings import ReadingError
from keepwell.returns.postcodes import COLUMNS, FILE, about, directory, lines, load
from keepwell.returns.postcodes.grid import british
from keepwell.returns.postcodes.layouts import CODE_POINT, ONS, layout
from keepwell.returns.ssda903 import derived
from keepwell.returns.ssda903.derived import COUNTY_OF, SUCCESSORS, authority_of
from keepwell.returns.ssda903.rules import postcodes
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import case
from tests.returns.directories import CODE_POINT_ZM, NEW, OLD, PLACES, code_point_zip, onspd, onspd_zip, zipped

# Where each of PLACES is: Northern Ireland by latitude and longitude, on the British grid.
BELFAST = (146_246, 529_526)
FOUND = [
    ("BT999ZZ", *BELFAST, "N09000003"),
    ("JE999ZZ", None, None, "L99999999"),
    ("ZM11AA", 600000, 400000, "E10000030"),
    ("ZM11AB", 600000, 416093, "E06000999"),
    ("ZM11AC", None, None, "S12000049"),
    ("ZM11AD", 611111, 1222222, "E08000016"),
]


@pytest.fixture
def home(tmp_path):
    return tmp_path / "house"


def rows(home):
    table = directory(home).collect()
    assert tuple(table.columns) == COLUMNS
    return table.rows()


def one(path, text):
    path.write_bytes(text.encode())
    return path


# the ONS Postcode Directory


@pytest.mark.parametrize("names", [OLD, NEW, [name.upper() for name in OLD]])
def test_the_zip_as_published(tmp_path, home, names):
    wanted = [name.lower() for name in names]
    text = onspd(names=wanted).replace(",".join(wanted), ",".join(names))
    loaded = load(zipped(tmp_path / "ONSPD.zip", Data__ONSPD_NOV_2025_UK="\ufeff" + text), home)
    assert rows(home) == FOUND
    assert (loaded.postcodes, loaded.ended, loaded.without_place, loaded.without_authority) == (6, 1, 2, 1)
    assert loaded.edition == "ONS Postcode Directory, November 2025"


def test_its_copy_in_parts_is_not_read_twice(tmp_path, home):
    assert load(onspd_zip(tmp_path / "ONSPD.zip"), home).repeated == 0
    assert rows(home) == FOUND


def test_an_unpacked_folder_and_the_file_alone(tmp_path, home):
    with zipfile.ZipFile(onspd_zip(tmp_path / "ONSPD.zip")) as archive:
        archive.extractall(tmp_path / "ONSPD")
    assert load(tmp_path / "ONSPD", home).postcodes == 6
    assert load(tmp_path / "ONSPD/Data/ONSPD_NOV_2025_UK.csv", home).edition.endswith("November 2025")
    assert load(tmp_path / "ONSPD/Data/multi_csv", home).postcodes == 2


def test_pieces_of_any_size_give_the_same(tmp_path, home, monkeypatch):
    path = one(tmp_path / "ONSPD_FEB_2026_UK.csv", onspd())
    for size in (1, 100, 200):
        monkeypatch.setattr(lines, "PIECE", size)
        load(path, home)
        assert rows(home) == FOUND


def test_the_county_is_the_directorys_own_where_it_names_one(tmp_path, home):
    new_district = [PLACES[0] | {"la": "E07000999"}, PLACES[0] | {"pcds": "ZM1 1ZZ", "county": "E99999999"}]
    load(one(tmp_path / "a.csv", onspd(new_district)), home)
    assert [row[3] for row in rows(home)] == ["E10000030", "E07000208"]


@pytest.mark.parametrize("names", [("lad19cd", "lad25cd"), ("lad25cd", "lad19cd"), ("oslaua", "lad25cd")])
def test_the_newest_years_authority_counts(names):
    header = ("pcds", "oseast1m", "osnrth1m", "dointr", *names)
    assert layout(",".join(header)).columns["authority"] == header.index("lad25cd")


def test_a_postcode_in_use_goes_before_one_that_ended(tmp_path, home):
    ended = PLACES[1] | {"doterm": "200001", "la": "E06000001", "dointr": "199001"}
    older = PLACES[1] | {"la": "E06000002", "dointr": "197001"}
    for places in ([ended, PLACES[1], older], [older, PLACES[1], ended]):
        loaded = load(one(tmp_path / "a.csv", onspd(places)), home)
        assert (loaded.postcodes, loaded.repeated, loaded.ended) == (1, 2, 0)
        assert rows(home) == [FOUND[3]]


def test_northern_ireland_without_latitude_has_no_place(tmp_path, home):
    blank = PLACES[4] | {"lat": "99.999999", "long": "0.000000"}
    load(one(tmp_path / "a.csv", onspd([blank])), home)
    assert rows(home) == [("BT999ZZ", None, None, "N09000003")]
    old = [name for name in OLD if name not in ("lat", "long")]
    load(one(tmp_path / "a.csv", onspd([PLACES[4]], old)), home)
    assert rows(home) == [("BT999ZZ", None, None, "N09000003")]


def test_the_edition_is_the_newest_postcodes_month_when_no_name_tells_it(tmp_path, home):
    newer = PLACES[1] | {"dointr": "202508"}
    assert load(one(tmp_path / "a.csv", onspd([PLACES[0], newer])), home).month == "2025-08"


def test_lines_that_cannot_be_read_are_counted_and_the_rest_kept(tmp_path, home):
    text = onspd(PLACES[:2]) + 'nonsense\r\n"ZM1 1A\r\n' + onspd(PLACES[2:]).split("\r\n", 1)[1]
    loaded = load(one(tmp_path / "a.csv", text), home)
    assert loaded.unreadable == 2
    assert rows(home) == FOUND
    assert any("2 lines" in remark for remark in loaded.remarks())


def test_bytes_that_are_no_text_harm_only_their_cell(tmp_path, home):
    path = tmp_path / "a.csv"
    path.write_bytes(onspd(PLACES[:2]).encode().replace(b"E06000999", b"E0600\xe9999"))
    assert load(path, home).without_authority == 1


# Code-Point Open


def test_code_point_open_as_published(tmp_path, home):
    loaded = load(code_point_zip(tmp_path / "codepo_gb.zip"), home)
    found = [("ZM11AA", 600000, 400000, "E10000030"), ("ZM11AB", 600000, 416093, "E06000999")]
    assert rows(home) == [*found, ("ZN111AA", None, None, "S92000003")]
    assert (loaded.kind, loaded.edition) == (CODE_POINT, "Code-Point Open, January 2026")
    assert any("Northern Ireland" in remark for remark in loaded.remarks())


def test_code_point_open_without_a_note_of_its_month(tmp_path, home):
    assert load(one(tmp_path / "zm.csv", CODE_POINT_ZM), home).edition == "Code-Point Open, edition not told"


def test_an_edition_with_the_codes_of_before_2011_is_told(tmp_path, home):
    loaded = load(one(tmp_path / "a.csv", onspd([place | {"la": "00QA"} for place in PLACES])), home)
    assert any("before 2011" in remark for remark in loaded.remarks())


# what is neither, or broken


def spoilt_zip(tmp_path):
    path = onspd_zip(tmp_path / "ONSPD.zip", [PLACES[0] | {"pcds": f"ZM{n} 1AA"} for n in range(10, 99)] * 40)
    data = bytearray(path.read_bytes())
    data[300:320] = b"\0" * 20
    path.write_bytes(data)
    return path


def cut_zip(tmp_path):
    path = onspd_zip(tmp_path / "ONSPD.zip")
    path.write_bytes(path.read_bytes()[:500])
    return path


def two_editions(tmp_path):
    return zipped(tmp_path / "two.zip", ONSPD_NOV_2025=onspd(), ONSPD_FEB_2026=onspd())


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda at: at / "gone.zip", "does not exist"),
        (lambda at: one(at / "a.csv", "CHILD,DOB\n1,01/01/2020\n"), "oseast1m"),
        (lambda at: one(at / "a.csv", ""), "oseast1m"),
        (lambda at: one(at / "a.csv", "\0\1\2pcds"), "oseast1m"),
        (lambda at: one(at / "a.csv", onspd([])), "no line with a postcode"),
        (lambda at: one(at / "a.zip", "not a zip"), "damaged"),
        (lambda at: zipped(at / "a.zip", Documents__names="a,b\n"), "neither"),
        (lambda at: at, "neither"),
        (spoilt_zip, "damaged"),
        (cut_zip, "damaged"),
        (two_editions, "more than one"),
    ],
)
def test_a_bad_file_is_one_sentence_and_the_table_stays(tmp_path, home, make, said):
    load(one(tmp_path / "good.csv", onspd()), home)
    (tmp_path / "in").mkdir()
    with pytest.raises(ReadingError, match=said) as trouble:
        load(make(tmp_path / "in"), home)
    assert "\n" not in str(trouble.value)
    assert rows(home) == FOUND
    assert [path.name for path in home.iterdir()] == [FILE]


def test_a_zip_with_a_password(tmp_path, home):
    path = onspd_zip(tmp_path / "ONSPD.zip")
    data = path.read_bytes()
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data = data[: at + flags] + b"\1\0" + data[at + flags + 2 :]
    path.write_bytes(data)
    with pytest.raises(ReadingError, match="password"):
        load(path, home)


# the table


def test_nothing_is_loaded_at_first(home):
    assert directory(home) is None
    assert about(home) is None


def test_what_is_loaded_is_told_by_the_table_itself(tmp_path, home):
    loaded = load(one(tmp_path / "ONSPD_NOV_2025_UK.csv", onspd()), home)
    assert about(home) == loaded
    assert (loaded.kind, loaded.file, loaded.areas) == (ONS, "ONSPD_NOV_2025_UK.csv", 3)
    assert any("3 postcode areas" in remark for remark in loaded.remarks())


def test_a_spoilt_table_says_to_load_again(home):
    home.mkdir()
    for data in (b"", b"PAR1nonsense"):
        (home / FILE).write_bytes(data)
        with pytest.raises(ReadingError, match="load the directory again"):
            directory(home)


def test_progress_goes_up_to_the_whole(tmp_path, home, monkeypatch):
    monkeypatch.setattr(lines, "PIECE", 200)
    told = []
    path = one(tmp_path / "a.csv", onspd())
    load(path, home, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
    assert told == sorted(told)


# places and authorities

EPISODES = """
    | CHILD | HOME_POST | PL_POST  |
    | 1     | zm1 1aa   | ZM1 1AB  |
    | 2     | ZM1 1AA   | ZM1 1AC  |
    | 3     | ZM1 1AB   | BT99 9ZZ |
    | 4     | ZM1 1AA   | ZM1 1AD  |
    | 5     | ZM1 1AA   | ZM9 9ZZ  |
    | 6     | ZM1 1AA   | JE99 9ZZ |
"""


@pytest.mark.parametrize("few", [0, 100])
def test_look_ups_in_the_table_of_the_installation(tmp_path, home, monkeypatch, few):
    """However many postcodes are asked for: a few are looked up another way than many."""
    monkeypatch.setattr(derived, "FEW", few)
    load(onspd_zip(tmp_path / "ONSPD.zip"), home)
    others = {"Header": "| CHILD |\n| 1 |", "UASC": "| CHILD | DUC |\n| 7 | 01/01/2030 |"}
    tables = case(TABLES, Episodes=EPISODES, **others, POSTCODES=directory(home), AUTHORITY="E06000999")
    report = check(tables, postcodes.RULES, TABLES, derived.prepare)
    assert report.rows("392c", "Episodes") == [4]  # not in the directory
    assert report.rows("392a", "Episodes") == [1, 4, 5]  # no distance
    assert report.rows("169", "Episodes") == [4, 5]  # no authority
    assert report.rows("454", "Episodes") == [3]  # more than 350 miles


@pytest.mark.parametrize(
    ("lat", "long", "east", "north"),
    [(51.501009, -0.141588, 529090, 179645), (57.101474, -2.242851, 385386, 801193)],
)  # public places, in figures of the directory itself
def test_the_british_grid_agrees_with_the_directory(lat, long, east, north):
    found = british(pl.Series([lat]), pl.Series([long]))
    assert [metres.item() for metres in found] == pytest.approx([east, north], abs=1)


def test_a_distance_over_the_irish_sea_is_that_over_the_globe():
    """From Westminster; the grid stretches by less than a part in two hundred so far west of its middle."""
    ends = [tuple(map(radians, place)) for place in ((51.501009, -0.141588), (54.597, -5.93))]
    (lat, long), (lat2, long2) = ends
    straight = acos(sin(lat) * sin(lat2) + cos(lat) * cos(lat2) * cos(long - long2)) * 6_371_009
    assert dist((529090, 179645), BELFAST) == pytest.approx(straight, rel=0.005)
    assert dist((529090, 179645), (333500, 373500)) < straight * 0.6  # as the Irish figures themselves would have it


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("E07000026", "E06000063"), ("E07000031", "E06000064"), ("E07000163", "E06000065"), ("E07000191", "E06000066"),
        ("E07000246", "E06000066"), ("E07000150", "E06000061"), ("E07000151", "E06000062"), ("E07000004", "E06000060"),
        ("E07000048", "E06000058"), ("E06000029", "E06000058"), ("E07000053", "E06000059"), ("E08000016", "E08000038"),
        ("E08000019", "E08000039"), ("E08000020", "E08000037"), ("E10000023", "E06000065"), ("E10000006", "E10000006"),
        ("E08000034", "E08000034"),
    ],
)  # fmt: skip
def test_an_authority_that_is_no_more_is_the_one_that_took_over(old, today):
    assert pl.select(authority_of(pl.lit(old))).item() == today


def test_successors_are_authorities_of_today():
    assert not set(SUCCESSORS) & set(COUNTY_OF)
    assert not set(SUCCESSORS) & set(SUCCESSORS.values())
