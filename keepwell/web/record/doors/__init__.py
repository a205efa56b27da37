"""Pages about the door itself: who may open a record, whom it is closed to, and emergencies with their review."""
