"""The one door: what may this person see and do, and the log of what they did."""
