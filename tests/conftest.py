"""What every test may use."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes depends on the machine: no test fails for it. CI tries the same examples each time, so that
# it says something about the change; a person's run tries new ones.
settings.register_profile("keepwell", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("keepwell")

ROOT = Path(__file__).resolve().parent.parent
STRICT = os.environ.get("KEEPWELL_STRICT") == "1"


@pytest.fixture
def shared():
    """The folder of specifications and samples beside the project; the test is skipped where there is none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _no_proxy():
    """Servers of the tests are on this machine."""
    os.environ["NO_PROXY"] = "127.0.0.1,localhost"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Called before the test database is made."""
    from tests import tables

    tables.remember()


@pytest.fixture(scope="session", autouse=True)
def _log_is_emptied_between_tests():
    """Django empties every table after a test that really commits. The access log refuses that, as it must: its
    triggers come off for as long as it takes."""
    from django.db import connection
    from django.test import TransactionTestCase

    from keepwell.web.access import triggers

    teardown = TransactionTestCase._fixture_teardown

    def without_triggers(case):
        triggers.unguard(connection)
        teardown(case)
        triggers.guard(connection)

    TransactionTestCase._fixture_teardown = without_triggers
    yield
    TransactionTestCase._fixture_teardown = teardown


def pytest_terminal_summary(terminalreporter):
    """The last lines say what was skipped and why, so that a quick run is not taken for a full one."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = {}
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"Not run: {count} tests: {reason.removeprefix('Skipped: ')}")
