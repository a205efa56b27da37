"""Handing out a kept document: opened for whoever may read it, logged, and sent as a file to save, never as a page."""

from cryptography.exceptions import InvalidTag
from django.db import transaction
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from ..access import door
from . import opening
from .models import Document
from .queries.documents import read_document

CATEGORY, WHAT = "narrative", "read a document"


def as_file(name, content, media_type):
    """An answer by which a browser saves the file and runs nothing in it."""
    headers = {
        "Content-Disposition": content_disposition_header(True, name), "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }  # fmt: skip
    return HttpResponse(content, content_type=media_type, headers=headers)


@require_safe
@transaction.atomic
def document(request, uid, pk):
    opened = opening.open_record(uid, by=opening.reader(request.user))
    purpose = opened.purpose
    door.ask_of(opened.child, by=request.user, action="view", categories=[CATEGORY], purpose=purpose, what=WHAT)
    row = Document.objects.filter(child=opened.child, pk=pk).first()
    try:
        name, content = read_document(row) if row else (None, None)
    except (InvalidTag, FileNotFoundError):
        name = None
    if name is None:
        raise door.nothing_there(by=request.user, what=WHAT, purpose=purpose, child=opened.child.person.uid)
    return as_file(name, content, row.media_type)
