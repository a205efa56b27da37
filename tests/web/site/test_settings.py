"""The settings as a start reads them, in a process of its own."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from keepwell.web.site import settings as product


def start(home, code="", **given):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KEEPWELL_")}
    environment |= {
        "KEEPWELL_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "keepwell.web.site.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
        **given,
    }
    command = [sys.executable, "-c", f"import django; django.setup(); from django.conf import settings; {code}"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def test_start_refuses_demo_without_debug(tmp_path):
    run = start(tmp_path, KEEPWELL_DEMO="1")
    assert run.returncode != 0
    assert "KEEPWELL_DEMO=1 needs KEEPWELL_DEBUG=1" in run.stderr


def test_start_allows_demo_with_debug(tmp_path):
    run = start(tmp_path, "print(settings.KEEPWELL_DEMO)", KEEPWELL_DEMO="1", KEEPWELL_DEBUG="1")
    assert run.stdout.strip() == "True", run.stderr


def test_start_without_debug_sends_cookies_only_over_https(tmp_path):
    run = start(tmp_path, "print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE)")
    assert run.stdout.strip() == "True True", run.stderr


def test_database_is_in_the_home_folder_whatever_its_name(tmp_path):
    home = tmp_path / "kept here? #1 50%"
    run = start(home, "print(settings.DATABASES['default']['NAME'])", DATABASE_URL="")
    assert run.stdout.strip() == str(home / "keepwell.sqlite3"), run.stderr


def test_check_names_demo_without_debug(settings):
    from keepwell.web.site.checks import demo_only_in_debug

    settings.KEEPWELL_DEMO, settings.DEBUG = True, False
    assert [error.id for error in demo_only_in_debug(None)] == ["house.E001"]
    settings.DEBUG = True
    assert demo_only_in_debug(None) == []


def test_argon2_is_the_first_hasher():
    # The tests' own settings have a quick one.
    assert product.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_no_admin_and_no_sign_up():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


@pytest.mark.django_db
def test_sqlite_takes_the_write_lock_when_a_transaction_begins():
    if connection.vendor != "sqlite":
        pytest.skip("not on SQLite")
    options = settings.DATABASES["default"]["OPTIONS"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert cursor.execute("PRAGMA synchronous").fetchone() == (1,)
