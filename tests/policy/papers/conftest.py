"""The papers of the shipped policy, and of policies with some words changed."""

from datetime import date

import pytest

from keepwell.policy import load, shipped
from keepwell.policy.papers import papers

ON = date(2026, 11, 22)


@pytest.fixture(scope="session")
def made(policy):
    """Name -> paper, of the policy that comes with the program."""
    return {one.name: one for one in papers(policy, ON)}


@pytest.fixture
def changed(tmp_path):
    """Loads the shipped policy with the first place of some texts replaced by others."""

    def change(*changes):
        text = shipped().read_text("utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        file = tmp_path / "marlowshire.toml"
        file.write_text(text, "utf-8")
        return load(file)

    return change
