"""What this room keeps: running clocks, approvals, actions given in supervision, moves, guidance, reminders."""

from .approvals import Approval
from .clocks import Clock
from .given import Action, Move
from .guidance import Confirmed, Edition
from .reminding import Reminding

__all__ = ["Action", "Approval", "Clock", "Confirmed", "Edition", "Move", "Reminding"]
