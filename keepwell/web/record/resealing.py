"""Sealing texts anew when they go from one child's record to another's: each record has a key of its own.

A room says once, when it starts (`ready`), how its rows are sealed: `seals(Note, "note")` says that each `sealed_x` of
a Note is sealed as ("note", its seal, "x"), and those of its old versions too. What no room has said is never moved:
it would be lost.
"""

from contextlib import contextmanager, suppress
from contextvars import ContextVar

from cryptography.exceptions import InvalidTag

from . import vault

PREFIX = "sealed_"
_words, _below = {}, {}
_written = ContextVar("written", default=None)


@contextmanager
def whole():
    """Files that were written meanwhile go again when what they belong to is not kept after all."""
    token = _written.set([])
    try:
        yield
    except BaseException:
        for mark in _written.get():
            drop_file(mark)
        raise
    finally:
        _written.reset(token)


def seals(model, word, *, named=True, names=None):
    """The texts of this model are sealed as (word, row.seal, name of the part); without the name when not `named`.

    names   {name of the part: what it is called in the sealing}, where that is another
    """
    for each in (model, *([model.history.model] if hasattr(model, "history") else ())):
        _words[each] = (word, named, names or {})


def hangs(model, through, again):
    """The texts of this model are sealed under the key of the child of the row to which its pointer `through` leads.

    `again(rows, old, new)` seals them under another key, files with them, saves the rows, and gives how many texts did
    not open and stay as they are.
    """
    _below.setdefault(model._meta.get_field(through).related_model, []).append((model, through, again))


def below(rows, old, new):
    """Seal anew what hangs on these rows; returns how many texts stay shut."""
    shut = 0
    for model, through, again in _below.get(type(rows[0]), ()):
        hanging = list(model._base_manager.filter(**{f"{through}__in": [row.pk for row in rows]}))
        shut += again(hanging, old, new) if hanging else 0
    return shut


def about(row, part):
    """As what a part of this row is sealed."""
    word, named, names = _words[type(row)]
    return (word, row.seal, names.get(part, part)) if named else (word, row.seal)


def parts(model):
    """The sealed fields of a model, without `sealed_`."""
    return [f.name.removeprefix(PREFIX) for f in model._meta.concrete_fields if f.name.startswith(PREFIX)]


def is_known(model):
    """Is it said how its texts are sealed, and those that hang on it, or has it none?"""
    said = {one for one, _, _ in _below.get(model, ())}
    hanging = {relation.related_model for relation in model._meta.related_objects}
    return (model in _words or not parts(model)) and all(
        one in said for one in hanging if parts(one) and not _of_a_child(one)
    )


def once(model, word, names):
    """The `again` of `hangs` for rows that have no files."""

    def again(rows, old, new):
        seals(model, word, names=names)
        fields, shut = reseal(rows, old, new)
        model._base_manager.bulk_update(rows, fields)
        return shut

    return again


def _of_a_child(model):
    """Does it point at a child itself? Then it is moved by itself. Old versions go with their rows."""
    return any(f.name == "child" for f in model._meta.concrete_fields) or hasattr(model, "history_id")


def reseal(rows, old, new):
    """Seal the texts of these rows, which `old` (a key) opens, under `new`; returns the fields and how many stay shut.

    The rows are changed and not saved. A text that does not open now stays as it is, and is counted; what stood under
    the second key of the one child stands under that of the other. KeyMissing when the file of that key is gone.
    """
    shut, model = 0, type(rows[0])
    for row in rows:
        for part in parts(model):
            try:
                again = _again(getattr(row, PREFIX + part), old, new, about(row, part))
            except vault.KeyMissing:
                raise
            except InvalidTag:
                shut += 1
            else:
                setattr(row, PREFIX + part, again)
    return [PREFIX + part for part in parts(model)], shut


def _again(sealed, old, new, about):
    text = vault.unseal_bytes(old, sealed, *about)
    under = new if not text or vault.opens_alone(old, sealed, *about) else new.apart
    return vault.seal_bytes(under, text, *about)


def move_file(document, old, new, mark):
    """Write the file of a Document again under the key `new` and the name `mark`; False when it does not open now.

    The old file stays until the caller is sure.
    """
    try:
        sealed = vault.document_path(document.seal).read_bytes()
        content = vault.unseal_bytes(old, sealed, "document", document.seal)
    except (OSError, InvalidTag):
        return False
    path = vault.document_path(mark)
    if _written.get() is not None:
        _written.get().append(mark)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(vault.seal_bytes(new, content, "document", mark))
    path.chmod(0o600)
    return True


def drop_file(mark):
    with suppress(OSError):
        vault.document_path(mark).unlink()
