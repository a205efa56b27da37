"""What the record looks like as pictures and figures, each with its numbers in a table."""
