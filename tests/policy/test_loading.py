from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from keepwell.policy import PolicyError, load, shipped
from keepwell.policy.loading import KINDS

# What is replaced in the minimal file, by what, and what the person must be told: line, key, and part of the sentence.
BROKEN = {
    "missing key": (
        'version = "1"\n',
        "",
        "policy.version",
        "is missing. Add “version = …” with text in quotes.",
    ),
    "missing controller": ('ico_number = "Z1"', "", "controller.ico_number", "is missing"),
    "unknown id": (
        'enactments = ["act"]',
        'enactments = ["acct"]',
        "basis.help.enactments",
        "Did you mean “act”?",
    ),
    "unknown id in a grant": (
        'categories = ["identity"]',
        'categories = ["identiti"]',
        "role.worker.grants.casework.categories",
        "names the category “identiti”, which this file does not declare. Did you mean “identity”?",
    ),
    "wrong type": (
        "tier = 1",
        'tier = "1"',
        "category.identity.tier",
        "should be a whole number; it is “1”.",
    ),
    "not a list": (
        'subjects = ["child"]\ntier',
        'subjects = "child"\ntier',
        "category.identity.subjects",
        "should be a list",
    ),
    "truth for a number": (
        "years = 25",
        "years = true",
        "retention.record.years",
        "should be a whole number",
    ),
    "not a choice": ("tier = 2", "tier = 4", "category.health.tier", "cannot be 4. Use one of: 1, 2, 3."),
    "date in quotes": (
        "valid_from = 2026-01-01",
        'valid_from = "1 January 2026"',
        "policy.valid_from",
        "should be a date without quotes, such as 2026-11-21",
    ),
    "ends before it begins": (
        'title = "Read"',
        'title = "Read"\nvalid_from = 2026-02-01\nvalid_to = 2026-01-01',
        "action.view.valid_to",
        "ends on 2026-01-01 before it begins on 2026-02-01",
    ),
    "unknown key": (
        'includes = "names"',
        'includes = "names"\nteir = 2',
        "category.identity.teir",
        "Did you mean “tier”?",
    ),
    "unknown table": ("[origin.child]", "[orign.child]", "orign", "Did you mean “origin”?"),
    "unfit id": ("[category.health]", '[category."Health data"]', "category.Health data", "is not a fit id"),
    "empty text": ('officer = "The officer"', 'officer = ""', "controller.officer", "is empty. Fill it in."),
    "special category without condition": (
        'article9 = "9(2)(h)"',
        "",
        "basis.help.article9",
        "covers “health”, which needs an Article 9 condition",
    ),
    "placeholder for nothing": (
        "{right.access.clock}",
        "{right.acess.clock}",
        "notice.adult.section[1].block[1].text",
        "{right.acess.clock}, which stands for nothing",
    ),
    "shows nothing known": (
        'text = "Ask',
        'shows = "recipiens" # "Ask',
        "notice.adult.section[1].block[1].shows",
        "Did you mean “recipients”?",
    ),
    "two kinds of text in a block": (
        'text = "Ask',
        'items = ["one"]\ntext = "Ask',
        "notice.adult.section[1].block[1]",
        "exactly one of “text”, “items” or “shows”",
    ),
    "block that names nothing declared": (
        'text = "Ask',
        'ids = ["right.acces"]\ntext = "Ask',
        "notice.adult.section[1].block[1].ids",
        "names “right.acces”",
    ),
    "unknown audience": ("[notice.adult]", "[notice.grown-up]", "notice.grown-up", "is not an audience"),
}


@pytest.mark.parametrize(("old", "new", "key", "sentence"), BROKEN.values(), ids=BROKEN.keys())
def test_load_names_key_and_mend(written, old, new, key, sentence):
    with pytest.raises(PolicyError) as caught:
        written((old, new))
    problem = next(one for one in caught.value.problems if one.key == key)
    assert problem.file == "fernley.toml"
    assert sentence in problem.text
    assert problem.line


def test_load_points_at_the_line(written):
    with pytest.raises(PolicyError) as caught:
        written(("tier = 2", "tier = 4"))
    assert str(caught.value).startswith("fernley.toml, line 47, category.health.tier: cannot be 4.")


def test_load_tells_every_mistake_at_once(written):
    with pytest.raises(PolicyError) as caught:
        written(("tier = 2", "tier = 4"), ('ico_number = "Z1"', ""), ("years = 25", 'years = "long"'))
    assert [problem.key for problem in caught.value.problems] == [
        "controller.ico_number",
        "category.health.tier",
        "retention.record.years",
    ]


def test_load_duplicate_id(written):
    with pytest.raises(PolicyError, match=r"line 50, subject\.child: is declared twice"):
        written(("[origin.child]", '[subject.child]\ntitle = "Again"\n[origin.child]'))


def test_load_duplicate_section(written):
    second = '\n[[notice.adult.section]]\nid = "all"\nheading = "Again"\n'
    with pytest.raises(PolicyError, match=r"section\[2\]\.id: “all” is the id of an earlier section too"):
        written(('{right.access.clock}."\n', '{right.access.clock}."\n' + second))


def test_load_toml_mistake_has_line(written):
    with pytest.raises(PolicyError, match=r"fernley\.toml, line 3: is not TOML here .* missing quote"):
        written(('title = "How we use information"', 'title = "How we use information'))


def test_load_impossible_date_has_line(written):
    with pytest.raises(PolicyError, match=r"fernley\.toml, line 5: is not TOML here"):
        written(("valid_from = 2026-01-01", "valid_from = 2026-02-31"))


def test_load_missing_file(tmp_path):
    with pytest.raises(PolicyError, match=r"absent\.toml: cannot be read: No such file"):
        load(tmp_path / "absent.toml")


def test_load_folder(tmp_path):
    with pytest.raises(PolicyError, match="cannot be read"):
        load(tmp_path)


def test_load_wrong_encoding(tmp_path):
    file = tmp_path / "old.toml"
    file.write_bytes("[policy]\ntitle = “é”".encode("cp1252"))
    with pytest.raises(PolicyError, match=r"old\.toml: is not UTF-8 text.*Save the file as UTF-8"):
        load(file)


def test_load_empty_file_lists_what_is_missing(tmp_path):
    file = tmp_path / "empty.toml"
    file.write_text("")
    with pytest.raises(PolicyError) as caught:
        load(file)
    told = {problem.key for problem in caught.value.problems}
    assert {"policy", "controller", "category", "basis", "role", "retention", "notice"} <= told


@pytest.mark.parametrize("table", ["policy = 1", "controller = []", 'category = "x"', "role = [1]", "notice = 3"])
def test_load_table_of_the_wrong_shape(tmp_path, table):
    file = tmp_path / "shape.toml"
    file.write_text(table)
    with pytest.raises(PolicyError):
        load(file)


def test_load_minimal(written):
    policy = written()
    assert policy.controller.name == "Fernley Council"
    assert policy.categories["identity"].valid_from == date(2026, 1, 1)
    assert policy.bases["help"].categories == ("identity", "health")


def test_policy_cannot_be_changed(written):
    policy = written()
    with pytest.raises(FrozenInstanceError):
        policy.version = "2"
    with pytest.raises(FrozenInstanceError):
        policy.categories["identity"].tier = 3
    with pytest.raises(TypeError):
        policy.categories["other"] = None
    with pytest.raises(TypeError):
        policy.roles["worker"].grants["other"] = None


def test_find_answers_every_kind(policy):
    for kind in KINDS:
        for id, one in policy.objects[kind].items():
            assert policy.find(f"{kind}.{id}") is one
    assert policy.find("controller") is policy.controller


def test_shipped_is_in_the_checkout():
    assert shipped("local-authority").name == "local-authority.toml"


def test_shipped_unknown_kind_says_what_there_is():
    with pytest.raises(PolicyError, match=r"no such policy is shipped\. Did you mean “local-authority”"):
        shipped("local-autority")
