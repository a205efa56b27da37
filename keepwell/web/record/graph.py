"""Everything that belongs to a child, as Django knows it: each column of each model that points at one.

No list is kept: a room that is built tomorrow with a pointer to a child is part of it.
"""

from functools import cache

from django.apps import apps

from .models import Child, NameKey, Person, Words


@cache
def pointers():
    """[(model, field)] of every column that points at a Child or a Person; old versions of rows among them.

    A child has the key of their person, so both hold the same number. The child's own row and its versions are left
    out: they are the child.
    """
    themselves = {Child, Child.history.model}
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in (Child, Person) and model not in themselves
    ]


_follow = set()


def follows(model):
    """The rows of this model follow from the record: who hears of a change (`elsewhere.changed`) makes them anew."""
    _follow.add(model)


def followed():
    """The models whose rows go and come by themselves when two records are put together."""
    return {NameKey, Words, *_follow}


def is_old(model):
    """Does it hold old versions of rows?"""
    return hasattr(model, "history_id")


def alone(model, field):
    """Can a child have only one such row, or only one of a kind? Then a second cannot simply go over."""
    named = {field.name, field.attname}
    together = [set(names) for names in model._meta.unique_together]
    together += [set(one.fields) for one in model._meta.total_unique_constraints]
    return field.unique or any(named & names for names in together)


def hanging_on(row):
    """The first model of which a row hangs on this one; None when none does."""
    for relation in type(row)._meta.related_objects:
        found = relation.related_model._base_manager.filter(**{relation.field.name: row})
        if not is_old(relation.related_model) and found.exists():
            return relation.related_model
    return None


def label(model):
    return model._meta.label_lower
