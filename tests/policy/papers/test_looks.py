"""The papers as pages and as PDF: accessible, whole, and never taking a word of the policy for markup."""

import io
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pikepdf
import pypdf
import pytest

from keepwell.policy.blocks import BulletList, Definitions, Paragraph, Section, Table, WarningText, words
from keepwell.policy.papers.html import page
from keepwell.policy.papers.pdf import NotSet, pdf
from tests.policy.papers.test_papers import NAMES

ODD = "# *Odd* <script>alert(1)</script> \"q\" 'a' _u_ $x$ @ref `c` [b] \\ & &amp; //c /*d*/ <a@b.example> #set {x} ~ --- Łódź"  # noqa: E501
VOID = {"meta", "br"}


class Parsed(HTMLParser):
    """Tags in order with their attributes, whether each was closed, and the words."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.said, self.wrong = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        self.said.append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture
def odd(made):
    """A paper of every kind of block in which every word is odd."""
    blocks = (
        Paragraph(ODD), WarningText(ODD), BulletList((ODD, ODD), ODD), Definitions(((ODD, ODD),)),
        Table(ODD, (ODD, ODD), ((ODD, f"{ODD}\n{ODD}"),)),
    )  # fmt: skip
    return replace(
        made["notice-child"], title=ODD, summary=ODD, controller=ODD, sections=(Section("odd", ODD, blocks),)
    )


def squeezed(text):
    """Without spaces, and without the colon after a term."""
    return re.sub(r"[\s:]+", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_page_is_whole_and_stands_alone(made, policy, name):
    text = page(made[name])
    parsed = Parsed(text)
    assert parsed.wrong == []
    assert parsed.open == []
    assert parsed.all("html") == [{"lang": "en-GB"}]
    assert len(parsed.all("title")) == len(parsed.all("h1")) == len(parsed.all("main")) == 1
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|\son\w+=", text)
    assert policy.digest in text


@pytest.mark.parametrize("name", NAMES)
def test_page_has_headings_in_order_and_tables_with_captions_and_scopes(made, name):
    parsed = Parsed(page(made[name]))
    levels = [int(tag[1]) for tag, _ in parsed.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(parsed.all("caption")) == len(parsed.all("table"))
    assert all(attrs.get("scope") in ("row", "col") for attrs in parsed.all("th"))
    ids = [attrs["id"] for _, attrs in parsed.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["href"][1:] for attrs in parsed.all("a") if attrs["href"].startswith("#")} <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_page_says_every_word(made, name):
    said = squeezed(unescape("".join(Parsed(page(made[name])).said)))
    for section in made[name].sections:
        for line in "\n".join(map(words, section.blocks)).splitlines():
            assert all(squeezed(piece) in said for piece in line.split(" | ")), line


def test_words_of_the_policy_are_text_on_a_page(odd):
    parsed = Parsed(page(odd))
    assert parsed.wrong == []
    assert not parsed.all("script")
    assert squeezed("".join(parsed.said)).count(squeezed(ODD)) >= 10


def opened(paper):
    return pypdf.PdfReader(io.BytesIO(pdf(paper)))


def written(paper):
    """All words of the PDF, without spaces: a line breaks where it likes."""
    return squeezed("".join(sheet.extract_text() for sheet in opened(paper).pages))


@pytest.mark.parametrize("name", NAMES)
def test_pdf_is_tagged_with_title_and_language(made, name):
    with pikepdf.open(io.BytesIO(pdf(made[name]))) as file:
        assert file.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in file.Root
        assert str(file.Root.Lang) == "en-GB"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        with file.open_metadata() as metadata:
            assert metadata["dc:title"] == made[name].title
            assert metadata["pdfuaid:part"] == "1"
        assert str(file.docinfo["/Title"]) == made[name].title


@pytest.mark.parametrize("name", NAMES)
def test_pdf_says_controller_and_hash_and_every_heading(made, policy, name):
    said = written(made[name])
    assert squeezed(policy.controller.name) in said
    assert policy.digest in said
    hyphenless = said.replace("-", "").replace("\xad", "")
    for section in made[name].sections:
        assert squeezed(section.heading).replace("-", "") in hyphenless


def tags(name):
    """The kinds of structure in a PDF."""
    with pikepdf.open(io.BytesIO(name)) as file:
        return {
            str(one.S) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one
        }


def test_pdf_has_headings_lists_and_tables_as_such(made):
    assert {"/H1", "/L", "/LI", "/Table", "/TR", "/TH", "/TD"} <= tags(pdf(made["retention-schedule"])) | tags(
        pdf(made["notice-child"])
    )
    assert "/Table" not in tags(pdf(made["notice-easy"]))


def test_words_of_the_policy_are_text_in_pdf(odd):
    said = written(odd).replace("-", "")
    assert said.count(squeezed(ODD).replace("-", "")) >= 5
    assert "alert(1)" in said


def test_pdf_is_the_same_each_time(made):
    assert pdf(made["notice-child"]) == pdf(made["notice-child"])


def test_sign_that_no_font_has_is_refused_in_words(made):
    with pytest.raises(NotSet, match=r"cannot be set as PDF.*could not be displayed.*Change the words"):
        pdf(replace(made["notice-easy"], title="Hello 😀"))
