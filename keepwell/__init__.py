"""Keepwell: the record of a child, run by its own privacy notice."""

__version__ = "0.1.0"
