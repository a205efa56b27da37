"""Searching the words of notes, and moving a note to the right child."""
