"""What happens at the door of the house, for whoever keeps the log."""

from django.dispatch import Signal

# An account has to wait after wrong passwords or codes. user: the person, or None when the address is nobody's.
locked_out = Signal()

# A session came to its end by itself. user; why: "idle", "day" or "left".
session_ended = Signal()

# Somebody who showed the right password, or whom a provider vouched for, was not let in. user or None.
turned_away = Signal()

# A person ended their other sessions. user.
others_ended = Signal()
