"""What this room keeps: running clocks, approvals, actions given in supervision, moves, and how people are reminded."""

from .approvals import Approval
from .clocks import Clock
from .given import Action, Move
from .reminding import Reminding

__all__ = ["Action", "Approval", "Clock", "Move", "Reminding"]
