"""The pages about rules say what the rules say."""

import importlib.util

import pytest

from keepwell.returns.catalogue import rules_of
from tests.conftest import ROOT

spec = importlib.util.spec_from_file_location("docs_rules", ROOT / "docs" / "rules.py")
rules = importlib.util.module_from_spec(spec)
spec.loader.exec_module(rules)


@pytest.mark.parametrize("name", rules.PAGES)
def test_the_page_is_up_to_date(name):
    assert (ROOT / "docs/rules" / name).read_text(encoding="utf-8") == rules.PAGES[name](), "run `make docs`"


@pytest.mark.parametrize("collection", rules.TITLES)
def test_every_rule_has_one_line(collection):
    lines = rules.page(collection).splitlines()
    for rule in rules_of(collection):
        assert len([line for line in lines if line.startswith(f"| **{rule.code}** |")]) == 1, rule.code


def test_a_rule_that_speaks_of_a_derived_column_needs_the_postcodes():
    assert rules.needs_of("ssda903")["164"] == {"postcodes"}
