"""What is written of adoptions and therefore stands apart: under the child's second key, and in no search.

A room says once, when it starts, which of its rows those are: `stands_apart(Model, rows)`. Rows that were written
before there was a second key are sealed anew by `actions.sealing_apart`.
"""

AREA = "adoption"
CATEGORIES = frozenset({"adoption", "placed-for-adoption"})

_kinds = []


def of_adoption(words):
    """Does a form (`Form.words` of keepwell.forms) speak of an adoption? Then all that is answered in it does."""
    return words.get("area") == AREA or bool(CATEGORIES & {words.get("category"), *_asked(words)})


def _asked(words):
    """The categories of the questions, with those inside of repeats."""
    for question in words.get("questions", ()):
        yield question.get("category")
        yield from _asked(question)


def stands_apart(model, rows):
    """`rows(model)` gives those rows of this model, a queryset; it is asked of their old versions too."""
    for each in (model, *([model.history.model] if hasattr(model, "history") else ())):
        _kinds.append((each, rows))


def kinds():
    """[(model, a queryset of its rows that stand apart)]; each has a `child`."""
    return [(model, rows(model).order_by("pk")) for model, rows in _kinds]
