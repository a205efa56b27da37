"""Every change to the record."""
