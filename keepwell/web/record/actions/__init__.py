"""Every change to the record."""

from .documents import keep_document
from .intake import take_in

__all__ = ["keep_document", "take_in"]
