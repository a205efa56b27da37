"""What is declared once for every policy: where it stands, and that it is part of each."""

import pytest

from keepwell.policy import PolicyError, load, shipped
from keepwell.policy.columns import columns_apart
from keepwell.policy.digest import digest
from keepwell.policy.house import all_given, house, read_house
from keepwell.policy.parsing import parse

GOOD = """
[apart.keys]
title = "Numbers"
about = "nobody"
why = "They join rows."
columns = ["a.Row: id"]
"""


def reading(tmp_path, text):
    file = tmp_path / "house.toml"
    file.write_text(text, "utf-8")
    return read_house(file)


def test_a_house_is_read(tmp_path):
    assert reading(tmp_path, GOOD).apart["keys"].why == "They join rows."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[apart.keys]", "[kept.keys]", "house.toml, line 2, kept: does not belong here"),
        ("a.Row: id", "a.Row id", r"house\.toml, line 6, apart\.keys\.columns: should hold lines"),
        ("a.Row: id", "a.Row: id, id", r"apart\.keys declares too"),
        ('why = "They join rows."', "", r"house\.toml, line 2, apart\.keys\.why: is missing"),
        ("[apart.keys]", "[apart.keys", "house.toml, line 2: is not TOML here"),
    ],
)
def test_a_mistake_names_the_house_and_its_line(tmp_path, old, new, said):
    assert old in GOOD
    with pytest.raises(PolicyError, match=said):
        reading(tmp_path, GOOD.replace(old, new))


def test_the_house_is_part_of_every_policy(written):
    assert columns_apart(written().objects)["staff.User.email"].about == "staff"


def test_the_house_is_part_of_the_fingerprint(policy):
    parsed = parse("x", shipped().read_text("utf-8"))
    assert digest(all_given(parsed)) == policy.digest
    without = {**house().given}
    without.pop("staff")
    assert digest({**parsed, "apart": without}) != policy.digest


def test_a_policy_may_have_something_apart_of_its_own(tmp_path):
    file = tmp_path / "own.toml"
    own = GOOD.replace("apart.keys", "apart.door").replace("a.Row: id", "door.Lock: code")
    file.write_text(shipped().read_text("utf-8") + own, "utf-8")
    assert columns_apart(load(file).objects)["door.Lock.code"].id == "door"
