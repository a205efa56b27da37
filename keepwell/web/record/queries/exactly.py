"""The children whom a number, or a whole name with a date of birth, means: for emergencies, never for searching."""

from .. import names
from ..models import Child, Identifier, Name, Person

FEW = 10


def exactly(asked):
    """The Children that fit, a few at most. `asked` is an Asked with a number, or names and a date of birth."""
    people = _numbered(asked.numbers) if asked.numbers else _named(asked)
    found = Child.objects.filter(pk__in=people).select_related("person")
    if asked.born_on:
        found = found.filter(person__born_on=asked.born_on)
    return list(found[:FEW])


def _numbered(numbers):
    each = [_holders(number) for number in numbers]
    return set.intersection(*each)


def _holders(number):
    bare = number.replace("-", "").replace(" ", "")
    wanted = {number, bare}
    own = set(Person.objects.filter(folded__in=wanted).values_list("pk", flat=True))
    return own | set(Identifier.objects.filter(value__in=wanted).values_list("person_id", flat=True))


def _named(asked):
    """Children born on that day one of whose names has exactly these words."""
    born = Name.objects.filter(person__child__isnull=False, person__born_on=asked.born_on)
    return {name.person_id for name in born if _words(name.full) == set(asked.words)}


def _words(name):
    """As `asked.read` takes a name apart: a double name in its halves."""
    return set(names.fold(name).replace("-", " ").split())
