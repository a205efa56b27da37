"""What is due: clocks running on real children, boards, approvals, reminders."""
