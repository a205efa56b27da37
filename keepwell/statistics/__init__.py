"""Tables that may be published: counting, rounding, suppression. Pure: no database, no web, nobody's name."""
