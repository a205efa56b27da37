"""Reading a document about a child."""

from .. import vault


def read_document(document):
    """(name, content) of a document. Raises InvalidTag when the file or its row was changed."""
    (key,) = vault.keys_of([document.child_id]).values()
    sealed = vault.document_path(document.seal).read_bytes()
    content = vault.unseal_bytes(key, sealed, "document", document.seal)
    return vault.unseal(key, document.sealed_name, "document", document.seal, "name"), content
