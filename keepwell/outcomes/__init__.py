"""Measures of how a child gets on, worked out from answers."""
