"""The pages of a child's life story: the entries, adding to them, and the book that is written to the child."""
