"""The pages of notes of concern."""
