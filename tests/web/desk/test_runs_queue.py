"""Checks in the background: the queue in the database, workers that end, and workers that are killed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from keepwell.web.desk import incoming
from keepwell.web.desk.actions import runs
from keepwell.web.desk.models import Run
from keepwell.web.desk.tasks import check_return
from tests import tables
from tests.web.record import people

from .runs import episodes, header

HERE = socket.gethostname()
INCOMING = Path(django_settings.KEEPWELL_INCOMING)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.KEEPWELL_INCOMING = tmp_path / "home" / "incoming"
    settings.KEEPWELL_INCOMING.mkdir(parents=True)


@pytest.fixture
def officer(db):
    return people.user("returns-officer")


def ask(officer):
    return runs.ask_for(
        by=officer, collection="ssda903", year=2026, this_from="files", uploads={"this": [header(), episodes()]}
    )


def work():
    """Do what waits in the queue, as `keepwell work --once` does."""
    from keepwell.commands.work import _worker

    _worker(once=True).run()


def test_a_run_waits_in_the_queue_with_nothing_but_its_key(officer):
    run = ask(officer)
    queued = DBTaskResult.objects.get()
    assert queued.args_kwargs == {"args": [run.pk], "kwargs": {}}
    assert Run.objects.get().state == "waiting"


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_what_waits(officer):
    run = ask(officer)
    work()
    run.refresh_from_db()
    assert (run.state, run.worker) == ("finished", f"{HERE} {os.getpid()}")
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_without_its_place_in_the_queue_there_is_no_run_and_no_file(officer, monkeypatch, settings):
    class Broken(Exception):
        pass

    def enqueue(self, *args, **more):
        raise Broken

    monkeypatch.setattr(type(check_return), "enqueue", enqueue)
    with pytest.raises(Broken):
        ask(officer)
    assert not Run.objects.exists()
    assert list(Path(settings.KEEPWELL_INCOMING).iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_the_queue_keeps_no_words_of_what_went_wrong(officer, monkeypatch):
    from keepwell.web.desk.actions import running

    def fail(*args, **more):
        raise ValueError("Ada Featherstone, born 1 February 2012")

    monkeypatch.setattr(running, "check", fail)
    run = ask(officer)
    work()
    run.refresh_from_db()
    kept = DBTaskResult.objects.get()
    assert run.state == "failed"
    assert "Ada" not in f"{kept.traceback} {kept.return_value} {kept.args_kwargs} {run.why}"


def test_a_waiting_run_is_stopped_at_once_and_never_begins(officer, settings, django_capture_on_commit_callbacks):
    run = ask(officer)
    with django_capture_on_commit_callbacks(execute=True):
        runs.stop(run, by=officer)
    run.refresh_from_db()
    assert (run.state, run.stop_asked_by) == ("stopped", officer)
    assert list(Path(settings.KEEPWELL_INCOMING).iterdir()) == []
    check_return.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.started_at) == ("stopped", None)


@pytest.fixture
def left_running(officer):
    """A function: a run that a worker had begun and told of some time ago."""

    def make(worker, ago=timedelta()):
        run = ask(officer)
        then = timezone.now() - ago
        Run.objects.filter(pk=run.pk).update(state="running", started_at=then, heard_at=then, worker=worker)
        DBTaskResult.objects.update(status="RUNNING")
        return run

    return make


def dead():
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_run_whose_worker_was_killed_says_so_when_the_next_one_starts(left_running, settings):
    run = left_running(f"{HERE} {dead()}")
    assert runs.clear_up() == 1
    run.refresh_from_db()
    assert (run.state, run.folder) == ("stopped", "")
    assert "part-way" in run.why
    assert list(Path(settings.KEEPWELL_INCOMING).iterdir()) == []
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    ("host", "process", "ago", "left"),
    [
        (HERE, os.getppid, timedelta(hours=1), 0),  # alive, however long it is silent
        (HERE, os.getpid, timedelta(), 1),  # our own number, given again after a restart
        ("elsewhere", os.getpid, timedelta(minutes=1), 0),
        ("elsewhere", os.getpid, timedelta(minutes=11), 1),
    ],
    ids=["alive", "ourselves", "elsewhere", "silent"],
)
def test_only_runs_whose_worker_is_gone_are_given_up(left_running, host, process, ago, left):
    left_running(f"{host} {process()}", ago)
    assert runs.clear_up() == left


def test_a_run_that_was_given_up_ends_once(left_running, monkeypatch):
    """The worker was alive after all: what it found later is not kept."""
    from keepwell.web.desk.actions import running

    run = left_running("elsewhere 1", timedelta(hours=1))
    runs.clear_up()
    run.refresh_from_db()
    with pytest.raises(running.Stopped):
        running.Telling(run)("Running the rules")
    running._end(run, "failed", "Too late.")
    run.refresh_from_db()
    assert run.state == "stopped"


def test_files_that_no_run_names_are_swept_away(officer, settings):
    run, home = ask(officer), Path(settings.KEEPWELL_INCOMING)
    for name in ("old", "new"):
        (home / name).mkdir()
    (home / "broken.upload").write_text("x")
    long_ago = time.time() - incoming.UNCLAIMED - 60
    for name in ("old", "broken.upload", run.folder):
        os.utime(home / name, (long_ago, long_ago))
    runs.clear_up()
    assert {one.name for one in home.iterdir()} == {run.folder, "new"}


def test_only_this_account_opens_what_was_uploaded(officer):
    run = ask(officer)
    assert INCOMING.stat().st_mode & 0o077 == 0
    assert incoming.folder_of(run).stat().st_mode & 0o077 == 0


@pytest.fixture
def environment(tmp_path):
    """Of a process in a house of its own, on SQLite, with tables that were made before where there are any."""
    if tables.place().exists():
        shutil.copy(tables.place(), tmp_path / "keepwell.sqlite3")
    own = {"KEEPWELL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "keepwell.web.site.settings"}
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | own


@pytest.mark.slow
def test_a_worker_ends_in_one_sentence_when_it_is_asked_to(environment):
    command = [sys.executable, "-c", "from keepwell.commands import main; main()", "work"]
    worker = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert "Waiting for work" in worker.stdout.readline()
        worker.send_signal(signal.SIGTERM)
        said, trouble = worker.communicate(timeout=30)
    finally:
        worker.kill()
    assert (worker.returncode, said) == (0, "No more work is taken up. Goodbye.\n")
    assert "Traceback" not in trouble


@pytest.mark.slow
def test_a_worker_beside_another_process_ends_with_it(environment):
    command = [sys.executable, "-c", "from keepwell.commands import main; main()", "work", "--beside"]
    worker = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert "Waiting for work" in worker.stdout.readline()
        worker.stdin.close()
        assert worker.wait(timeout=30) == 0
    finally:
        worker.kill()


def test_the_queue_of_the_product_is_in_the_database():
    assert django_settings.TASKS["default"]["BACKEND"] == "django_tasks_db.DatabaseBackend"


def test_a_worker_that_starts_takes_away_sessions_that_are_over(db):
    from keepwell.commands.work import _clear_up

    now = timezone.now()
    for key, ends in (("over", now - timedelta(hours=1)), ("open", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    _clear_up()
    assert [session.session_key for session in Session.objects.all()] == ["open"]
