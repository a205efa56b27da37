"""The page: whole in itself, well formed, and nothing from a file is taken for HTML."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from lxml import html as lxml_html

from keepwell.returns.reports import page

from .made import UNREAD, checked, finding, written


def made(*returns):
    return lxml_html.document_fromstring(written("html", *returns))


def words(element):
    return " ".join(" ".join(element.itertext()).split())


@pytest.fixture
def one():
    return made(checked(finding("501", "C1", row=7), finding("501", "C2"), finding("582", "C1")))


def test_the_page_needs_no_other_file(one):
    assert one.xpath("//script | //link | //img | //iframe | //@onclick") == []
    assert all(href.startswith("#") for href in one.xpath("//@href"))
    assert re.findall(r"@import|url\(", one.xpath("//style")[0].text) == []


def test_language_title_landmarks_and_headings_in_order(one):
    assert one.get("lang") == "en-GB"
    assert one.findtext("head/title") == "Check of north: SSDA903 2026-27"
    assert [len(one.xpath(f"//{mark}")) for mark in ("main", "nav", "header", "h1")] == [1, 1, 1, 1]
    levels = [int(heading.tag[1]) for heading in one.iter("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert one.xpath("//body/*[1]/@href") == ["#main"]


def test_tables_have_captions_and_scopes(one):
    tables = one.xpath("//table")
    assert len(tables) >= 5
    for table in tables:
        assert table.xpath("caption")
        assert len(table.xpath("thead//th[@scope='col']")) == len(table.xpath("thead//th"))
        assert all(row.xpath("th[@scope='row']") for row in table.xpath("tbody/tr"))


def test_every_link_leads_somewhere_and_no_mark_is_given_twice(one):
    marks = Counter(one.xpath("//@id"))
    assert set(marks.values()) == {1}
    assert {href[1:] for href in one.xpath("//@href")} <= set(marks)


def test_rules_and_children_lead_to_each_other(one):
    (child,) = one.xpath("//section[@id='by-rule']//table//a[text()='C2']/@href")
    (row,) = one.xpath(f"//*[@id='{child[1:]}']/ancestor::tr")
    assert row.xpath(".//a/@href") == ["#rule-501"]
    assert one.xpath("//*[@id='rule-501']")[0].tag == "h3"


def test_the_picture_has_the_numbers_of_the_table(one):
    assert one.xpath("//svg/@role") == ["img"]
    assert [t.text for t in one.xpath("//svg//text")] == ["501", "2", "582", "1 query"]
    assert [[words(cell) for cell in row][:3] for row in one.xpath("//figure/following::table[1]/tbody/tr")] == [
        ["501", "error", "2"], ["582", "query", "1"]
    ]  # fmt: skip


def test_what_did_not_run_and_how_it_was_made(one):
    missed = words(one.get_element_by_id("not-run"))
    assert "no previous year's return was given 202" in missed
    assert "ValueError 999" in missed
    how = words(one.get_element_by_id("made"))
    assert "02/04/2027 09:30 UTC" in how
    assert "episodes.csv, 2,345 bytes" in how
    assert "Keepwell" in how
    assert "The rules are those of another year." in words(one.get_element_by_id("summary"))
    assert "episodes.csv, line 4: DEC should be a date." in words(one.get_element_by_id("reader"))


def test_nothing_found_says_so_without_a_picture():
    empty = made(checked())
    assert empty.xpath("//svg") == []
    assert "No rule that ran found anything." in words(empty)


def test_several_returns_and_one_that_could_not_be_read():
    several = made(checked(finding("501", "C1")), checked(finding("501", "C1"), name="south"), UNREAD)
    assert words(several.find("body//h1")) == "Check of 3 returns"
    assert "gone could not be checked. returns/gone does not exist" in words(several.get_element_by_id("summary"))
    assert len(several.xpath("//section[@id='by-child']//tbody/tr")) == 2


def test_rows_beyond_the_first_are_counted(monkeypatch):
    monkeypatch.setattr(page, "ROWS", 3)
    monkeypatch.setattr(page, "CHILDREN", 2)
    found = made(
        checked(*(finding("501", f"C{n}", row=n + 1) for n in range(8))), checked(finding("501", "C1"), name="b")
    )
    assert "6 more findings are not listed here. The spreadsheet and the CSV file" in words(found)
    assert "7 more children are not listed here." in words(found)


NASTY = "<script>alert(1)</script>\"'&"


def test_nothing_from_a_file_becomes_html():
    given = checked(finding("501", NASTY), name=NASTY, path=NASTY, notes=(NASTY,), beside=(NASTY,))
    page = made(given)
    assert page.xpath("//script") == []
    assert page.xpath("//section[@id='by-child']//span")[0].text == NASTY


def _luminance(colour):
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_enough_in_light_and_dark(one):
    schemes = re.findall(r":root \{(.*?)\}", one.xpath("//style")[0].text, re.S)[:2]
    assert len(schemes) == 2
    for scheme in schemes:
        colour = dict(re.findall(r"--(\w+): (#\w{6})", scheme))
        for paper in ("paper", "band"):
            for ink in ("ink", "quiet", "link"):
                assert _contrast(colour[ink], colour[paper]) >= 4.5, (ink, paper)
            for mark in ("error", "query"):
                assert _contrast(colour[mark], colour[paper]) >= 3, (mark, paper)
