"""Every change that this room makes."""
