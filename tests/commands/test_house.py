"""What is wrong with the installation itself is one sentence, whichever command met it."""

import pytest

from tests.web.desk.files import ADA, HEADER, folder


def one_sentence(done, words):
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert words in done.stderr


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("DATABASE_URL", "nonsense", "DATABASE_URL names no database"),
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none", "The database cannot be opened: none on 127.0.0.1"),
        ("KEEPWELL_POLICY", "no-such-policy.toml", "The policy file no-such-policy.toml cannot be read"),
        ("KEEPWELL_HOME", "/dev/null", "KEEPWELL_HOME cannot be used: /dev/null"),
    ],
)
def test_a_setting_that_cannot_be(house, tmp_path, setting, value, words):
    house.env[setting] = value
    one_sentence(house.run("import", folder(tmp_path / "a", header=[HEADER, ADA])), words)


def test_a_policy_with_a_mistake_names_its_line(house, tmp_path):
    (tmp_path / "policy.toml").write_text("[controller]\nname = ")
    house.env["KEEPWELL_POLICY"] = str(tmp_path / "policy.toml")
    one_sentence(house.run("import", tmp_path), "line 2")


def test_a_file_that_is_no_database(house, tmp_path):
    house.env.pop("DATABASE_URL", None)
    (house.home / "keepwell.sqlite3").write_bytes(b"not a database" * 100)
    one_sentence(house.run("import", tmp_path), "The database cannot be opened")
