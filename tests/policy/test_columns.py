"""Where facts are kept: columns by category, and those that tell nothing about a child."""

import pytest

from keepwell.policy import PolicyError
from keepwell.policy.columns import columns_apart, declared_columns, empty_places, named, whole_rows, within

KEPT = """
[kept.names]
categories = ["identity"]
columns = ["a.Name b.Names: given, family", "report.page: Day of the file"]

[kept.rows]
whole = true
groups = ["person"]
columns = ["a.Row: cells"]

[apart.marks]
title = "Numbers of rows"
about = "nobody"
why = "They join rows."
columns = ["*: key", "a.Row: number"]

[empty.returns]
title = "Returns of a council"
why = "We make none."
places = ["cin.*", "a.Plan.* a.Name.former"]

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
    assert found["report.page.Day of the file"] == ("identity",)
    assert found["a.Row.cells"] == ("identity", "health")


def test_items_of_a_fact_are_declared_with_it(policy):
    found = declared_columns(policy.objects)
    assert found["ssda903.*.DOB"] == ("identity",)
    assert found["cin.Section47.DateOfInitialCPC"] == ("conference",)


def test_columns_apart_have_their_reason(written):
    found = columns_apart(declaring(written).objects)
    own = {column: one for column, one in found.items() if one.id == "marks"}
    assert own.keys() == {"*.key", "a.Row.number"}
    assert {one.why for one in own.values()} == {"They join rows."}


def test_whole_rows_are_told(written):
    assert whole_rows(declaring(written).objects) == {"a.Row.cells"}


def test_empty_places_have_their_reason(written):
    found = empty_places(declaring(written).objects)
    assert list(found) == ["cin.*", "a.Plan.*", "a.Name.former"]
    assert {one.why for one in found.values()} == {"We make none."}


@pytest.mark.parametrize(
    ("column", "place"),
    [
        ("cin.Header.Year", "cin.*"),
        ("a.Plan.on", "a.Plan.*"),
        ("a.Name.former", "a.Name.former"),
        ("a.Name.given", None),
        ("a.forms.Plan.on", None),
        ("a.forms.Ask.on", "a.forms.Ask.*"),
    ],
)
def test_within(column, place):
    assert within(column, {"cin.*", "a.Plan.*", "a.Name.former", "a.forms.Ask.*"}) == place


def test_a_policy_without_columns_can_be_loaded(written):
    assert declared_columns(written().objects) == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("a.Row: cells", "a.Row cells", r"kept\.rows\.columns: should hold lines .* “a\.Row cells”"),
        ("a.Row: cells", "a.Row: cells,, more", r"kept\.rows\.columns: should hold lines"),
        ("a.Row: cells", ": cells", r"kept\.rows\.columns: should hold lines"),
        ("a.Row: cells", "*: cells", r"kept\.rows\.columns: should hold lines"),
        ("*: key", "a.*: key", r"apart\.marks\.columns: should hold lines"),
        ("a.Row: number", "b.Names: given", r"declares b\.Names\.given, which kept\.names declares too\. Take it out"),
        ('categories = ["identity"]', "", r"kept\.names\.categories: names no category"),
        ('categories = ["identity"]', 'categories = ["identty"]', "names the category “identty”"),
        ('why = "They join rows."', "", r"apart\.marks\.why: is missing"),
        ('about = "nobody"', 'about = "me"', "cannot be “me”"),
        ("[apart.marks]", "[apart.keys]", r"apart\.keys: is declared in house\.toml, for every policy\. Take it out"),
        ("*: key", "*: id", r"apart\.marks.* declares \*\.id, which apart\.keys of house\.toml .* out of this file"),
        ("a.Row: cells", "staff.User: email", r"declares staff\.User\.email, which apart\.staff of house\.toml"),
        ('why = "We make none."', "", r"empty\.returns\.why: is missing"),
        ("cin.*", "record.*", r"empty\.returns\.places: should name tables, .*“record\.\*” is neither"),
        ("cin.*", "*", r"“\*” is neither"),
        ("cin.*", "cin", r"“cin” is neither"),
        ("cin.*", "report.page.*", r"“report\.page\.\*” is neither"),
        ("cin.*", "a.Name.*", r"nothing is kept in a\.Name\.\*, and a\.Name\.given is declared with a category"),
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


def test_a_fact_does_not_name_a_column_of_the_house(written):
    fact = """
[field.year]
title = "Year"
category = "identity"
obligation = "needed"
duty_on = "nobody"
law = ["act"]
consequence = "None."
items = ["cin.Header.Year"]

"""
    with pytest.raises(
        PolicyError, match=r"field\.year\.items: declares cin\.Header\.Year, which apart\.census-header"
    ):
        declaring(written, ('places = ["cin.*", ', "places = ["), text=KEPT + fact)
