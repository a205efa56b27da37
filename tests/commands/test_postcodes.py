"""keepwell postcodes: which directory is loaded, and loading one. No Django, no record."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from keepwell.commands.postcodes import app
from keepwell.returns.postcodes import FILE, about
from tests.returns.directories import code_point_zip, onspd_zip


@pytest.fixture
def home(tmp_path):
    return tmp_path / "house"


@pytest.fixture
def run(home):
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words], env={"KEEPWELL_HOME": str(home)})


def test_nothing_is_loaded_and_nothing_is_made(run, home):
    for words in ((), ("show",)):
        done = run(*words)
        assert done.exit_code == 1
        assert "keepwell postcodes load FILE" in done.stderr
    assert not home.exists()


def test_loading_says_what_was_loaded_and_so_does_show(run, home, tmp_path):
    done = run("load", onspd_zip(tmp_path / "ONSPD.zip"))
    assert done.exit_code == 0, done.stderr
    assert "ONS Postcode Directory, November 2025 (ONSPD.zip), loaded on" in done.stdout
    assert (
        "6 postcodes, of these 1 no longer in use; 2 without a place on the grid; 1 without an authority" in done.stdout
    )
    assert run().stdout == run("show").stdout == done.stdout
    assert home.stat().st_mode & 0o777 == 0o700


def test_the_next_edition_takes_the_place_of_the_one_before(run, home, tmp_path):
    run("load", onspd_zip(tmp_path / "ONSPD.zip"))
    done = run("load", code_point_zip(tmp_path / "codepo_gb.zip"))
    assert "Code-Point Open, January 2026" in done.stdout
    assert about(home).postcodes == 3


def test_a_bad_file_changes_nothing(run, home, tmp_path):
    run("load", onspd_zip(tmp_path / "ONSPD.zip"))
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    done = run("load", tmp_path / "other.csv")
    assert done.exit_code == 2
    assert "oseast1m" in done.stderr
    assert done.stderr.count("\n") == 1
    assert about(home).file == "ONSPD.zip"


def test_a_spoilt_table_is_one_sentence(run, home):
    home.mkdir()
    (home / FILE).write_text("nonsense")
    done = run()
    assert done.exit_code == 2
    assert "load the directory again" in done.stderr


def test_a_folder_that_cannot_be_written_is_one_sentence(run, home, tmp_path):
    home.write_text("a file where the folder should be")
    done = run("load", onspd_zip(tmp_path / "ONSPD.zip"))
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


def test_django_is_not_asked(tmp_path):
    code = (
        "import sys\nfrom keepwell.commands import postcodes\nassert 'polars' not in sys.modules\n"
        "try:\n    postcodes.app(['show'])\nexcept SystemExit:\n    pass\nassert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"KEEPWELL_HOME": str(tmp_path)})
