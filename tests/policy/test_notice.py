import re
from itertools import pairwise

import pytest

from keepwell.policy.blocks import BulletList, Definitions, Table, words

PLACEHOLDER = re.compile(r"[{}]")


@pytest.fixture(scope="module")
def adult(policy):
    return policy.notice("adult")


@pytest.fixture(scope="module")
def child(policy):
    return policy.notice("child")


def test_notice_mentions_every_category_recipient_and_right(policy, adult):
    for kind in (
        "category",
        "recipient",
        "right",
        "purpose",
        "source",
        "role",
        "gateway",
        "processor",
        "retention",
        "field",
    ):
        for one in policy.objects[kind].values():
            assert one.title in adult.text, f"{kind}.{one.id}"
            assert f"{kind}.{one.id}" in adult.ids


def test_notice_says_what_articles_13_and_14_ask(policy, adult):
    sections = [section.id for section in adult.sections]
    assert sections == [
        "who-we-are", "what-we-hold", "where-from", "why", "lawful-basis", "duty-or-choice", "who-sees-it",
        "how-long", "who-we-share-with", "department", "companies-and-abroad", "your-rights",
        "automated-decisions", "complain", "sources", "version",
    ]  # fmt: skip
    for said in (
        policy.controller.name,
        policy.controller.officer_email,
        policy.controller.phone,
        "within 30 days",
        "Information Commissioner",
        "National Pupil Database",
        "Articles 44 to 49",
        "Articles 22A to 22D",
        "change your mind",
        policy.digest,
        "version 1.0, in force from 1 November 2026",
    ):
        assert said in adult.text


def test_notice_names_every_place_it_fills(adult, child):
    for notice in (adult, child):
        assert not PLACEHOLDER.search(notice.text + notice.title)


def test_notice_ids_exist(policy, adult, child):
    for notice in (adult, child):
        for reference in notice.ids:
            policy.find(reference)


def test_blocks_are_even(adult, child):
    for block in (block for notice in (adult, child) for section in notice.sections for block in section.blocks):
        match block:
            case Table():
                assert block.rows
                assert {len(row) for row in block.rows} == {len(block.headings)}
                assert len(block.row_ids) == len(block.rows)
                assert all(all(row) for row in block.rows), block.caption
            case BulletList():
                assert block.items
                assert len(block.item_ids) in (0, len(block.items))
            case Definitions():
                assert len(block.pair_ids) == len(block.pairs)
            case _:
                assert block.text


def test_example_is_marked_as_one(policy, adult, child):
    for notice in (adult, child):
        first = notice.sections[0].blocks[0]
        assert (first.kind, first.text) == ("warning", policy.controller.example)


def test_notice_of_a_real_controller_bears_no_warning(written):
    notice = written().notice()
    assert [block.kind for block in notice.sections[0].blocks] == ["paragraph"]
    assert notice.sections[0].blocks[0].text == "Ask The officer within One month."
    assert notice.sections[0].blocks[0].ids == ("controller", "right.access")
    assert notice.title == "Notice of Fernley Council"


def test_notice_follows_the_file(written):
    notice = written(("Ask {controller.officer}", "Write to {controller.officer_email}")).notice()
    assert "Write to officer@fernley.example" in notice.text


def test_roles_shown_are_what_the_policy_decides(written):
    shown = ('text = "Ask', 'shows = "roles" # "Ask')
    assert "Read: everything we hold except health" in written(shown).notice().text
    wider = written(shown, ('categories = ["identity"]\npurposes', 'groups = ["person"]\npurposes')).notice()
    assert "Read: everything we hold except" not in wider.text
    assert "Read: everything we hold" in wider.text


def test_notice_unknown_audience(policy):
    with pytest.raises(KeyError):
        policy.notice("easy-read")


def test_child_notice_is_short(adult, child):
    assert len(child.text.split()) < 800 < len(adult.text.split())
    assert "everything" in adult.text
    assert "Article" not in child.text


# Plain English. The formula is Flesch and Kincaid's (1975); syllables are counted by groups of vowels.
def grade(text):
    sentences = [one for one in re.split(r"(?<=[.!?:])\s+|\n", text) if one.strip()]
    spoken = re.findall(r"[A-Za-z']+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower())))) for word in spoken)
    return 0.39 * len(spoken) / len(sentences) + 11.8 * syllables / len(spoken) - 15.59


def prose(notice):
    return "\n".join(
        words(block) for section in notice.sections for block in section.blocks if block.kind == "paragraph"
    )


def test_adult_notice_reads_at_about_thirteen(adult):
    assert grade(prose(adult)) < 9  # school year of a reader of thirteen or fourteen


def test_child_notice_reads_at_about_ten(child):
    assert grade(prose(child)) < 6


def test_no_sentence_is_long(adult, child):
    for notice in (adult, child):
        for sentence in re.split(r"(?<=[.!?:])\s+|\n", prose(notice)):
            assert len(sentence.split()) <= 30, sentence


def test_sections_have_their_own_ids(adult):
    ids = sorted(section.id for section in adult.sections)
    assert all(one != other for one, other in pairwise(ids))
    assert all(re.fullmatch("[a-z-]+", id) for id in ids)
