"""The work with a child as forms, one step at a time, each offering the next."""
