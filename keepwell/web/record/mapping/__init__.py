"""How the rows of files and the rows of the record say the same thing, both ways.

A `Shelf` keeps one kind of fact in the database and hands it out flat. A `TableMap` says which column of a
return is which fact of a shelf. Importing and building both follow the same map, so they cannot drift apart.
"""

from . import cin, people, ssda903

MAPS = {"ssda903": ssda903.MAPS, "cin": cin.MAPS, "people": people.MAPS}

__all__ = ["MAPS"]
