"""The rules of the SSDA903 return, by subject."""
