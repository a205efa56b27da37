"""What the papers say: everything that the policy states, each in its place, under one hash."""

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest

from keepwell.policy.blocks import Table, WarningText, words
from keepwell.policy.papers import DATA, papers
from keepwell.policy.papers.links import runs
from keepwell.policy.papers.return_map import columns
from tests.policy.papers.conftest import ON

NAMES = [
    "notice-adult", "notice-child", "notice-easy", "retention-schedule", "duties-and-choices", "record-of-processing",
    "policy-document", "return-map",
]  # fmt: skip


def text(paper):
    return "\n".join(words(block) for section in paper.sections for block in section.blocks)


def tables(paper):
    return [block for section in paper.sections for block in section.blocks if isinstance(block, Table)]


def test_every_paper_is_made(made):
    assert list(made) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_paper_bears_controller_version_days_and_hash(made, policy, name):
    said = dict(made[name].made)
    assert said["Controller"] == "Marlowshire County Council"
    assert said["Version"] == "1.0"
    assert said["In force from"] == "1 November 2026"
    assert said["As at"] == "22 November 2026"
    assert policy.digest in said.values()


@pytest.mark.parametrize("name", NAMES)
def test_example_is_warned_of_once_and_first(made, name):
    warnings = [block for section in made[name].sections for block in section.blocks if isinstance(block, WarningText)]
    assert len(warnings) == 1
    assert made[name].sections[0].blocks[0] == warnings[0]


@pytest.mark.parametrize("name", NAMES)
def test_sections_have_ids_of_their_own_and_tables_are_whole(made, name):
    ids = [section.id for section in made[name].sections]
    assert len(ids) == len(set(ids))
    for table in tables(made[name]):
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.headings)}
        assert all(cell for row in table.rows for cell in row)


def test_small_policy_has_papers_too(written):
    """A file without anything that is optional."""
    made = {one.name: one for one in papers(written(), ON)}
    assert "notice-easy" not in made
    assert "No basis here needs" in text(made["policy-document"])
    assert "declares no column of a return" in text(made["return-map"])


def test_schedule_has_every_rule_and_every_category(made, policy):
    rules, kinds = tables(made["retention-schedule"])
    assert list(rules.row_ids) == [(f"retention.{id}",) for id in policy.retention]
    assert [row[0] for row in kinds.rows] == [one.title for one in policy.categories.values()]
    assert not any("No rule" in row[1] for row in kinds.rows)


def test_rule_that_has_ended_is_not_in_the_schedule(changed):
    ended = changed(("[retention.requests]\n", "[retention.requests]\nvalid_to = 2026-11-21\n"))
    (paper,) = (one for one in papers(ended, ON) if one.name == "retention-schedule")
    assert "retention.requests" not in {id for table in tables(paper) for id in table.ids}
    (before,) = (one for one in papers(ended, date(2026, 11, 21)) if one.name == "retention-schedule")
    assert "retention.requests" in {id for table in tables(before) for id in table.ids}


def test_duties_have_every_fact_under_its_obligation(made, policy):
    paper = made["duties-and-choices"]
    held = {section.id: section.blocks[-1].ids for section in paper.sections[1:]}
    for fact in policy.fields.values():
        assert f"field.{fact.id}" in held[fact.obligation]
        assert fact.consequence in text(paper)
    assert "REFU" in {row[-1] for row in tables(paper)[-1].rows}


def test_policy_document_speaks_of_each_basis_that_needs_it(made, policy):
    needing = [f"basis.{one.id}" for one in policy.bases.values() if one.document]
    assert list(tables(made["policy-document"])[0].ids) == needing
    said = text(made["policy-document"])
    assert "six months after the work it covers has ended" in said
    assert "Unanswered" not in said


def test_policy_document_names_the_principle_that_nothing_serves(changed):
    bare = changed(('principles = ["accuracy"]', 'principles = ["security"]'), ("[right.correct]", "[right.mend]"),
                   ('"right.access", "right.correct", "right.object"', '"right.access", "right.object"'))  # fmt: skip
    bare = replace(bare, objects={**bare.objects, "steward": {}})
    (paper,) = (one for one in papers(bare, ON) if one.name == "policy-document")
    (accuracy,) = (section for section in paper.sections if section.id == "accuracy")
    assert words(accuracy.blocks[0]).startswith("Unanswered. Where it belongs: a [safeguard.…] with “accuracy”")


def test_return_map_has_every_item_of_every_fact(made, policy):
    there = {f"{one.collection}.{one.table}.{one.name}" for one in columns(policy, ON)}
    assert {item for fact in policy.fields.values() for item in fact.items} <= there
    assert "ssda903.Header.UASC" in there  # kept with a category, and no fact that is asked for
    assert "cin.Header.LEA" in there  # about nobody
    assert len(there) == len(columns(policy, ON)) == sum(len(table.rows) for table in tables(made["return-map"]))


def test_every_return_column_is_in_the_map(policy):
    from keepwell.returns.cin.tables import TABLES as CIN
    from keepwell.returns.ssda903.tables import TABLES as SSDA903

    there = {(one.collection, one.table, one.name) for one in columns(policy, ON)}
    for collection, returned in (("ssda903", SSDA903), ("cin", CIN)):
        for table in returned.values():
            for column in (*table.columns, *table.derived):
                assert {(collection, table.name, column.name), (collection, "*", column.name)} & there, column


def test_map_of_a_column_leads_to_fact_category_and_law(policy):
    lines = list(csv.DictReader(io.StringIO(DATA["return-map.csv"](policy, ON), newline="")))
    (ethnic,) = (line for line in lines if line["column"] == "ETHNIC")
    assert (ethnic["collection"], ethnic["table"], ethnic["field"]) == ("ssda903", "Header", "ethnicity")
    assert (ethnic["category"], ethnic["category_title"], ethnic["obligation"]) == (
        "characteristics",
        "Characteristics",
        "voluntary",
    )
    assert "Schedule 1, paragraph 8" in ethnic["law"]


def test_csv_holds_no_formula(changed):
    odd = changed(('title = "Ethnic group"', 'title = "=HYPERLINK(1)"'))
    (line,) = (one for one in csv.DictReader(io.StringIO(DATA["return-map.csv"](odd, ON))) if one["column"] == "ETHNIC")
    assert line["field_title"] == "'=HYPERLINK(1)"


def test_addresses_in_text_are_found_without_the_stop():
    said = list(runs("Write to a.b@c.example, or see https://x.example/y. Then (https://z.example) wait."))
    assert [to for _, to in said if to] == ["mailto:a.b@c.example", "https://x.example/y", "https://z.example"]
    assert "".join(words for words, _ in said).endswith("(https://z.example) wait.")


# The notice to read aloud


def sentences(paper):
    for section in paper.sections:
        for block in section.blocks:
            if not isinstance(block, WarningText):
                yield from (one for one in re.split(r"(?<=[.?!:])\s+|\n", words(block)) if one)


def syllables(word):
    """About how many, counted as groups of vowels; a silent e at the end is none."""
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeiouyl])e$", "", word.lower()))))


def test_notice_to_read_aloud_is_easy(made, policy):
    paper = made["notice-easy"]
    assert not tables(paper)
    said = [
        [w for w in re.findall(r"[A-Za-z’']+", one) if w not in ("Marlowshire", "County", "Council")]
        for one in sentences(paper)
    ]
    count = [len(one) for one in said if one]
    assert max(count) <= 14
    # The Flesch-Kincaid grade: 4 is read at about nine.
    spoken = [syllables(word) for one in said for word in one]
    assert 0.39 * sum(count) / len(count) + 11.8 * sum(spoken) / len(spoken) - 15.59 < 4


def test_notice_to_read_aloud_says_what_matters(made):
    ids = {id for section in made["notice-easy"].sections for block in section.blocks for id in block.ids}
    assert {"recipient.department", "right.access", "right.complain", "retention.in-care", "category.access-log"} <= ids
