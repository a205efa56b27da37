"""Keeping a document about a child: the file and its name are sealed under the child's own key."""

import os
import uuid

from django.db import transaction

from .. import vault
from ..models import Document


def keep_document(child, *, name, content, media_type, on=None):
    """Keep `content` (bytes) as a document of `child`; returns the Document.

    The file is written whole and flushed before the row that speaks of it, so that no row ever points at nothing.
    """
    (key,) = vault.keys_of([child.pk]).values()
    mark = uuid.uuid4()
    write(vault.document_path(mark), vault.seal_bytes(key, content, "document", mark))
    with transaction.atomic():
        return Document.objects.create(
            child=child, seal=mark, sealed_name=vault.seal(key, name, "document", mark, "name"),
            media_type=media_type, size=len(content), on=on,
        )  # fmt: skip


def write(path, content):
    """Write a sealed file whole, for this account alone; FileExistsError when there is one of that name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
