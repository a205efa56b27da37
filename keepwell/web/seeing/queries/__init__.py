"""What the room reads: of one child through the opened record, of many as sets."""
