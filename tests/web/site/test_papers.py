"""The papers of the policy in force: pages, PDF and data for everybody, and a PDF is set once."""

import io
import json
import re

import pypdf
import pytest
from django.conf import settings as chosen
from django.utils import timezone

from keepwell.home import home
from keepwell.policy.blocks import words
from keepwell.web.access.policy import policy
from keepwell.web.site import papers
from tests.web.site.outline import Outline

pytestmark = pytest.mark.django_db
OWN = ["retention-schedule", "duties-and-choices", "record-of-processing", "policy-document", "return-map"]
NOTICES = {"notice-adult": "/notice/", "notice-child": "/notice/child/", "notice-easy": "/notice/easy/"}


@pytest.fixture(autouse=True)
def own_house(tmp_path, monkeypatch):
    monkeypatch.setenv("KEEPWELL_HOME", str(tmp_path / "house"))


@pytest.fixture
def settings_made(monkeypatch):
    """How often a PDF was set, by name."""
    calls, pdf = [], papers.pdf
    monkeypatch.setattr(papers, "pdf", lambda paper: calls.append(paper.name) or pdf(paper))
    return calls


def kept():
    return sorted((home() / "papers").iterdir())


def test_listing_leads_to_every_paper_as_page_and_as_pdf(client):
    response = client.get("/notice/papers/")
    assert response.status_code == 200
    links = Outline(response.text).links
    for name in (*NOTICES, *OWN):
        assert {f"/notice/papers/{name}/", f"/notice/papers/{name}.pdf"} <= set(links)
    assert {"/notice/papers/data/return-map.csv", "/notice/papers/data/dpv.jsonld"} <= set(links)
    assert policy().digest in response.text
    assert "Sign out" not in response.text


@pytest.mark.parametrize("name", OWN)
def test_paper_is_a_page_that_says_every_word(client, name):
    response = client.get(f"/notice/papers/{name}/?tables=open")
    assert response.status_code == 200
    page = Outline(response.text)
    paper = papers.made(policy(), timezone.localdate())[name]
    said = squeezed(page.words)
    for section in paper.sections:
        assert section.id in page.ids
        for line in "\n".join(map(words, section.blocks)).splitlines():
            assert all(squeezed(piece) in said for piece in line.split(" | ")), line
    assert policy().digest in response.text


def squeezed(text):
    return re.sub(r"[\s:]", "", text)


@pytest.mark.parametrize("name", OWN)
def test_page_is_in_order(client, name):
    response = client.get(f"/notice/papers/{name}/")
    page = Outline(response.text)
    assert page.levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert all(table["captions"] == 1 for table in page.tables)
    assert "Is this kept?" not in response.text
    assert '<p class="govuk-body-s kw-no-print"></p>' not in response.text


@pytest.mark.parametrize(("name", "address"), NOTICES.items())
def test_notice_has_a_page_of_its_own(client, name, address):
    response = client.get(f"/notice/papers/{name}/")
    assert (response.status_code, response["Location"]) == (302, address)


@pytest.mark.parametrize("name", [*NOTICES, *OWN])
def test_pdf_is_served(client, name):
    response = client.get(f"/notice/papers/{name}.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="{name}.pdf"'
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(response.content)).pages)
    assert policy().digest in squeezed(text)


def test_pdf_is_set_once(client, settings_made):
    first = client.get("/notice/papers/notice-easy.pdf").content
    assert client.get("/notice/papers/notice-easy.pdf").content == first
    assert settings_made == ["notice-easy"]
    assert len(kept()) == 1


def test_another_policy_is_another_pdf_and_the_one_before_goes(client, settings, settings_made, tmp_path):
    client.get("/notice/papers/notice-easy.pdf")
    client.get("/notice/papers/notice-child.pdf")
    settings.KEEPWELL_POLICY = changed(tmp_path, 'version = "1.0"', 'version = "1.7"')
    content = client.get("/notice/papers/notice-easy.pdf").content
    assert settings_made == ["notice-easy", "notice-child", "notice-easy"]
    assert "version 1.7" in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert [file.name.rpartition("-")[0] for file in kept()] == ["notice-child", "notice-easy"]


def test_another_day_is_another_pdf(client, settings_made, monkeypatch):
    client.get("/notice/papers/notice-easy.pdf")
    tomorrow = timezone.localdate().replace(year=timezone.localdate().year + 1)
    monkeypatch.setattr(papers.timezone, "localdate", lambda: tomorrow)
    client.get("/notice/papers/notice-easy.pdf")
    assert len(settings_made) == 2
    assert len(kept()) == 1


def test_pdf_is_served_when_it_cannot_be_kept(client, caplog):
    (home() / "papers").write_text("in the way")
    assert client.get("/notice/papers/notice-easy.pdf").status_code == 200
    assert "could not be kept" in caplog.text


def test_pdf_that_cannot_be_set_says_so_and_shows_the_paper(client, settings, tmp_path):
    settings.KEEPWELL_POLICY = changed(tmp_path, 'title = "Ethnic group"', 'title = "Ethnic group 😀"')
    response = client.get("/notice/papers/duties-and-choices.pdf")
    assert response.status_code == 500
    assert "cannot be set as PDF" in response.text
    assert "Ethnic group 😀" in response.text
    assert client.get("/notice/papers/duties-and-choices/").status_code == 200


def test_data_is_served(client):
    csv = client.get("/notice/papers/data/return-map.csv")
    assert csv["Content-Type"].startswith("text/csv")
    assert csv.text.startswith("collection,table,column")
    linked = client.get("/notice/papers/data/dpv.jsonld")
    assert linked["Content-Type"] == "application/ld+json"
    assert "@graph" in json.loads(linked.content)


@pytest.mark.parametrize(
    "address", ["none/", "none.pdf", "data/none.csv", "data/index.html", "data/..%2f..%2fsettings.py", "index/"]
)
def test_what_is_no_paper_is_not_here(client, address):
    assert client.get(f"/notice/papers/{address}").status_code == 404


@pytest.mark.parametrize("address", ["", "policy-document/", "policy-document.pdf", "data/dpv.jsonld"])
def test_papers_are_only_read(client, address):
    assert client.post(f"/notice/papers/{address}").status_code == 405


def test_words_of_the_policy_are_never_markup(client, settings, tmp_path):
    odd = 'title = "<b>Ethnic</b> *group* #set"'
    settings.KEEPWELL_POLICY = changed(tmp_path, 'title = "Ethnic group"', odd)
    page = client.get("/notice/papers/duties-and-choices/").text
    assert "&lt;b&gt;Ethnic&lt;/b&gt; *group* #set" in page
    assert "<b>Ethnic" not in page


def changed(tmp_path, old, new):
    """The policy file of the tests with the first place of some words changed."""
    text = chosen.KEEPWELL_POLICY.read_text("utf-8")
    assert old in text
    file = tmp_path / "policy.toml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file
