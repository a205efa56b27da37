"""A photograph or document of a concern, handed out as a file."""

from cryptography.exceptions import InvalidTag
from django.db import transaction
from django.views.decorators.http import require_safe

from ...access import door
from ...record.handing import as_file
from .. import sealing
from ..actions.raising import PURPOSE
from .opened import open_concern

WHAT = "read a file of a concern"


@require_safe
@transaction.atomic
def file(request, mark, pk):
    held = open_concern(request, mark, WHAT)
    row = held.concern.files.filter(pk=pk).first()
    try:
        name, content = sealing.read_file(held.key, row) if row else (None, None)
    except (InvalidTag, FileNotFoundError):
        name = None
    if name is None:
        raise door.nothing_there(by=request.user, what=WHAT, purpose=PURPOSE)
    return as_file(name, content, row.media_type)
