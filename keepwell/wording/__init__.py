"""Plain words: how old a reader must be, jargon and bare initials, and what to say instead."""

from .hint import KINDS, Hint
from .reading import Reading, read

__all__ = ["KINDS", "Hint", "Reading", "read"]
