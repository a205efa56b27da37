"""Where facts are kept: columns by category, and those that tell nothing about a child."""

import pytest

from keepwell.policy import PolicyError
from keepwell.policy.columns import columns_apart, declared_columns, named, whole_rows

KEPT = """
[kept.names]
categories = ["identity"]
columns = ["a.Name b.Names: given, family", "report.page: Line of the file"]

[kept.rows]
whole = true
groups = ["person"]
columns = ["a.Row: cells"]

[apart.keys]
title = "Numbers of rows"
about = "nobody"
why = "They join rows."
columns = ["*: id", "a.Row: number"]

"""


def declaring(written, *changes, text=KEPT):
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return written(("[origin.child]", text + "[origin.child]"))


def test_named_takes_each_name_at_each_place():
    assert list(named(["a.Name b.Names: given, family"])) == [
        "a.Name.given", "a.Name.family", "b.Names.given", "b.Names.family",
    ]  # fmt: skip


def test_columns_have_the_categories_that_keep_them(written):
    found = declared_columns(declaring(written).objects)
    assert found["b.Names.family"] == ("identity",)
    assert found["report.page.Line of the file"] == ("identity",)
    assert found["a.Row.cells"] == ("identity", "health")


def test_items_of_a_fact_are_declared_with_it(policy):
    found = declared_columns(policy.objects)
    assert found["ssda903.*.DOB"] == ("identity",)
    assert found["cin.Section47.DateOfInitialCPC"] == ("conference",)


def test_columns_apart_have_their_reason(written):
    found = columns_apart(declaring(written).objects)
    assert found.keys() == {"*.id", "a.Row.number"}
    assert {one.why for one in found.values()} == {"They join rows."}


def test_whole_rows_are_told(written):
    assert whole_rows(declaring(written).objects) == {"a.Row.cells"}


def test_a_policy_without_columns_can_be_loaded(written):
    assert declared_columns(written().objects) == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("a.Row: cells", "a.Row cells", r"kept\.rows\.columns: should hold lines .* “a\.Row cells”"),
        ("a.Row: cells", "a.Row: cells,, more", r"kept\.rows\.columns: should hold lines"),
        ("a.Row: cells", ": cells", r"kept\.rows\.columns: should hold lines"),
        ("a.Row: cells", "*: cells", r"kept\.rows\.columns: should hold lines"),
        ("*: id", "a.*: id", r"apart\.keys\.columns: should hold lines"),
        ("a.Row: number", "b.Names: given", r"declares b\.Names\.given, which kept\.names declares too\. Take it out"),
        ('categories = ["identity"]', "", r"kept\.names\.categories: names no category"),
        ('categories = ["identity"]', 'categories = ["identty"]', "names the category “identty”"),
        ('why = "They join rows."', "", r"apart\.keys\.why: is missing"),
        ('about = "nobody"', 'about = "me"', "cannot be “me”"),
    ],
)
def test_a_wrong_declaration_names_its_mend(written, old, new, said):
    with pytest.raises(PolicyError, match=said):
        declaring(written, (old, new))


def test_a_column_of_a_fact_is_not_declared_again(written):
    fact = """
[field.number]
title = "Number"
category = "identity"
obligation = "needed"
duty_on = "nobody"
law = ["act"]
consequence = "None."
items = ["a.Row.number"]

"""
    with pytest.raises(PolicyError, match=r"declares a\.Row\.number, which field\.number declares too"):
        declaring(written, text=KEPT + fact)
