"""A house of its own for commands that run as a person runs them: as a process."""

import os
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest

KEEPWELL = Path(sys.executable).with_name("keepwell")


@dataclass
class House:
    """One installation: its folder and the environment that points at it."""

    home: Path
    env: dict

    def run(self, *words, **options):
        """Run `keepwell WORDS` to its end; the completed process has status, out and err as text."""
        return subprocess.run([KEEPWELL, *map(str, words)], env=self.env, capture_output=True, text=True,
                              cwd=self.home, **options)  # fmt: skip

    def start(self, *words):
        return subprocess.Popen([KEEPWELL, *map(str, words)], env=self.env, cwd=self.home,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip

    def count(self, *models):
        """How many rows the record has of each model, asked by another process."""
        code = (
            "import django; django.setup()\nfrom keepwell.web.record import models\n"
            f"print(*(getattr(models, m).objects.count() for m in {models!r}))"
        )
        done = subprocess.run([sys.executable, "-c", code], env=self.env, capture_output=True, text=True, check=True)
        return [int(n) for n in done.stdout.split()]


@pytest.fixture
def house(tmp_path):
    home = tmp_path / "house"
    home.mkdir()
    env = {**os.environ, "KEEPWELL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "keepwell.web.site.settings",
           "COLUMNS": "160"}  # fmt: skip
    env.pop("PYTEST_CURRENT_TEST", None)
    if url := os.environ.get("DATABASE_URL"):
        with _own_database(url) as own:
            yield House(home, env | {"DATABASE_URL": own})
    else:
        yield House(home, env)


class _own_database:
    """A new database on the server that DATABASE_URL names, dropped afterwards."""

    def __init__(self, url):
        self.url, self.name = url, f"keepwell_{uuid.uuid4().hex[:12]}"

    def _do(self, sql):
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(sql)

    def __enter__(self):
        self._do(f"create database {self.name}")
        return f"{self.url.rsplit('/', 1)[0]}/{self.name}"

    def __exit__(self, *_):
        self._do(f"drop database {self.name} with (force)")
