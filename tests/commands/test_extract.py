"""keepwell extract, as a person runs it."""

import re

import pytest


@pytest.mark.both
def test_a_passphrase_is_made_a_file_is_written_and_mistakes_are_sentences(house):
    key, folder = house.home / "extract.key", house.home / "safe"
    folder.mkdir()
    done = house.run("extract", "--passphrase-file", key)
    assert done.returncode != 0
    assert "--to FILE" in done.stderr
    done = house.run("extract", "--to", folder, "--passphrase-file", key)
    assert done.returncode != 0
    assert "no such file" in done.stderr.replace("\n", " ")
    done = house.run("extract", "--to", folder, "--passphrase-file", key, "--new-passphrase")
    assert done.returncode == 0, done.stderr
    assert key.read_text().strip() in done.stdout
    assert re.search(r"Written: .*keepwell-emergency-\d{4}-\d\d-\d\d\.html", done.stdout)
    assert "0 children in it" in done.stdout
    key.chmod(0o644)
    done = house.run("extract", "--to", folder, "--passphrase-file", key, "--keep-days", "2")
    assert done.returncode != 0
    assert "chmod 600" in done.stderr.replace("\n", " ")
