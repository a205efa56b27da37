"""Calendars: collection years, working days in England, ages. Plain dates in, plain dates out."""
