"""What is read of notes of concern."""
