"""Every change to the record."""

from .intake import take_in

__all__ = ["take_in"]
