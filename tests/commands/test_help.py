"""Every command explains itself with an example."""

import pytest


def test_without_words_it_says_what_it_is_for(house):
    told = house.run()
    assert "Keeps the record of a child in need" in told.stdout + told.stderr
    assert "keepwell import" in told.stdout + told.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("import",),
        ("build",),
        ("extract",),
        ("check",),
        ("rules",),
        ("example",),
        ("example", "authority"),
        ("demo",),
        ("person",),
        ("postcodes",),
        ("postcodes", "load"),
        ("work",),
        ("notice", "lint"),
        ("notice", "diff"),
        ("notice", "explain"),
        ("promises",),
    ],
)
def test_each_command_has_an_example(house, command):
    told = house.run(*command, "--help")
    assert told.returncode == 0
    assert "Example:" in told.stdout
    assert f"keepwell {' '.join(command)}" in told.stdout
