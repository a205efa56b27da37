"""A coherent, made-up council, to try Keepwell with: nobody in it exists."""

from .authority import Authority, authority
from .mistakes import Mistake
from .writing import write_authority

__all__ = ["Authority", "Mistake", "authority", "write_authority"]
