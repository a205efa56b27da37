import re
from itertools import pairwise

import pytest
from django.conf import settings as chosen

from keepwell.web.access.policy import policy
from keepwell.web.site import notice
from keepwell.web.site.urls import *  # noqa: F403 - this module is the address book of its own tests
from keepwell.web.site.urls import urlpatterns as own
from tests.web.site.outline import Outline

# The pages answer here whether or not the site's own address book has them.
urlpatterns = [*notice.urlpatterns, *own]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

AUDIENCES = {"/notice/": "adult", "/notice/child/": "child", "/notice/easy/": "easy"}
EACH = pytest.mark.parametrize("address", AUDIENCES)


@pytest.fixture
def adult(client):
    return client.get("/notice/").text


@EACH
def test_notice_is_read_without_signing_in(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "Sign out" not in response.text


@EACH
def test_notice_says_every_word_of_the_policys_notice(client, address):
    held = policy().notice(AUDIENCES[address])
    words = Outline(client.get(address).text).words
    for line in held.text.splitlines():
        for piece in line.split(" | "):
            assert squeezed(piece) in squeezed(words), piece


def squeezed(text):
    """Without what a tag or a definition may put in or take away."""
    return re.sub(r"[\s:]", "", text)


def test_notice_names_every_category_recipient_role_and_right(adult):
    words = Outline(adult).words
    held = policy()
    for one in (*held.categories.values(), *held.recipients.values(), *held.roles.values(), *held.rights.values()):
        assert one.title in words


def test_childs_notice_is_the_childs(client):
    page = client.get("/notice/child/").text
    assert f">{policy().notice('child').title}</h1>" in page
    assert 'href="/notice/"' in page


def test_adults_notice_leads_to_the_others(adult):
    assert {"/notice/child/", "/notice/easy/", "/notice/papers/"} <= set(Outline(adult).links)


def test_notice_to_read_aloud_leads_to_the_childs_and_has_no_table(client):
    page = Outline(client.get("/notice/easy/").text)
    assert "/notice/child/" in page.links
    assert page.tables == []
    assert "/notice/easy/" in Outline(client.get("/notice/child/").text).links


@EACH
def test_notice_ends_with_version_day_and_hash(client, address):
    page = client.get(address).text
    end = page[page.rindex("kw-notice__made") :]
    assert "<dd>1.0</dd>" in end
    assert "<dd>1 November 2026</dd>" in end
    assert policy().digest in end


@EACH
def test_headings_stand_in_order(client, address):
    levels = Outline(client.get(address).text).levels
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@EACH
def test_every_section_is_in_the_contents(client, address):
    page = Outline(client.get(address).text)
    for section in policy().notice(AUDIENCES[address]).sections:
        assert section.id in page.ids
        assert f"#{section.id}" in page.links


@EACH
@pytest.mark.parametrize("query", ["", "?tables=open"])
def test_ids_are_used_once_and_links_inside_lead_somewhere(client, address, query):
    page = Outline(client.get(address + query).text)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_tables_have_captions_and_scoped_headings(adult):
    tables = Outline(adult).tables
    assert len(tables) == 12
    for table in tables:
        assert table["captions"] == 1
        assert all(row == ["row"] + ["td"] * (table["cols"] - 1) for row in table["rows"])


def test_long_tables_are_folded_and_short_ones_are_not(adult):
    for table in Outline(adult).tables:
        assert table["folded"] == (len(table["rows"]) > notice.FOLDED_ABOVE)


def test_folded_tables_open_on_request(client, adult):
    assert "<details open" not in re.sub(r' class="[^"]*"', "", adult)
    unfolded = re.sub(r' class="[^"]*"', "", client.get("/notice/?tables=open").text)
    long = [table for table in Outline(adult).tables if len(table["rows"]) > notice.FOLDED_ABOVE]
    assert unfolded.count("<details open>") == unfolded.count("<details") == len(long) > 0


def test_each_object_the_notice_states_can_be_linked_to(adult):
    held = policy()
    for kind, id in (("category", "section47"), ("recipient", "courts"), ("right", "access")):
        assert f'id="{kind}-{id}" data-ids="{kind}.{id}"' in adult
    stated = {id for ids in re.findall(r'data-ids="([^"]*)"', adult) for id in ids.split()}
    assert stated == held.notice("adult").ids


def test_addresses_are_links(adult):
    links = Outline(adult).links
    assert any(link.startswith("mailto:") for link in links)
    assert any(link.startswith("https://") for link in links)


@EACH
def test_notice_has_no_script_or_style_of_its_own(client, address):
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=\"|javascript:", client.get(address).text)


@EACH
def test_notice_is_only_read(client, address):
    assert client.post(address).status_code == 405


def test_words_of_the_policy_are_never_markup(client, settings, tmp_path):
    settings.KEEPWELL_POLICY = changed(tmp_path, "Who we are", "Who <b>we</b> are")
    page = client.get("/notice/").text
    assert "Who &lt;b&gt;we&lt;/b&gt; are" in page
    assert "<b>we</b>" not in page


def test_another_policy_is_another_page(client, settings, tmp_path, adult):
    settings.KEEPWELL_POLICY = changed(tmp_path, 'version = "1.0"', 'version = "1.7"')
    page = client.get("/notice/").text
    assert "<dd>1.7</dd>" in page
    assert policy().digest not in adult


def test_policy_without_a_childs_notice_has_no_such_page(client, settings, tmp_path):
    # The child's notice and the one to read aloud are the last things in the file.
    text = chosen.KEEPWELL_POLICY.read_text("utf-8")
    settings.KEEPWELL_POLICY = changed(tmp_path, text[text.index("[notice.child]") :], "")
    assert list(policy().texts) == ["adult"]
    links = Outline(client.get("/notice/").text).links
    for address in ("/notice/child/", "/notice/easy/"):
        assert client.get(address).status_code == 404
        assert address not in links


def changed(tmp_path, old, new):
    """The policy file of the tests with the first place of some words changed."""
    text = chosen.KEEPWELL_POLICY.read_text("utf-8")
    assert old in text
    file = tmp_path / "policy.toml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file
