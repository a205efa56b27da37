"""Keepwell's own people files: what neither statutory return carries."""
