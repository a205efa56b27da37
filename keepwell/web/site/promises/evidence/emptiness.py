"""Is nothing kept where the policy says so? A claim of the file, held against the rows of the database."""

from django.apps import apps
from django.db.models import BinaryField

from keepwell.policy.columns import empty_places
from keepwell.web.record import models


def filled(policy):
    """The places that the policy says are empty and that hold something, in the order of the file.

    A table counts with its old versions, a return by the rows that were taken in; a form holds nothing of its own.
    LookupError for what cannot be counted.
    """
    return [place for place in empty_places(policy.objects) if _holds(place)]


def _holds(place):
    room, table, *column = place.split(".")
    if len(column) > 1:
        return False
    if not column:
        return models.Import.objects.filter(collection=room).exists()
    if column != ["*"]:
        return _says(apps.get_model(room, table), column[0])
    if room not in {app.label for app in apps.get_app_configs()}:
        return models.SourceRow.objects.filter(taken_in__collection=room, table=table).exists()
    model = apps.get_model(room, table)
    return any(one._default_manager.exists() for one in (model, *_old_versions(model)))


def _says(model, column):
    """Does any row of the model say something in that column?"""
    rows = model._default_manager.exclude(**{column: None})
    field = model._meta.get_field(column)
    nothing = b"" if isinstance(field, BinaryField) else ""
    return (rows.exclude(**{column: nothing}) if field.empty_strings_allowed else rows).exists()


def _old_versions(model):
    return [one for one in apps.get_models() if getattr(one, "instance_type", None) is model]
