"""Every change to notes of concern, and to concerns about staff."""
