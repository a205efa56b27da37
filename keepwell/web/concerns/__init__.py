"""Notes of concern: raised by anybody, decided by the lead; and concerns about staff, held apart."""
