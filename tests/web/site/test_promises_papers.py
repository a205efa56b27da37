"""The promise that the law or a written assessment stands behind each use."""

from dataclasses import replace
from datetime import date

import pytest

from keepwell.policy import load, shipped
from keepwell.web.site.promises.evidence.basis import assessed
from keepwell.web.site.promises.evidence.found import Look

ON = date(2026, 11, 22)


@pytest.fixture(scope="module")
def ours():
    return load(shipped())


def look(policy, **changes):
    held = {id: replace(one, **changes) for id, one in policy.objects["assessment"].items()}
    return Look(replace(policy, objects={**policy.objects, "assessment": held}), ON)


def test_every_activity_is_assessed(ours):
    found = assessed(look(ours))
    assert found.kept
    assert "0 without a law, 0 without an impact assessment" in found.words


@pytest.mark.parametrize(
    "changes", [{"reviewed_on": None}, {"kept_at": ""}, {"purposes": ("returns",)}, {"kind": "interests"},
                {"valid_to": date(2026, 11, 21)}],
)  # fmt: skip
def test_assessment_that_is_not_done_or_nowhere_counts_as_none(ours, changes):
    assert not assessed(look(ours, **changes)).kept


def test_use_that_rests_on_no_law_is_not_kept(ours):
    bare = {id: one for id, one in ours.bases.items() if id != "learning"}
    found = assessed(Look(replace(ours, objects={**ours.objects, "basis": bare}), ON))
    assert not found.kept
    assert "1 without a law" in found.words
