"""Pages by which a record is made by hand: a new child, the people around one, ways to reach them, a new address."""
