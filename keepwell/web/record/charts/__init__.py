"""Drawings of the child's page, as SVG made here: placements over time, and strengths and difficulties scores.

Each is a picture with a title and a description for those who do not see it, and stands beside a table with the
same numbers. Nothing is told by colour alone. Any dates can be drawn: an end before its start is a point with a mark,
a row without dates is a line of text.
"""

from .bars import Bar, family, gaps, placements
from .scores import Score, band, sdq

__all__ = ["Bar", "Score", "band", "family", "gaps", "placements", "sdq"]
