"""Plain words: how old a reader must be, jargon and bare initials, and what to say instead."""
