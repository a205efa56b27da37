"""The rules of the CIN census, by subject."""
