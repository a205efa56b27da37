"""Every code of both returns is known, has a label of ours, and says whether it is still in use."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from keepwell.codes import CODE_SETS, code_set

SPECS = Path(__file__).parents[3] / "shared" / "specs"
needs_specs = pytest.mark.skipif(not SPECS.is_dir(), reason="no shared specifications beside this folder")


def ssda903_columns():
    tables = json.loads((SPECS / "ssda903/tables.json").read_text("utf-8"))["tables"]
    for table in tables.values():
        for name, column in table["columns"].items():
            if "codes" in column:
                yield name, column["codes"]


def census_lists():
    return json.loads((SPECS / "cin/census.json").read_text("utf-8"))["codes"]


@needs_specs
def test_ssda903_columns_have_exactly_the_codes_of_the_specification():
    for name, codes in ssda903_columns():
        assert set(code_set(f"ssda903.{name}").codes) == set(codes), name


@needs_specs
def test_cin_lists_have_every_code_of_the_census():
    for name, entry in census_lists().items():
        ours = code_set(f"cin.{name}")
        codes = entry["yes"] + entry["no"] if name == "flag" else entry["codes"] or []
        assert [code for code in codes if ours.label(code) is None] == [], name
        assert ours.closed == (entry.get("codes", codes) is not None), name


@needs_specs
def test_cin_lists_have_no_code_the_census_lacks():
    for name, entry in census_lists().items():
        if entry.get("codes"):
            ours = code_set(f"cin.{name}")
            assert {*ours.codes, *ours.withdrawn} == set(entry["codes"]), name


@needs_specs
def test_no_set_is_left_over():
    declared = {f"ssda903.{name}" for name, _ in ssda903_columns()} | {f"cin.{name}" for name in census_lists()}
    assert set(CODE_SETS) - declared == {"local_authority", "ssda903.PL_LOCATION"}


@needs_specs
def test_authorities_of_previous_permanence_are_all_named():
    numbers = {code for name, codes in ssda903_columns() if name == "LA_PERM" for code in codes if code.isdigit()}
    authorities = code_set("local_authority")
    assert [number for number in sorted(numbers - {"999"}) if authorities.label(number) is None] == []


@pytest.mark.parametrize("name", sorted(CODE_SETS))
def test_a_set_is_whole(name):
    codes = CODE_SETS[name]
    labels = {**codes.withdrawn, **codes.codes}
    assert codes.name == name
    assert codes.title
    assert codes.source
    assert not set(codes.codes) & set(codes.withdrawn)
    assert all(label == label.strip() and label[0].isupper() and len(label) <= 70 for label in labels.values())
    assert codes.unsure <= set(labels)
    assert set(codes.since) <= set(labels)
    assert set(codes.until) <= set(codes.withdrawn)


# Labels of one set must tell its codes apart; these codes truly mean the same.
SAME_MEANING = {"cin.flag": 2, "ssda903.SEX": 2}


@pytest.mark.parametrize("name", sorted(CODE_SETS))
def test_labels_tell_the_codes_apart(name):
    codes = CODE_SETS[name]
    labels = [*codes.codes.values(), *codes.withdrawn.values()]
    assert len(labels) - len(set(labels)) == SAME_MEANING.get(name, 0)


def test_state_of_a_withdrawn_code():
    place = code_set("ssda903.PLACE")
    assert (place.state("U1"), place.state("H5"), place.state("B1")) == ("current", "withdrawn", "unknown")
    assert place.label("H5") == "Semi-independent living, not a children's home"
    assert not place.knows("H5")


def test_codes_are_compared_exactly():
    place = code_set("ssda903.PLACE")
    assert [place.label(code) for code in ("u1", " U1", "", None)] == [None] * 4
    assert not place.knows("u1")


def test_accommodation_says_where_and_whether_suitable():
    accommodation = code_set("ssda903.ACCOM")
    for code, label in accommodation.codes.items():
        if code != "0":
            assert label.endswith(": suitable" if code.endswith("1") else ": not suitable"), code


def test_accommodation_pairs_name_one_place():
    codes = code_set("ssda903.ACCOM").codes
    for code in codes:
        if code.endswith("1"):
            assert codes[code].split(":")[0] == codes[code[0] + "2"].split(":")[0]


@pytest.mark.parametrize(
    ("name", "code", "first", "last"),
    [
        ("ssda903.PLACE", "K3", 2025, None),
        ("ssda903.PLACE", "Z12", 2026, None),
        ("ssda903.PLACE", "Z1", None, 2025),
        ("ssda903.PLACE", "H5", None, 2025),
        ("ssda903.SEX", "M", 2025, None),
        ("ssda903.SEX", "1", None, 2024),
        ("cin.GenderCurrent", "9", None, 2024),
        ("ssda903.LA_PERM", "838", 2020, None),
        ("local_authority", "909", None, 2023),
    ],
)
def test_for_year_keeps_a_code_within_its_years(name, code, first, last):
    if first:
        assert not code_set(name).for_year(first - 1).knows(code)
        assert code_set(name).for_year(first).knows(code)
    if last:
        assert code_set(name).for_year(last).knows(code)
        assert not code_set(name).for_year(last + 1).knows(code)


@pytest.mark.parametrize("name", sorted(CODE_SETS))
def test_for_year_loses_no_label(name):
    codes = CODE_SETS[name]
    for year in (2015, 2024, 2025, 2026, 2027):
        then = codes.for_year(year)
        assert {**then.codes, **then.withdrawn} == {**codes.codes, **codes.withdrawn}
    assert dict(codes.for_year(2027).codes) == dict(codes.codes)


def test_unknown_set_is_a_sentence():
    with pytest.raises(KeyError) as caught:
        code_set("ssda903.PLACES")
    assert "There is no code set named 'ssda903.PLACES'." in caught.value.args[0]
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_doubtful_labels_are_marked():
    assert code_set("ssda903.PLACE").unsure == {"Z11", "Z12", "Z13", "Z14"}
    assert "UN10" in code_set("cin.UPNunknown").unsure


def test_importing_codes_brings_no_heavy_library():
    listed = "import sys, keepwell.codes; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True).stdout.split()
    assert {"polars", "django", "requests", "lxml"} & set(loaded) == set()
