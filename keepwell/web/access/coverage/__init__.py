"""Nothing is known about a child that the policy does not declare.

Every column that Keepwell has (of its database, its forms, its returns and its reports) belongs to a category of the
policy, is declared to tell nothing about a child, or lies where the controller says that it keeps nothing (whether that
is so is counted by the promises). `AccessConfig.ready` stops the start-up otherwise.
"""

from collections import defaultdict
from dataclasses import dataclass

from keepwell.forms import FormError
from keepwell.policy import PolicyError
from keepwell.policy.columns import HOUSE, columns_apart, declared_columns, empty_places, named, whole_rows, within
from keepwell.policy.house import house

from .columns import there

SHOWN = 5  # columns named in one sentence

__all__ = ["Coverage", "coverage", "problem", "problem_of", "there"]


@dataclass(frozen=True)
class Coverage:
    """What of the program the policy speaks of; columns by name, such as record.Person.born_on.

    declared      column -> its categories
    whole         those of them that hold whole rows of any kind, such as a row of a file as it came
    not_personal  column -> why it tells nothing about anybody
    of_staff      column -> why it is about the people who work here only
    empty         column -> why this controller keeps nothing there
    undeclared    columns that the policy does not speak of
    gone          what the policy declares and the program does not have
    by_category   category -> its own columns, without those that hold whole rows; every category of the policy
    """

    declared: dict[str, tuple[str, ...]]
    whole: tuple[str, ...]
    not_personal: dict[str, str]
    of_staff: dict[str, str]
    empty: dict[str, str]
    undeclared: tuple[str, ...]
    gone: tuple[str, ...]
    by_category: dict[str, tuple[str, ...]]


def coverage(policy=None, columns=None) -> Coverage:
    """Every column of the program against a policy (that in force). `columns` are those of `there`."""
    if policy is None:
        from ..policy import policy as in_force

        policy = in_force()
    kept, apart, rows = declared_columns(policy.objects), columns_apart(policy.objects), whole_rows(policy.objects)
    places = empty_places(policy.objects)
    declared, whole, aside, empty, undeclared, used = {}, [], {"nobody": {}, "staff": {}}, {}, [], set()
    for column in there() if columns is None else columns:
        name = next((one for one in column.names if one in kept or one in apart), None)
        place = next(filter(None, (within(one, places) for one in column.names)), None)
        used.update((*column.names, place))
        if name is None and place:
            empty[column.name] = places[place].why
        elif name is None:
            undeclared.append(column.name)
        elif name in apart:
            aside[apart[name].about][column.name] = apart[name].why
        else:
            declared[column.name] = kept[name]
            whole += [column.name] if name in rows else []
    _answers(policy, declared, undeclared) if columns is None else None
    gone = tuple(name for name in (*kept, *apart, *places) if name not in used)
    by_category = _by_category(policy, {name: of for name, of in declared.items() if name not in set(whole)})
    return Coverage(
        declared, tuple(whole), aside["nobody"], aside["staff"], empty, tuple(undeclared), gone, by_category
    )  # fmt: skip


def _answers(policy, declared, undeclared):
    """The questions of the forms say their own category, of those that the policy has."""
    from ..forms_in_force import columns_under

    for name, category in columns_under(policy):
        if category in policy.categories:
            declared[name] = (category,)
        else:
            undeclared.append(name)


def _by_category(policy, declared):
    found = defaultdict(list)
    for column, categories in declared.items():
        for category in categories:
            found[category].append(column)
    return {category: tuple(found[category]) for category in policy.categories}


def problem(columns=None) -> str | None:
    """The sentence that says why Keepwell may not start with the policy in force, or None."""
    from django.conf import settings

    from ..policy import policy

    try:
        return problem_of(policy(), columns)
    except OSError as trouble:
        return f"The policy file {settings.KEEPWELL_POLICY} cannot be read ({trouble.strerror})."
    except PolicyError as trouble:
        return f"The policy file {settings.KEEPWELL_POLICY} cannot be obeyed.\n{trouble}"
    except FormError as trouble:
        return f"The file of your own forms cannot be used.\n{trouble}"


def problem_of(policy, columns=None) -> str | None:
    """The sentence that says which columns this policy does not declare, or declares and are not there; or None."""
    return _said(coverage(policy, columns), policy.file)


def _said(found, file):
    if found.undeclared:
        return (
            f"Keepwell has {_listed(found.undeclared)}, which the policy does not declare: say in {file} what it tells"
            " of, at the columns of [kept.…] with its category, or that nothing is kept there, at [empty.…] with the"
            f" reason. What tells nothing about a child in any installation is declared in {HOUSE} of Keepwell itself."
        )
    ours = {column for one in house().apart.values() for column in named(one.columns)}
    for where, gone in (
        (HOUSE, [n for n in found.gone if n in ours]),
        (file, [n for n in found.gone if n not in ours]),
    ):
        if gone:
            return f"{where} declares {_listed(gone)}, which Keepwell does not have: take it out of the file."
    return None


def _listed(names):
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
