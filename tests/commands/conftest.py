"""A house of its own for commands that run as a person runs them: as a process."""

import os
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import tables

HERE = Path(__file__).parent
KEEPWELL = Path(sys.executable).with_name("keepwell")


def pytest_collection_modifyitems(items):
    """Each is a process or several, and a start takes seconds: all are slow, and some are tried on PostgreSQL too."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker("slow")


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


@pytest.fixture(scope="session")
def made_before(tmp_path_factory):
    """A database made once for all houses: its file, or on a server its name. To make it takes seconds each time."""
    if tables_of_server := os.environ.get("KEEPWELL_TABLES"):
        yield tables_of_server
        return
    home = tmp_path_factory.mktemp("made-before")
    url = os.environ.get("DATABASE_URL")
    own = _own_database(url) if url else None
    env = _env(home) | ({"DATABASE_URL": own.__enter__()} if own else {})
    made = home / "keepwell.sqlite3"
    if not own and tables.place().exists():
        shutil.copy(tables.place(), made)
    else:
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], env=env, check=True)
    yield own.name if own else made
    if own:
        own.__exit__()


@pytest.fixture
def house(tmp_path, made_before):
    """A house whose database is made already and empty."""
    yield from _house(tmp_path, made_before)


@pytest.fixture
def new_house(tmp_path):
    """A house in which nothing was ever done."""
    yield from _house(tmp_path, None)


def _house(tmp_path, before):
    home = tmp_path / "house"
    home.mkdir()
    if url := os.environ.get("DATABASE_URL"):
        with _own_database(url, before) as own:
            yield House(home, _env(home) | {"DATABASE_URL": own})
        return
    if before:
        shutil.copy(before, home / before.name)
    yield House(home, _env(home))


def _env(home):
    env = {**os.environ, "KEEPWELL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "keepwell.web.site.settings",
           "COLUMNS": "160"}  # fmt: skip
    env.pop("PYTEST_CURRENT_TEST", None)
    return env


class _own_database:
    """A new database on the server that DATABASE_URL names, dropped afterwards; a copy of `like` when given."""

    def __init__(self, url, like=None):
        self.url, self.name, self.like = url, f"keepwell_{uuid.uuid4().hex[:12]}", like

    def _do(self, sql):
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(sql)

    def __enter__(self):
        self._do(f"create database {self.name}" + (f" template {self.like}" if self.like else ""))
        return f"{self.url.rsplit('/', 1)[0]}/{self.name}"

    def __exit__(self, *_):
        self._do(f"drop database {self.name} with (force)")
