"""A family drawn as a genogram: generations from top to bottom, each person once, each tie joining its people.

`members` and `ties` say who there is, `layout` gives each a place, `drawing` makes the picture. Nothing here reads the
record or decides who may be shown.
"""

from .drawing import drawn
from .layout import layout
from .people import GENERATIONS, KINDS, TIES, Member, Tie

__all__ = ["GENERATIONS", "KINDS", "TIES", "Member", "Tie", "drawn", "layout"]
