import pytest

from keepwell.returns.loaded import Return
from keepwell.returns.reading import read
from keepwell.returns.years import likely_year

REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"


def test_year_of_settings_comes_first(read_one):
    ret = read_one(a__csv=REVIEWS + "A,,01/06/2020,PN1\n", return__json='{"collection_end": "2027-03-31"}')
    assert likely_year(ret) == (2027, "return.json says that the collection ends on 2027-03-31.")


def test_year_of_settings_written_day_first(read_one):
    ret = read_one(a__csv=REVIEWS, return__json='{"collection_end": "31/03/2027"}')
    assert likely_year(ret) == (2027, "return.json says that the collection ends on 31/03/2027.")


@pytest.mark.parametrize("end", ['"31/02/2027"', "null", "2027", '"0000-01-01"'])
def test_year_of_settings_that_are_no_date(read_one, end):
    year, why = likely_year(read_one(a__csv=REVIEWS, return__json=f'{{"collection_end": {end}}}'))
    assert year is None
    assert "31/03/2026" in why


def test_year_of_ssda903_is_that_of_most_dates(read_one):
    days = ["31/03/2025", "01/04/2025", "31/03/2026", "01/06/2026", "unreadable"]
    ret = read_one(a__csv=REVIEWS + "".join(f"A,,{day},PN1\n" for day in days))
    assert likely_year(ret) == (2026, "2 of its 4 dates fall in 2025-26, more than in any other year.")


def test_year_of_ssda903_tie_is_the_later(read_one):
    ret = read_one(a__csv=REVIEWS + "A,,31/03/2025,PN1\nA,,01/04/2025,PN1\n")
    assert likely_year(ret)[0] == 2026


def test_year_of_ssda903_without_dates(read_one):
    assert likely_year(read_one(a__csv=REVIEWS))[0] is None


@pytest.mark.parametrize(
    ("inside", "year"),
    [
        ("<Year>2025</Year><ReferenceDate>2026-03-31</ReferenceDate>", 2026),
        ("<Year>2025</Year><ReferenceDate>soon</ReferenceDate>", 2025),
        ("", None),
    ],
)
def test_year_of_cin(folder, inside, year):
    text = f"<Message><Header><CollectionDetails>{inside}</CollectionDetails></Header><Children/></Message>"
    assert likely_year(read(folder(c__xml=text))[0])[0] == year


def test_year_of_cin_without_header():
    assert likely_year(Return("cin", "xml", "c.xml"))[0] is None


def test_year_of_people_is_none():
    assert likely_year(Return("people", "csv", "x"))[0] is None
