import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from keepwell.web.site import home as house


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("KEEPWELL_HOME", str(tmp_path / "kept" / "here"))
    return tmp_path / "kept" / "here"


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_home_makes_what_is_missing_for_its_owner_only(folder):
    assert house.home() == folder
    assert mode(folder) == 0o700


def test_home_without_variable_is_var_in_working_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("KEEPWELL_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    assert house.home() == tmp_path / "var"


def test_secret_key_is_made_once_and_kept(folder):
    assert house.secret_key() == house.secret_key()
    assert len(house.secret_key()) > 50


def test_secret_key_is_readable_by_its_owner_only(folder):
    house.secret_key()
    assert mode(folder / "keys" / "secret.key") == 0o600
    assert [path.name for path in (folder / "keys").iterdir()] == ["secret.key"]


def test_secret_key_is_one_for_processes_that_start_together(folder):
    house.keys()
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: house.secret_key(), range(32)))) == 1
