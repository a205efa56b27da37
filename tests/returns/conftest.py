"""What the tests of keepwell.returns share: small files, and the samples where the machine has them."""

from pathlib import Path

import pytest

from keepwell.returns.reading import read

SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture
def folder(tmp_path):
    """Write a folder of files, given as name=text with dots as double underscores; returns its path."""

    def make(**files):
        home = tmp_path / "return"
        home.mkdir(exist_ok=True)
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            (home / name.replace("__", ".")).write_bytes(data)
        return home

    return make


@pytest.fixture
def read_one(folder):
    """Write files and read the one return they make."""

    def make(**files):
        returns = read(folder(**files))
        assert len(returns) == 1
        return returns[0]

    return make


@pytest.fixture
def samples():
    if not (SHARED / "samples").is_dir():
        pytest.skip("the samples of ../shared are not here")
    return SHARED / "samples"


@pytest.fixture
def specs():
    if not (SHARED / "specs").is_dir():
        pytest.skip("the specifications of ../shared are not here")
    return SHARED / "specs"
