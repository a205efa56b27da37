"""Earlier versions of rows. A row gets its first version when it first changes, so that taking in
a hundred thousand children does not write everything twice and no old value is ever lost."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models.signals import pre_save
from django.dispatch import receiver

_because = ContextVar("because", default=(None, ""))


@contextmanager
def because(user, reason):
    """Versions written meanwhile say who changed the row (a User) and why: a few words that hold no personal data."""
    token = _because.set((user, reason))
    try:
        yield
    finally:
        _because.reset(token)


def keep_first(model, rows):
    """Write the first version of those `rows` (as the database has them now) that have none yet."""
    if not hasattr(model, "history"):
        return
    known = set(
        model.history.filter(**{f"{model._meta.pk.attname}__in": [r.pk for r in rows]}).values_list(
            model._meta.pk.attname, flat=True
        )
    )
    _keep(model, [r for r in rows if r.pk not in known], "+")


def keep_now(model, rows):
    """Write the version that `rows` have now, after a change."""
    if hasattr(model, "history"):
        _keep(model, rows, "~")


def keep_last(row):
    """Before a row is deleted: its first version if it has none, and who deletes it and why for its last."""
    if hasattr(type(row), "history"):
        keep_first(type(row), [row])
        row._history_user, row._change_reason = _because.get()


def _keep(model, rows, kind):
    if rows:
        user, reason = _because.get() if kind == "~" else (None, "")
        model.history.bulk_history_create(
            list(rows), update=kind == "~", batch_size=2000, default_user=user, default_change_reason=reason
        )


@receiver(pre_save)
def keep_first_before_saving(sender, instance, raw=False, **kwargs):
    """A row taken in bulk has no version yet: keep the old values before the first single change."""
    if raw or instance._state.adding or not hasattr(sender, "history"):
        return
    if old := sender.objects.filter(pk=instance.pk).first():
        keep_first(sender, [old])
