"""Making the house ready: Django, the folder of the installation, its database."""

import os

import typer
from rich.console import Console

console = Console(stderr=True)


def open_house():
    """Set Django up and make what is missing, saying so. What is wrong with the house itself is one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keepwell.web.site.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as trouble:
        raise stop(str(trouble)) from None
    except OSError as trouble:
        raise stop(f"KEEPWELL_HOME cannot be used: {trouble.filename} ({trouble.strerror}).") from None
    except ValueError as trouble:
        if "DATABASE_URL" not in os.environ:
            raise
        wanted = "an address such as postgres://user:password@host/name"
        raise stop(f"DATABASE_URL names no database that Keepwell knows: give {wanted}.") from trouble
    _read_policy()
    brought_up = _migrate()
    _have_key()
    if brought_up:
        _seal_apart()


def _seal_apart():
    """What was written of adoptions before there was a key for it; nothing when that is done."""
    from .apart import sealed_apart

    if done := sealed_apart().anew:
        console.print(f"Sealed under the adoption key: {done:,} texts that stood under the other one.")


def _read_policy():
    """Nothing is done without a policy that can be read."""
    from django.conf import settings

    from keepwell.policy import PolicyError
    from keepwell.web.access.policy import policy

    try:
        policy()
    except OSError as trouble:
        raise stop(f"The policy file {settings.KEEPWELL_POLICY} cannot be read ({trouble.strerror}).") from None
    except PolicyError as trouble:
        raise stop(f"The policy file {settings.KEEPWELL_POLICY} cannot be obeyed.\n{trouble}") from None


def _have_key():
    from keepwell.web.record import vault

    if not vault.master_path().exists():
        vault.master()
        console.print(f"Making the master key: {vault.master_path()}. Keep a copy apart from copies of the database.")
    _have_key_of_adoptions()
    _have_key_of_log()
    _have_key_of_sign_in()


def _have_key_of_adoptions():
    """Without it all else opens, so nothing stops: but whoever runs the house is told."""
    from keepwell.web.record import vault

    try:
        if not vault.apart_path().exists():
            vault.apart_master()
            console.print(f"Making the adoption key: {vault.apart_path()}. Keep its copy apart from that of the other.")
    except vault.KeyMissing as trouble:
        console.print(str(trouble), style="red", markup=False, highlight=False)


def _have_key_of_sign_in():
    """Without it no code of an authenticator app can be checked, and nobody comes in."""
    from keepwell.web.staff import sealing

    try:
        sealing.key()
    except sealing.MissingKey as trouble:
        raise stop(str(trouble)) from None


def _have_key_of_log():
    """Without it nothing can be logged, so nothing can be done."""
    from keepwell.web.access import keys
    from keepwell.web.access.models import Entry

    try:
        keys.key(Entry.objects.exists)
    except keys.MissingKey as trouble:
        raise stop(str(trouble)) from None


def _migrate():
    """Was there a database already, and is it another now?"""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import DatabaseError

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            fresh = not executor.loader.applied_migrations
            console.print(f"{'Making' if fresh else 'Bringing up to date'} the database: {where()}")
            call_command("migrate", verbosity=0, interactive=False)
            return not fresh
        return False
    except DatabaseError as trouble:
        first = (str(trouble).strip().splitlines() or ["no reason was given"])[0]
        raise stop(f"The database cannot be opened: {where()} ({first}).") from None


def where():
    """Where the database is, without its password."""
    from django.db import connection

    of = connection.settings_dict
    return str(of["NAME"]) if connection.vendor == "sqlite" else f"{of['NAME']} on {of['HOST'] or 'this machine'}"


def stop(sentence, status=2):
    """Say one sentence and end with `status`: 2 means that nothing could be done."""
    Console(stderr=True, soft_wrap=True).print(sentence, style="red", markup=False, highlight=False)
    return typer.Exit(status)
